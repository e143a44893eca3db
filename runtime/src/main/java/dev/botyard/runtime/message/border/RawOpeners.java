package dev.botyard.runtime.message.border;

/// Finds what opens a code in a body that nobody has read yet: `[CQ` and `CQ:` in plain characters, JSON escapes, XML references and
/// percent signs.
final class RawOpeners {
    private static final String[] BRACKET = {"[", "\\u005b", "%5b", "&#91;", "&#x5b;", "&lbrack;", "&lsqb;"};
    private static final String[] C = {"C", "\\u0043", "\\u0063", "%43", "%63", "&#67;", "&#99;", "&#x43;", "&#x63;"};
    private static final String[] Q = {"Q", "\\u0051", "\\u0071", "%51", "%71", "&#81;", "&#113;", "&#x51;", "&#x71;"};
    private static final String[] COLON = {":", "\\u003a", "%3a", "&#58;", "&#x3a;", "&colon;"};

    private RawOpeners() {}

    static String mark(String body) {
        StringBuilder marked = null;
        int last = -1;
        for (int at = 0; at < body.length(); at++) {
            int place = place(body, at);
            if (place > last) {
                marked = marked == null ? new StringBuilder(body.length() + 8) : marked;
                marked.append(body, Math.max(last, 0), place).append(Places.MARK);
                last = place;
            }
        }
        return marked == null ? body : marked.append(body, last, body.length()).toString();
    }

    /// Where a mark belongs to break what begins at `at`, -1 for nowhere.
    private static int place(String body, int at) {
        char c = body.charAt(at);
        if (c != '[' && c != 'C' && c != 'c' && c != '\\' && c != '%' && c != '&') {
            return -1;
        }
        int bracket = end(body, at, BRACKET);
        if (bracket >= 0) {
            return end(body, end(body, bracket, C), Q) < 0 ? -1 : bracket;
        }
        return end(body, end(body, end(body, at, C), Q), COLON) < 0 ? -1 : at;
    }

    private static int end(String body, int at, String[] spellings) {
        if (at < 0) {
            return -1;
        }
        for (String spelling : spellings) {
            if (body.regionMatches(true, at, spelling, 0, spelling.length())) {
                return at + spelling.length();
            }
        }
        return -1;
    }
}
