package dev.botyard.acceptance;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a case expects, compared with what came.
///
/// A text between slashes is a regular expression that is to be found in the value (of a list or object: in its JSON), another scalar is the
/// value itself. Objects may have more members than the expected ones; lists have as many elements.
final class Wanted {
    private Wanted() {}

    /// What is wrong with a value, in words; nothing when it fits.
    static Optional<String> mismatch(JsonNode wanted, JsonNode got) {
        return mismatch("", wanted, got);
    }

    private static Optional<String> mismatch(String path, JsonNode wanted, JsonNode got) {
        if (wanted.isObject()) {
            return members(path, wanted, got);
        }
        if (wanted.isArray()) {
            return elements(path, wanted, got);
        }
        boolean fits = isPattern(wanted)
                ? !got.isNull() && matches(wanted.stringValue(), got.isValueNode() ? got.asString() : got.toString())
                : sameScalar(wanted, got);
        return fits ? Optional.empty() : Optional.of(where(path) + "was " + got + ", wanted " + wanted);
    }

    private static Optional<String> members(String path, JsonNode wanted, JsonNode got) {
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            Optional<String> wrong = mismatch(path + "." + member.getKey(), member.getValue(), got.path(member.getKey()));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return got.isObject() ? Optional.empty() : Optional.of(where(path) + "was " + got + ", wanted an object");
    }

    private static Optional<String> elements(String path, JsonNode wanted, JsonNode got) {
        if (!got.isArray() || got.size() != wanted.size()) {
            return Optional.of(where(path) + "was " + got + ", wanted a list of " + wanted.size() + ": " + wanted);
        }
        for (int i = 0; i < wanted.size(); i++) {
            Optional<String> wrong = mismatch(path + "." + i, wanted.get(i), got.get(i));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /// A number is no text that looks like one: scripts see the difference.
    private static boolean sameScalar(JsonNode wanted, JsonNode got) {
        if (wanted.isNumber() && got.isNumber()) {
            return wanted.decimalValue().compareTo(got.decimalValue()) == 0;
        }
        return wanted.getNodeType() == got.getNodeType() && wanted.asString().equals(got.asString());
    }

    private static String where(String path) {
        return path.isEmpty() ? "" : path.substring(1) + " ";
    }

    /// The same for what is always text, such as the words of a message.
    static boolean text(JsonNode wanted, String got) {
        return isPattern(wanted) ? matches(wanted.stringValue(), got) : wanted.asString().equals(got);
    }

    private static boolean isPattern(JsonNode wanted) {
        String text = wanted.stringValue("");
        return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    }

    private static boolean matches(String pattern, String got) {
        return Pattern.compile(pattern.substring(1, pattern.length() - 1), Pattern.DOTALL).matcher(got).find();
    }
}
