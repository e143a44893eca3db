package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.api.adapter.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes settings out of an object one by one; what is missing gets the default, what is wrong gets the default and a problem.
/// [#close] reports the keys nobody asked for.
final class Fields implements AutoCloseable {
    private final YamlNode.YamlObject object;
    private final List<ConfigProblem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(YamlNode.YamlObject object, List<ConfigProblem> problems) {
        this.object = object;
        this.problems = problems;
    }

    /// Whether the key has a value.
    boolean has(String key) {
        return value(key) != null;
    }

    String text(String key, String missing) {
        return value(key) instanceof YamlNode node && scalar(node, "text") instanceof YamlNode.YamlScalar scalar
                ? scalar.text()
                : missing;
    }

    int integer(String key, int missing, int least, int most) {
        return (int) whole(key, missing, least, most);
    }

    long whole(String key, long missing, long least, long most) {
        String wanted = "a whole number from " + least + " to " + most;
        if (!(value(key) instanceof YamlNode node) || !(scalar(node, wanted) instanceof YamlNode.YamlScalar scalar)) {
            return missing;
        }
        try {
            long number = Long.parseLong(scalar.text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, like a number out of range.
        }
        problems.add(scalar.problem("expected " + wanted + ", found " + quoted(scalar) + "."));
        return missing;
    }

    boolean flag(String key, boolean missing) {
        if (!(value(key) instanceof YamlNode node) || !(scalar(node, "true or false") instanceof YamlNode.YamlScalar scalar)) {
            return missing;
        }
        return switch (scalar.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                problems.add(scalar.problem("expected true or false, found " + quoted(scalar) + "."));
                yield missing;
            }
        };
    }

    Duration duration(String key, Duration missing) {
        String wanted = "a duration such as 30s, 5m or 1h";
        if (!(value(key) instanceof YamlNode node) || !(scalar(node, wanted) instanceof YamlNode.YamlScalar scalar)) {
            return missing;
        }
        Duration duration = Durations.parse(scalar.text()).orElse(Duration.ZERO);
        if (!duration.isPositive()) {
            problems.add(scalar.problem("expected " + wanted + ", found " + quoted(scalar) + "."));
            return missing;
        }
        return duration;
    }

    String choice(String key, String missing, String... choices) {
        String wanted = "one of " + String.join(", ", choices);
        if (!(value(key) instanceof YamlNode node) || !(scalar(node, wanted) instanceof YamlNode.YamlScalar scalar)) {
            return missing;
        }
        if (!List.of(choices).contains(scalar.text())) {
            problems.add(scalar.problem(
                    "expected " + wanted + ", found " + quoted(scalar) + "." + Nearest.hint(scalar.text(), List.of(choices))));
            return missing;
        }
        return scalar.text();
    }

    /// Something is wrong with a value that only its reader can tell.
    void problem(String key, String message) {
        problems.add(place(key).problem(message));
    }

    List<String> texts(String key) {
        return value(key) instanceof YamlNode node ? texts(node) : List.of();
    }

    /// A list of text; one value alone counts as a list of one.
    private List<String> texts(YamlNode node) {
        List<YamlNode> items = switch (node) {
            case YamlNode.YamlList list -> list.items();
            case YamlNode.YamlScalar one -> List.of(one);
            case YamlNode.YamlObject object -> {
                problems.add(object.problem("expected a list of text, found keys with values."));
                yield List.of();
            }
        };
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items) {
            if (scalar(item, "text") instanceof YamlNode.YamlScalar scalar) {
                texts.add(scalar.text());
            }
        }
        return List.copyOf(texts);
    }

    /// The object below `key`, empty when it is missing or something else.
    YamlNode.YamlObject object(String key) {
        YamlNode node = value(key);
        if (node instanceof YamlNode.YamlObject found) {
            return found;
        }
        if (node != null) {
            problems.add(node.problem("expected keys with values, found " + node.describe() + "."));
        }
        return new YamlNode.YamlObject(node == null ? object.place().at(key) : node.place(), Map.of());
    }

    Fields below(String key) {
        return new Fields(object(key), problems);
    }

    /// Free keys, each with a text.
    Map<String, YamlNode.YamlScalar> textByKey(String key) {
        Map<String, YamlNode.YamlScalar> found = new LinkedHashMap<>();
        object(key).fields().forEach((name, node) -> {
            if (scalar(node, "text") instanceof YamlNode.YamlScalar scalar) {
                found.put(name, scalar);
            }
        });
        return found;
    }

    /// Free keys, each with a list of text.
    Map<String, List<String>> textsByKey(String key) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        object(key).fields().forEach((name, node) -> found.put(name, texts(node)));
        return Map.copyOf(found);
    }

    /// Where the value of `key` stands, or would.
    YamlNode.Place place(String key) {
        YamlNode node = object.fields().get(key);
        return node == null ? object.place().at(key) : node.place();
    }

    private YamlNode value(String key) {
        asked.add(key);
        YamlNode node = object.fields().get(key);
        return node instanceof YamlNode.YamlScalar scalar && scalar.absent() ? null : node;
    }

    private YamlNode.YamlScalar scalar(YamlNode node, String wanted) {
        if (node instanceof YamlNode.YamlScalar scalar && !scalar.absent()) {
            return scalar;
        }
        problems.add(node.problem("expected " + wanted + ", found " + node.describe() + "."));
        return null;
    }

    /// A value that came from a reference is not repeated: it may be a secret in the wrong place.
    private static String quoted(YamlNode.YamlScalar scalar) {
        return References.looksSecret(scalar.place().key())
                ? "something else"
                : "'" + Secrets.process().mask(scalar.text()) + "'";
    }

    @Override
    public void close() {
        object.fields().forEach((key, node) -> {
            if (!asked.contains(key)) {
                problems.add(node.problem("there is no such setting." + Nearest.hint(key, asked) + " Known here: "
                        + String.join(", ", asked) + "."));
            }
        });
    }
}
