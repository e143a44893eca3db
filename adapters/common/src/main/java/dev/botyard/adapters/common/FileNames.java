package dev.botyard.adapters.common;

import dev.botyard.api.transport.HttpAnswer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How platforms name a file that they hand out. Pure functions.
public final class FileNames {
    private static final Pattern EXTENDED = Pattern.compile("filename\\*\\s*=\\s*[\\w-]+'[^']*'([^;\\s]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))",
            Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    /// What `Content-Disposition` says (RFC 6266), without folders; `""` when it says nothing.
    public static String of(HttpAnswer answer) {
        String header = answer.header("Content-Disposition").orElse("");
        Matcher extended = EXTENDED.matcher(header);
        Matcher plain = PLAIN.matcher(header);
        String name = "";
        if (extended.find()) {
            name = decoded(extended.group(1));
        } else if (plain.find()) {
            name = decoded(plain.group(1) == null ? plain.group(2) : plain.group(1));
        }
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException plain) {
            return name;
        }
    }
}
