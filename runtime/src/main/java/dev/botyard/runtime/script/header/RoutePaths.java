package dev.botyard.runtime.script.header;

import static dev.botyard.runtime.script.header.HeaderProblems.quote;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which public paths a plugin may claim.
final class RoutePaths {
    private static final List<String> RESERVED = List.of("/api", "/open", "/healthz");
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private RoutePaths() {}

    static Optional<String> complaint(String path) {
        if (!path.startsWith("/")) {
            return Optional.of("The router path " + quote(path) + " must start with '/'.");
        }
        for (String reserved : RESERVED) {
            if (path.equals(reserved) || path.startsWith(reserved + "/")) {
                return Optional.of("The router path " + quote(path) + " lies below " + reserved
                        + ", which belongs to the host; choose another one.");
            }
        }
        Set<String> names = new HashSet<>();
        for (String segment : path.split("/", -1)) {
            Matcher parameter = PARAMETER.matcher(segment);
            if (parameter.matches() ? !names.add(parameter.group(1)) : segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
                return Optional.of("The segment " + quote(segment)
                        + " of the router path is wrong; a parameter fills a whole segment, as in "
                        + "/orders/{id}, and its name occurs once.");
            }
        }
        return Optional.empty();
    }
}
