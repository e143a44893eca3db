package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The text of a settings file as a person may see it, and the way back: `***` stands in the place of every secret, and whatever else of
/// the text is changed meanwhile, a `***` that is still at its key becomes the secret again. References are no secrets. Immutable.
final class MaskedText {
    private static final Pattern LINE = Pattern
            .compile("(?<head>\\s*(?:- +)?[\"']?(?<key>[^\\s\"':#]+)[\"']?\\s*:\\s+)(?<value>\\S.*)");

    private final String text;
    private final Predicate<String> secret;
    private final Optional<YamlText> yaml;

    /// @param secret whether the value of a dotted key must not be shown
    MaskedText(String text, Predicate<String> secret) {
        this.text = text;
        this.secret = secret;
        this.yaml = composed(text);
    }

    private static Optional<YamlText> composed(String text) {
        try {
            return Optional.of(new YamlText(text));
        } catch (YamlEngineException _) {
            return Optional.empty();
        }
    }

    /// What a person sees.
    String shown() {
        return masked().lines().map(Secrets.process()::mask).reduce((above, line) -> above + "\n" + line)
                .map(lines -> text.endsWith("\n") ? lines + "\n" : lines).orElse("");
    }

    private String masked() {
        return yaml.isPresent()
                ? yaml.get().each((key, value) -> hides(key, value) ? Optional.of("\"" + Secrets.MASK + "\"") : Optional.empty())
                        .text()
                : String.join("\n", text.lines().map(this::line).toList());
    }

    private boolean hides(String key, String value) {
        return secret.test(key) && !value.isEmpty() && !References.only(value);
    }

    /// Of a text that is no YAML.
    private String line(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches() && secret.test(found.group("key")) && !References.only(found.group("value").strip())
                ? found.group("head") + Secrets.MASK
                : line;
    }

    /// What was written, with the secrets in their places.
    ///
    /// @param lost collects the keys at which a mask stands and no secret stood
    String restored(String written, List<String> lost) {
        String lines = lines(written);
        Optional<YamlText> next = composed(lines);
        if (next.isEmpty()) {
            return lines;
        }
        Map<String, String> before = yaml.map(YamlText::written).orElse(Map.of());
        Map<String, String> values = new HashMap<>();
        yaml.ifPresent(known -> known.each((key, value) -> {
            values.put(key, value);
            return Optional.empty();
        }));
        return next.get().each((key, value) -> {
            if (!value.contains(Secrets.MASK)) {
                return Optional.empty();
            }
            String known = values.getOrDefault(key, "");
            if (!known.isEmpty()
                    && (hides(key, known) && value.equals(Secrets.MASK) || Secrets.process().mask(known).equals(value))) {
                return Optional.of(before.get(key));
            }
            lost.add(key);
            return Optional.empty();
        }).text();
    }

    /// Comments have no key, and of a text that is no YAML nothing has one: such a line is known by what is seen of it, where no other
    /// looks the same.
    private String lines(String written) {
        Map<String, List<String>> known = new HashMap<>();
        text.lines().filter(line -> yaml.isEmpty() || line.strip().startsWith("#"))
                .forEach(line -> known.computeIfAbsent(Secrets.process().mask(yaml.isEmpty() ? line(line) : line),
                        _ -> new ArrayList<>()).add(line));
        List<String> lines = new ArrayList<>();
        for (String line : written.split("\n", -1)) {
            List<String> candidates = line.contains(Secrets.MASK) ? known.getOrDefault(line, List.of()) : List.of();
            lines.add(candidates.size() == 1 ? candidates.getFirst() : line);
        }
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return "MaskedText";
    }
}
