package dev.botyard.runtime.net.http;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The grammar of route patterns.
final class PathPattern {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)(\\*?)}");

    private PathPattern() {}

    static void check(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("route pattern '" + pattern + "' must start with '/'");
        }
        Set<String> names = new HashSet<>();
        String[] segments = pattern.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            Matcher parameter = PARAMETER.matcher(segments[i]);
            if (!parameter.matches()) {
                if (segments[i].indexOf('{') >= 0 || segments[i].indexOf('}') >= 0) {
                    throw new IllegalArgumentException("segment '" + segments[i] + "' of route pattern '" + pattern
                            + "' is wrong; a parameter fills a whole segment, such as {id}");
                }
            } else if (!names.add(parameter.group(1))) {
                throw new IllegalArgumentException("route pattern '" + pattern + "' names {" + parameter.group(1) + "} twice");
            } else if (!parameter.group(2).isEmpty() && i < segments.length - 1) {
                throw new IllegalArgumentException(
                        "'" + segments[i] + "' must be the last segment of route pattern '" + pattern + "'");
            }
        }
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    static boolean isRest(String segment) {
        return segment.endsWith("*}");
    }

    static String name(String segment) {
        return segment.substring(1, segment.length() - (isRest(segment) ? 2 : 1));
    }
}
