package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;

/// Values that an operator gives, on their way into the text of a file of settings. A value that is as before stays as it is written, so
/// that a reference stays one, and so does a secret that comes back masked or empty. Nothing is written to the disk here, and nothing is
/// checked against what is declared: what comes out is. Confined to one thread.
public final class FileEdit {
    private final Path shown;
    private final YamlReader reader;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private YamlText text;
    private YamlNode.YamlObject now;
    private YamlNode.YamlObject written;
    private Map<String, Object> wanted;

    /// @param shown the file as problems name it
    public FileEdit(Path shown, String text, YamlReader reader) {
        this.shown = shown;
        this.reader = reader;
        Reading<YamlNode.YamlObject> raw = reader.asWritten(shown, text);
        this.problems.addAll(raw.problems());
        this.written = raw.value();
        this.now = reader.parse(shown, text).value();
        this.wanted = content(written);
        this.text = raw.ok() ? new YamlText(text) : null;
    }

    /// What stands in the way of these changes: a file that is no YAML, a mask where no secret was.
    public List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    /// The text with all that was given.
    public String text() {
        return text.text();
    }

    /// Lays values over the text. Null and nothing take a setting out, so that its default holds again.
    ///
    /// @param declared the settings of the section; others are written as they come, for the check to refuse
    /// @param section  where they stand, none for the whole file
    /// @param values   by key
    public void give(List<Setting> declared, List<String> section, Map<String, ?> values) {
        if (text == null) {
            return;
        }
        String prefix = section.isEmpty() ? "" : String.join(".", section) + ".";
        List<String> order = declared.stream().map(setting -> prefix + setting.key()).toList();
        values.forEach((key, value) -> {
            List<String> path = new ArrayList<>(section);
            path.addAll(Arrays.asList(key.split("\\.", -1)));
            Optional<Setting> setting = declared.stream().filter(known -> covers(known, key)).findFirst();
            boolean secret = References.looksSecret(key) || setting.filter(known -> known.field().secret()).isPresent();
            boolean odd = setting.isEmpty() && written.at(path) == null
                    || value instanceof Map && setting.filter(known -> known.shape() == Setting.Shape.VALUE).isPresent();
            put(new Given(path, value, secret, odd), order);
        });
    }

    /// @param odd whether the check has to see it, though it says nothing
    private record Given(List<String> path, Object value, boolean secret, boolean odd) {}

    private static boolean covers(Setting setting, String key) {
        return setting.key().equals(key) || setting.shape() != Setting.Shape.VALUE && key.startsWith(setting.key() + ".");
    }

    private void put(Given given, List<String> order) {
        List<String> path = given.path();
        Object value = given.value();
        YamlNode before = now.at(path);
        YamlNode raw = written.at(path);
        if (!given.odd() && (given.secret() && "".equals(value) || same(before, value, UnaryOperator.identity())
                || same(raw, value, UnaryOperator.identity()) || same(before, value, Secrets.process()::mask))) {
            return;
        }
        if (given.secret() && Secrets.MASK.equals(value)) {
            if (raw == null || isNothing(plain(raw))) {
                problems.add(new ConfigProblem(shown, 0, String.join(".", path), "'" + Secrets.MASK
                        + "' stands for the secret that is there, and there is none; give the secret itself."));
            }
            return;
        }
        Object meant = restored(value, raw, before);
        try {
            boolean gone = isNothing(meant) && !given.odd();
            change(gone ? text.without(path) : text.with(path, meant, order), path, meant);
        } catch (IllegalArgumentException e) {
            problems.add(new ConfigProblem(shown, 0, String.join(".", path), e.getMessage() + "; edit the file itself."));
        } catch (YamlEngineException _) {
            problems.add(oddly(path));
        }
    }

    /// A file in a form of its own is left to whoever wrote it.
    private void change(YamlText next, List<String> path, Object meant) {
        Reading<YamlNode.YamlObject> reading = reader.asWritten(shown, next.text());
        Map<String, Object> expected = with(wanted, path, meant);
        if (!reading.ok() || !pruned(content(reading.value())).equals(pruned(expected))) {
            problems.add(oddly(path));
            return;
        }
        text = next;
        wanted = expected;
        written = reading.value();
        now = reader.parse(shown, next.text()).value();
    }

