package dev.botyard.runtime.message.inbound;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A medium that a message named without an address, as a source that scripts can pass on: `platform:ACCOUNT/TYPE?KEY=VALUE&…`. The account that
/// received it finds its bytes when they are wanted.
///
/// @param type     `image`, `voice`, `video` or `file`
/// @param platform what the platform said of it
public record PlatformReference(String account, String type, Map<String, String> platform) {
    private static final String SCHEME = "platform:";

    /// Whether the source has this form.
    public static boolean is(String source) {
        return source.startsWith(SCHEME);
    }

    /// The reference that a source holds, empty when it holds none.
    public static Optional<PlatformReference> parse(String source) {
        int slash = source.indexOf('/');
        int mark = source.indexOf('?');
        if (!is(source) || slash < 0 || mark < slash) {
            return Optional.empty();
        }
        Map<String, String> platform = new LinkedHashMap<>();
        try {
            for (String pair : source.substring(mark + 1).split("&")) {
                int sign = pair.indexOf('=');
                if (sign > 0) {
                    platform.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
                }
            }
            return Optional.of(
                    new PlatformReference(decoded(source.substring(SCHEME.length(), slash)), source.substring(slash + 1, mark),
                            platform));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /// As a source.
    @Override
    public String toString() {
        return SCHEME + encoded(account) + "/" + type + "?" + platform.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
