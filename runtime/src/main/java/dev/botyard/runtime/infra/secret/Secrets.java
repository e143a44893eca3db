package dev.botyard.runtime.infra.secret;

import dev.botyard.runtime.infra.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The secret values this process knows, to keep them out of whatever people see. Thread-safe.
///
/// Values are found by their first characters, so that masking a line costs the same with one secret and with 10,000.
/// A value stays secret until the process ends, even when the file that held it is gone.
public final class Secrets {
    private static final Secrets PROCESS = new Secrets();
    private static final int SHORTEST = 4;
    /// What stands in the place of a secret.
    public static final String MASK = "***";

    private final Map<Long, String[]> byStart = new ConcurrentHashMap<>();

    /// The one that logging uses.
    public static Secrets process() {
        return PROCESS;
    }

    /// Values under four characters are not taken: masking them would make every text unreadable.
    public void add(String secret) {
        String value = secret.strip();
        if (value.length() < SHORTEST) {
            return;
        }
        put(value);
        // As it stands in addresses, and in JSON and lines of the log, where a key of several lines is one.
        Stream.of(URLEncoder.encode(value, StandardCharsets.UTF_8), inJson(value))
                .filter(spelled -> !spelled.equals(value)).forEach(this::put);
    }

    private static String inJson(String value) {
        boolean asItIs = value.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        if (asItIs) {
            return value;
        }
        String quoted = Json.MAPPER.writeValueAsString(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    private void put(String value) {
        byStart.merge(start(value, 0), new String[]{value}, (known, _) -> {
            for (String other : known) {
                if (other.equals(value)) {
                    return known;
                }
            }
            String[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = value;
            Arrays.sort(more, Comparator.comparingInt(String::length).reversed());
            return more;
        });
    }

    /// `text` with `***` in the place of every secret.
    public String mask(String text) {
        if (text == null || byStart.isEmpty() || text.length() < SHORTEST) {
            return text;
        }
        StringBuilder masked = null;
        int copied = 0;
        int at = 0;
        while (at <= text.length() - SHORTEST) {
            int length = secretAt(text, at);
            if (length == 0) {
                at++;
                continue;
            }
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, copied, at).append(MASK);
            at += length;
            copied = at;
        }
        return masked == null ? text : masked.append(text, copied, text.length()).toString();
    }

    private int secretAt(String text, int at) {
        String[] candidates = byStart.get(start(text, at));
        if (candidates != null) {
            for (String candidate : candidates) {
                if (text.startsWith(candidate, at)) {
                    return candidate.length();
                }
            }
        }
        return 0;
    }

    private static long start(String text, int at) {
        return (long) text.charAt(at) << 48 | (long) text.charAt(at + 1) << 32 | (long) text.charAt(at + 2) << 16
                | text.charAt(at + 3);
    }

    @Override
    public String toString() {
        return "Secrets";
    }
}
