package dev.botyard.runtime.script.header;

import java.util.ArrayList;
import java.util.List;

/// Finds the header lines of a file: those of the comment block at the top, and below it the `param` lines, which many
/// authors put next to the code that reads them. If the block at the top holds no header, every comment line counts.
final class HeaderScanner {
    private final List<HeaderLine> top = new ArrayList<>();
    private final List<HeaderLine> below = new ArrayList<>();
    private boolean inTop = true;
    private boolean inBlockComment;
    private String docstringEnd = "";
    private int codeLines;

    private HeaderScanner() {}

    static List<HeaderLine> scan(String source) {
        HeaderScanner scanner = new HeaderScanner();
        int[] number = {0};
        source.lines().forEach(line -> scanner.line(++number[0], line.strip()));
        return scanner.result();
    }

    private List<HeaderLine> result() {
        // A comment that merely looks like a header, such as `# [note: …]`, must not hide the real ones further down.
        boolean headless = top.stream().noneMatch(header -> HeaderKey.spelled(header.key()).isPresent());
        List<HeaderLine> found = new ArrayList<>(top);
        below.stream().filter(header -> headless || header.key().equals(HeaderKey.PARAM.label())).forEach(found::add);
        return found;
    }

    private void line(int number, String text) {
        if (!docstringEnd.isEmpty()) {
            if (text.contains(docstringEnd)) {
                docstringEnd = "";
            }
            if (!isComment(text)) {
                return;
            }
        }
        if (inBlockComment) {
            blockCommentLine(number, text);
        } else if (text.startsWith("/*")) {
            inBlockComment = true;
            blockCommentLine(number, text.substring(2));
        } else if (isComment(text)) {
            comment(number, withoutMark(text));
        } else if (!text.isEmpty() && inTop) {
            code(text);
        }
    }

    private void blockCommentLine(int number, String text) {
        int end = text.indexOf("*/");
        int start = 0;
        while (start < text.length() && text.charAt(start) == '*' && start != end) {
            start++;
        }
        String rest = text.substring(start).strip();
        comment(number, isComment(rest) ? withoutMark(rest) : rest);
        if (end >= 0) {
            inBlockComment = false;
        }
    }

    private void comment(int number, String text) {
        List<HeaderLine> target = inTop ? top : below;
        HeaderLineReader.read(number, text).ifPresent(target::add);
    }

    private void code(String text) {
        String unprefixed = !text.isEmpty() && "rRuU".indexOf(text.charAt(0)) >= 0 ? text.substring(1) : text;
        String quotes = unprefixed.startsWith("\"\"\"") ? "\"\"\"" : unprefixed.startsWith("'''") ? "'''" : "";
        if (quotes.isEmpty() || codeLines++ > 0) {
            inTop = false;
        } else if (unprefixed.indexOf(quotes, 3) < 0) {
            docstringEnd = quotes;
        }
    }

    private static boolean isComment(String text) {
        return text.startsWith("#") || text.startsWith("//");
    }

    private static String withoutMark(String text) {
        char mark = text.charAt(0);
        int at = 0;
        while (at < text.length() && text.charAt(at) == mark) {
            at++;
        }
        return text.substring(at);
    }
}
