package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts `${env:NAME}` and `${file:PATH}` in place and notes secrets.
///
/// `${NAME}` and its kin, which other programs understand, are problems: who writes them means no such text. `$${…}` stands for `${…}`.
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?<literal>\\$\\{[^}]*})"
            + "|\\$\\{(?<kind>env|file):(?<name>[^}]*)(?<close>}?)"
            + "|\\$\\{\\s*(?<foreign>[A-Za-z_][A-Za-z0-9_]*)\\s*(?<more>[:?+=-][^}]*)?}");
    private static final Pattern SECRET_KEY = Pattern
            .compile(
                    "token|secret|passw|passphrase|credential|(^|[_-])(api|access|private|app|sign|encrypt|encodingaes|aes)?key$");
    /// Ports, switches and durations come through references too, and masking `8200` everywhere would hide more than it protects.
    private static final Pattern HARMLESS = Pattern.compile("\\d{1,5}|true|false|\\d{1,9}(ms|[smhd])");
    private static final long MAX_BYTES = 64 << 10;

    private final Path home;
    private final Map<String, String> environment;
    private final Secrets secrets;
    private final SecretSources sources = new SecretSources();

    References(Path home, Map<String, String> environment, Secrets secrets) {
        this.home = home.toAbsolutePath().normalize();
        this.environment = environment;
        this.secrets = secrets;
    }

    SecretSources sources() {
        return sources;
    }

    /// Where a problem's file lies, which is shown relative to the home.
    private Path file(YamlNode.YamlScalar written) {
        return home.resolve(written.place().file());
    }

    /// The names of the variables that a text refers to, whatever else stands in it.
    static List<String> variables(String text) {
        List<String> names = new ArrayList<>();
        for (Matcher reference = REFERENCE.matcher(text); reference.find();) {
            if ("env".equals(reference.group("kind"))) {
                names.add(reference.group("name").strip());
            }
        }
        return names;
    }

    /// Whether a text refers to something.
    static boolean in(String text) {
        return REFERENCE.matcher(text).results().anyMatch(found -> found.group("kind") != null);
    }

    /// Whether a text is one reference and nothing else.
    static boolean only(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches() && reference.group("kind") != null && !reference.group("close").isEmpty();
    }

    YamlNode.YamlScalar resolve(YamlNode.YamlScalar written, List<ConfigProblem> problems) {
        boolean secretKey = looksSecret(written.place().key());
        Matcher reference = REFERENCE.matcher(written.text());
        if (!reference.find()) {
            if (secretKey && !written.absent()) {
                secrets.add(written.text());
                sources.secretIn(file(written));
            }
            return written;
        }
        StringBuilder text = new StringBuilder();
        int end = 0;
        do {
            text.append(written.text(), end, reference.start());
            end = reference.end();
            if (reference.group("literal") != null) {
                text.append(reference.group("literal"));
            } else if (reference.group("foreign") != null) {
                problems.add(foreign(reference, written, secretKey));
            } else {
                String value = value(reference, written, problems);
                if (secretKey || !HARMLESS.matcher(value).matches()) {
                    secrets.add(value);
                }
                text.append(value);
            }
        } while (reference.find());
        text.append(written.text(), end, written.text().length());
        if (secretKey) {
            secrets.add(text.toString());
        }
        return new YamlNode.YamlScalar(written.place(), text.toString(), false);
    }

    /// Part of a password may look like a reference, so the name is told only where it cannot be one.
    private static ConfigProblem foreign(Matcher reference, YamlNode.YamlScalar written, boolean secretKey) {
        String name = reference.group("foreign");
        boolean whole = reference.group().equals(written.text().strip());
        return written.problem(reference.group("more") == null && (whole || !secretKey)
                ? "'${" + name + "}' refers to nothing; write '${env:" + name + "}' for the environment variable, or '$${" + name
                        + "}' if this very text is meant."
                : "a reference reads '${env:NAME}' or '${file:PATH}'; write '$${' in place of '${' if this very text is meant.");
    }

    private String value(Matcher reference, YamlNode.YamlScalar written, List<ConfigProblem> problems) {
        String name = reference.group("name").strip();
        if (reference.group("close").isEmpty()) {
            problems.add(
                    written.problem(
                            "the reference '${" + reference.group("kind") + ":' is not closed; write a '}' behind the name."));
            return "";
        }
        if (name.isEmpty()) {
            problems.add(written.problem("the reference '" + reference.group() + "' names nothing."));
            return "";
        }
        if (reference.group("kind").equals("env")) {
            sources.variable(name);
            String value = environment.get(name);
            if (value == null) {
                problems.add(
                        written.problem("the environment variable '" + name + "' is not set; set it before Botyard is started."));
                return "";
            }
            return value;
        }
        return content(name, written, problems);
    }

    private String content(String name, YamlNode.YamlScalar written, List<ConfigProblem> problems) {
        try {
            Path file = home.resolve(name).normalize();
            sources.referenced(file(written), file);
            if (!Files.isRegularFile(file)) {
                problems.add(written.problem("the file '" + name + "' does not exist; paths are relative to the home folder."));
                return "";
            }
            if (Files.size(file) > MAX_BYTES) {
                problems.add(written.problem("the file '" + name + "' is larger than 64 KiB; a value cannot be that long."));
                return "";
            }
            return Files.readString(file).replaceFirst("(\\r?\\n)+\\z", "");
        } catch (IOException | InvalidPathException unreadable) {
            problems.add(written.problem("the file '" + name + "' cannot be read as text: " + unreadable.getMessage() + "."));
            return "";
        }
    }

    /// Whether a key's name says that its value must not be shown.
    static boolean looksSecret(String dottedKey) {
        String last = dottedKey.substring(dottedKey.lastIndexOf('.') + 1).replaceFirst("(\\[\\d+])+$", "");
        String words = last.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return SECRET_KEY.matcher(words).find();
    }
}
