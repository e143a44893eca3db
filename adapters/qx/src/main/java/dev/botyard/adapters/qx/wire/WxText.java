package dev.botyard.adapters.qx.wire;

import dev.botyard.api.message.Segment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of messages with Qianxun's codes in square brackets: `[@,wxid=…]` mentions somebody, `[emoji=D83D]` is one UTF-16 unit, and a
/// carriage return ends a line.
public final class WxText {
    private static final String AT = "[@,wxid=";
    private static final String NICK = ",nick=";
    private static final Pattern CLOSING = Pattern.compile(",isAuto=(true|false)]");
    private static final String EMOJI = "[emoji=";
    private static final String EVERYBODY = "notify@all";
    private static final int UNIT_DIGITS = 4;
    /// Longer is no code but somebody's text.
    private static final int LONGEST_CODE = 2000;

    private WxText() {}

    /// Text as Qianxun wants it, as pieces that must not be torn apart. What looks like a code of Qianxun is taken apart, so that people can
    /// neither mention everybody nor name a file of the Windows machine.
    public static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (Character.isHighSurrogate(unit) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                pieces.add(unit(unit) + unit(text.charAt(++i)));
            } else {
                pieces.add(piece(text, i));
            }
        }
        return pieces;
    }

    private static String piece(String text, int at) {
        char unit = text.charAt(at);
        if (unit == '\n') {
            return "\r";
        }
        boolean plain = unit < 0x80 || (!Character.isSurrogate(unit) && Character.isLetter(unit));
        return plain && !(unit == '[' && opensCode(text, at)) ? Character.toString(unit) : unit(unit);
    }

    private static boolean opensCode(String text, int bracket) {
        int end = bracket + 1;
        if (end < text.length() && text.charAt(end) == '@') {
            return true;
        }
        while (end < text.length() && isAsciiLetter(text.charAt(end))) {
            end++;
        }
        return end > bracket + 1 && end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == ',');
    }

    private static boolean isAsciiLetter(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
    }

    private static String unit(char unit) {
        return EMOJI + HexFormat.of().withUpperCase().toHexDigits(unit) + "]";
    }

    /// All pieces in one.
    public static String write(String text) {
        return String.join("", pieces(text));
    }

    /// The code that mentions somebody. Only [#atAll] mentions everybody: an id that reads like that is mentioned in words.
    public static String at(String wxid, String name) {
        String bare = wxid.replaceAll("[\\[\\],\\s]", "");
        if (everybody(bare)) {
            return write("@" + (name.isEmpty() ? wxid : name));
        }
        return AT + bare + ",nick=" + write(name.replaceAll("[\\[\\],=]", " ")) + ",isAuto=true]";
    }

    /// The code that mentions everybody; WeChat lets only those who run the group do it.
    public static String atAll() {
        return AT + EVERYBODY + ",nick=,isAuto=true]";
    }

    /// Text of Qianxun without codes for single characters, for names.
    public static String plain(String wire) {
        StringBuilder text = new StringBuilder(wire.length());
        for (int i = 0; i < wire.length();) {
            int end = wire.startsWith(EMOJI, i) ? wire.indexOf(']', i) : -1;
            if (end < 0 || end - i > LONGEST_CODE || !decode(wire.substring(i + EMOJI.length(), end), text)) {
                text.append(wire.charAt(i++));
            } else {
                i = end + 1;
            }
        }
        return whole(text.toString().replace("\r\n", "\n").replace('\r', '\n'));
    }

    /// Four digits are a unit; some versions send the bytes of UTF-8 instead.
    private static boolean decode(String digits, StringBuilder text) {
        if (digits.length() < UNIT_DIGITS || digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return false;
        }
        if (digits.length() == UNIT_DIGITS) {
            text.append((char) HexFormat.fromHexDigits(digits));
            return true;
        }
        try {
            text.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(HexFormat.of().parseHex(digits))));
            return true;
        } catch (CharacterCodingException units) {
            if (digits.length() % UNIT_DIGITS != 0) {
                return false;
            }
            for (int i = 0; i < digits.length(); i += UNIT_DIGITS) {
                text.append((char) HexFormat.fromHexDigits(digits, i, i + UNIT_DIGITS));
            }
            return true;
        }
    }

    /// Half a pair cannot be written as UTF-8 later.
    private static String whole(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (!Character.isSurrogate(unit)) {
                continue;
            }
            if (Character.isHighSurrogate(unit) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            repaired = repaired == null ? new StringBuilder(text) : repaired;
            repaired.setCharAt(i, '\uFFFD');
        }
        return repaired == null ? text : repaired.toString();
    }

    /// Reads the text of a message.
    ///
    /// @param mentioned who is mentioned according to the callback; those without a code in the text are found by WeChat's own form
    ///                  `@name` with a narrow blank, else put in front
    public static List<Segment> read(String wire, List<String> mentioned) {
        List<Segment> segments = new ArrayList<>();
        List<String> left = new ArrayList<>(mentioned);
        int text = 0;
        for (int i = wire.indexOf(AT); i >= 0; i = wire.indexOf(AT, i)) {
            int end = endOfCode(wire, i);
            if (end < 0) {
                i++;
                continue;
            }
            addText(segments, wire.substring(text, i));
            Segment at = mention(wire.substring(i + AT.length(), end));
            segments.add(at);
            left.remove(at instanceof Segment.At(String wxid, String ignored) ? wxid : EVERYBODY);
            i = end + 1;
            text = i;
        }
        addText(segments, wire.substring(text));
        return left.isEmpty() ? segments : Mentions.place(segments, left);
    }

    /// A nickname may hold brackets and commas; Qianxun writes it as it is and closes the code with a mark of its own.
    private static int endOfCode(String wire, int start) {
        Matcher closing = CLOSING.matcher(wire).region(start, Math.min(wire.length(), start + LONGEST_CODE));
        int next = wire.indexOf(AT, start + 1);
        if (closing.find() && (next < 0 || closing.start() < next)) {
            return closing.end() - 1;
        }
        for (int i = start + 1; i < Math.min(wire.length(), start + LONGEST_CODE); i++) {
            if (wire.startsWith(EMOJI, i)) {
                i = wire.indexOf(']', i);
                if (i < 0) {
                    return -1;
                }
            } else if (wire.charAt(i) == ']') {
                return i;
            } else if (wire.charAt(i) == '[') {
                return -1;
            }
        }
        return -1;
    }

    private static Segment mention(String body) {
        int comma = body.indexOf(',');
        String wxid = comma < 0 ? body : body.substring(0, comma);
        int nick = body.indexOf(NICK);
        int end = body.lastIndexOf(",isAuto=");
        return mentioned(wxid, nick < 0 ? "" : plain(body.substring(nick + NICK.length(), end > nick ? end : body.length())));
    }

    static Segment mentioned(String wxid, String name) {
        return everybody(wxid) ? new Segment.AtAll() : new Segment.At(wxid, name);
    }

    private static boolean everybody(String wxid) {
        String lower = wxid.toLowerCase(Locale.ROOT);
        return lower.equals(EVERYBODY) || lower.equals("all");
    }

    private static void addText(List<Segment> segments, String wire) {
        if (!wire.isEmpty()) {
            segments.add(new Segment.Text(plain(wire)));
        }
    }
}