    private ConfigProblem oddly(List<String> path) {
        return new ConfigProblem(shown, 0, String.join(".", path),
                "the file is written in a form in which this cannot be changed from here; edit the file itself.");
    }

    /// Items of a list or of names that come back masked are what they were.
    private static Object restored(Object value, YamlNode raw, YamlNode before) {
        return switch (value) {
            case String masked when masked.contains(Secrets.MASK) && raw instanceof YamlNode.YamlScalar source
                    && before instanceof YamlNode.YamlScalar known && Secrets.process().mask(known.text()).equals(masked) ->
                source.text();
            case List<?> list when raw instanceof YamlNode.YamlList sources && before instanceof YamlNode.YamlList known -> {
                List<Object> items = new ArrayList<>();
                for (Object item : list) {
                    Object found = item;
                    for (int place = 0; place < known.items().size() && item.equals(found); place++) {
                        found = restored(item, sources.items().get(place), known.items().get(place));
                    }
                    items.add(found);
                }
                yield items;
            }
            case Map<?, ?> map when raw instanceof YamlNode.YamlObject sources && before instanceof YamlNode.YamlObject known -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                map.forEach((name, item) -> entries.put(name,
                        restored(item, sources.fields().get(String.valueOf(name)), known.fields().get(String.valueOf(name)))));
                yield entries;
            }
            case null, default -> value;
        };
    }

    private static boolean same(YamlNode node, Object value, UnaryOperator<String> shown) {
        return switch (node) {
            case null -> isNothing(value);
            case YamlNode.YamlScalar scalar when scalar.absent() -> isNothing(value);
            case YamlNode.YamlScalar scalar -> value instanceof List<?> list
                    ? list.size() == 1 && same(scalar, list.getFirst(), shown)
                    : shown.apply(scalar.text()).equals(word(value));
            case YamlNode.YamlList list -> value instanceof List<?> items && items.size() == list.items().size()
                    && IntStream.range(0, items.size())
                            .allMatch(place -> same(list.items().get(place), items.get(place), shown));
            case YamlNode.YamlObject object -> value instanceof Map<?, ?> map && map.size() == object.fields().size()
                    && map.entrySet().stream().allMatch(entry -> object.fields().containsKey(String.valueOf(entry.getKey()))
                            && same(object.fields().get(String.valueOf(entry.getKey())), entry.getValue(), shown));
        };
    }

    private static boolean isNothing(Object value) {
        return switch (value) {
            case null -> true;
            case String word -> word.isEmpty();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    /// A value as a file has it.
    private static String word(Object value) {
        JsonNode node = Json.MAPPER.valueToTree(value);
        return node.isContainer() || node.isNull() ? null : Arguments.scalar(node);
    }

    private static Map<String, Object> content(YamlNode.YamlObject object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object.fields().forEach((name, node) -> fields.put(name, plain(node)));
        return fields;
    }

    /// Texts, lists and names with values; null for nothing.
    private static Object plain(YamlNode node) {
        return switch (node) {
            case YamlNode.YamlScalar scalar -> scalar.absent() ? null : scalar.text();
            case YamlNode.YamlList list -> {
                List<Object> items = new ArrayList<>();
                list.items().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case YamlNode.YamlObject object -> content(object);
        };
    }

    /// The same of a value that was given.
    private static Object plain(Object value) {
        return switch (value) {
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                map.forEach((name, item) -> fields.put(String.valueOf(name), plain(item)));
                yield fields;
            }
            case null, default -> word(value);
        };
    }

    /// Sections are copied along the path, so that what was wanted before is left as it is.
    private static Map<String, Object> with(Map<String, Object> fields, List<String> path, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(fields);
        if (path.size() == 1) {
            copy.put(path.getFirst(), plain(value));
            return copy;
        }
        Map<String, Object> section = new LinkedHashMap<>();
        if (copy.get(path.getFirst()) instanceof Map<?, ?> before) {
            before.forEach((name, item) -> section.put(String.valueOf(name), item));
        }
        copy.put(path.getFirst(), with(section, path.subList(1, path.size()), value));
        return copy;
    }

    /// Without what says nothing: a section whose last key was taken out, a key that was left empty.
    private static Object pruned(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> fields = new LinkedHashMap<>();
        map.forEach((name, item) -> {
            Object kept = pruned(item);
            if (!isNothing(kept)) {
                fields.put(name, kept);
            }
        });
        return fields;
    }
}
