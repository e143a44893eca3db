package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The text of a YAML file that is changed value by value: whatever is not changed stays as it is written, comments and references
/// included. What comes out may be wrong where a file is written in an odd form, so whoever changes it looks whether it says what it
/// should. Immutable.
final class YamlText {
    /// What needs no quotes. Words that stand for nothing do.
    private static final Pattern BARE = Pattern.compile("(?!null$)[A-Za-z0-9][A-Za-z0-9_./-]*");
    private static final int STEP = 2;

    private final String text;
    private final String newline;
    private final Optional<Node> root;

    /// @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is no YAML
    YamlText(String text) {
        YamlBounds.check(text);
        this.text = text;
        this.newline = text.contains("\r\n") ? "\r\n" : "\n";
        this.root = new Compose(LoadSettings.builder().build()).composeString(text);
    }

    /// The text itself.
    String text() {
        return text;
    }

    /// The same with another value at a path, whose sections are made where they are missing.
    ///
    /// @param value text, a number, a truth, a list or names with values
    /// @param order dotted keys in the order in which a reader expects them
    /// @throws IllegalArgumentException when a value stands where the path has a section
    YamlText with(List<String> path, Object value, List<String> order) {
        if (root.isEmpty() || isNothing(root.get())) {
            String above = text.isEmpty() || text.endsWith("\n") ? text : text + newline;
            return new YamlText(above + lines(path, 0, value));
        }
        MappingNode mapping = mapping(root.get(), path.getFirst());
        int depth = 0;
        for (NodeTuple entry = entry(mapping, path.getFirst()); entry != null; entry = entry(mapping, path.get(depth))) {
            Node found = entry.getValueNode();
            depth++;
            if (depth == path.size()) {
                boolean quoted = found instanceof ScalarNode scalar && !scalar.isPlain();
                return new YamlText(replaced(entry, quoted && value instanceof String ? json(value) : rendered(value)));
            }
            if (isNothing(found)) {
                return new YamlText(
                        opened(mapping, entry, lines(path.subList(depth, path.size()), column(mapping) + STEP, value)));
            }
            mapping = mapping(found, path.get(depth - 1));
        }
        return new YamlText(added(mapping, path.subList(depth, path.size()), value, names(path.subList(0, depth), order)));
    }

    /// What may stand in one section.
    private static List<String> names(List<String> section, List<String> order) {
        String prefix = section.isEmpty() ? "" : String.join(".", section) + ".";
        return order.stream().filter(key -> key.startsWith(prefix)).map(key -> key.substring(prefix.length()).split("\\.")[0])
                .distinct().toList();
    }

    /// The same without what stands at a path.
    YamlText without(List<String> path) {
        MappingNode mapping = root.filter(MappingNode.class::isInstance).map(MappingNode.class::cast).orElse(null);
        for (int depth = 0; mapping != null; depth++) {
            NodeTuple entry = entry(mapping, path.get(depth));
            if (entry != null && depth == path.size() - 1) {
                return new YamlText(mapping.getFlowStyle() == FlowStyle.FLOW ? squeezed(mapping, entry) : cut(entry));
            }
            mapping = entry != null && entry.getValueNode() instanceof MappingNode next ? next : null;
        }
        return this;
    }

    /// The same with other values of one line or more.
    ///
    /// @param change gets the dotted key and the value, and says what is written in its place
    YamlText each(BiFunction<String, String, Optional<String>> change) {
        StringBuilder changed = new StringBuilder(text);
        List<Slice> slices = new ArrayList<>();
        root.ifPresent(node -> slices(node, "", slices));
        for (Slice slice : slices.reversed()) {
            change.apply(slice.key, slice.value)
                    .ifPresent(written -> changed.replace(slice.start, slice.end, (slice.glued ? " " : "") + written));
        }
        return new YamlText(changed.toString());
    }

    /// What is written at each dotted key.
    Map<String, String> written() {
        List<Slice> slices = new ArrayList<>();
        root.ifPresent(node -> slices(node, "", slices));
        return slices.stream().collect(Collectors.toMap(Slice::key, slice -> text.substring(slice.start, slice.end),
                (first, _) -> first));
    }

    /// A value as it is written on one line. JSON is YAML, but for what YAML takes for the end of a line.
    static String json(Object value) {
        return Json.MAPPER.writeValueAsString(value).replace("\u0085", "\\u0085").replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private record Slice(String key, String value, int start, int end, boolean glued) {}

    /// In the order of the text; what an alias repeats stands where its anchor is.
    private void slices(Node node, String key, List<Slice> found) {
        int from = start(node);
        if (!found.isEmpty() && from < found.getLast().end) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(entry -> slices(entry.getValueNode(),
                    (key.isEmpty() ? "" : key + ".") + (entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : ""),
                    found));
            case SequenceNode sequence -> {
                for (int item = 0; item < sequence.getValue().size(); item++) {
                    slices(sequence.getValue().get(item), key + "[" + item + "]", found);
                }
            }
            case ScalarNode scalar -> found.add(new Slice(key, scalar.getValue(), from, end(scalar),
                    from > 0 && text.charAt(from - 1) == ':'));
            default -> {
            }
        }
    }

    private static MappingNode mapping(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("keys with values belong at '" + key + "', and something else stands there");
    }

    private static NodeTuple entry(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)).findFirst()
                .orElse(null);
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().matches("|~|null")
                || node instanceof MappingNode mapping && mapping.getValue().isEmpty();
    }

    private String replaced(NodeTuple entry, String value) {
        int colon = text.indexOf(':', end(entry.getKeyNode())) + 1;
        int start = start(entry.getValueNode());
        int end = end(entry.getValueNode());
        int line = endOfLine(colon);
        if (start > line) {
            // The value stands below its key, whose own line may end with a comment.
            return text.substring(0, colon) + " " + value + text.substring(colon, line) + text.substring(end);
        }
        return text.substring(0, start) + (start == colon ? " " : "") + value + text.substring(end);
    }

    /// A section in which nothing stood.
    private String opened(MappingNode parent, NodeTuple entry, String lines) {
        int colon = text.indexOf(':', end(entry.getKeyNode())) + 1;
        int end = Math.max(colon, end(entry.getValueNode()));
        if (parent.getFlowStyle() == FlowStyle.FLOW) {
            throw new IllegalArgumentException("its section is written on one line");
        }
        int line = endOfLine(end);
        return text.substring(0, colon) + text.substring(end, line) + newline + lines.stripTrailing() + text.substring(line);
    }

    private String added(MappingNode mapping, List<String> path, Object value, List<String> order) {
        if (mapping.getFlowStyle() == FlowStyle.FLOW) {
            String entry = path.stream().map(YamlText::rendered).collect(Collectors.joining(": { ")) + ": " + rendered(value)
                    + " }".repeat(path.size() - 1);
            return flow(mapping, entry, null);
        }
        int indent = column(mapping);
        int at = endOfLine(end(before(mapping, path.getFirst(), order).getValueNode()));
        for (int next = text.indexOf('\n', at) + 1; next > 0
                && isCommentDeeper(next, indent); next = text.indexOf('\n', at) + 1) {
            at = endOfLine(next);
        }
        String above = text.substring(0, at);
        return above + newline + lines(path, indent, value).stripTrailing() + (at < text.length() ? "" : newline)
                + text.substring(at);
    }

    private boolean isCommentDeeper(int line, int indent) {
        String row = text.substring(line, endOfLine(line));
        return row.strip().startsWith("#") && row.length() - row.stripLeading().length() > indent;
    }

    /// The entry below which a new one belongs.
    private static NodeTuple before(MappingNode mapping, String key, List<String> order) {
        for (String earlier : order.subList(0, Math.max(0, order.indexOf(key))).reversed()) {
            NodeTuple entry = entry(mapping, earlier);
            if (entry != null) {
                return entry;
            }
        }
        return mapping.getValue().getLast();
    }

    private String squeezed(MappingNode mapping, NodeTuple gone) {
        return flow(mapping, "", gone);
    }

    private String flow(MappingNode mapping, String more, NodeTuple gone) {
        List<String> entries = new ArrayList<>();
        mapping.getValue().stream().filter(entry -> entry != gone)
                .forEach(entry -> entries.add(text.substring(start(entry.getKeyNode()), end(entry.getValueNode()))));
        if (!more.isEmpty()) {
            entries.add(more);
        }
        String written = entries.isEmpty() ? "{}" : "{ " + String.join(", ", entries) + " }";
        return text.substring(0, start(mapping)) + written + text.substring(end(mapping));
    }

    private String cut(NodeTuple entry) {
        int start = text.lastIndexOf('\n', start(entry.getKeyNode()) - 1) + 1;
        int end = endOfLine(Math.max(end(entry.getKeyNode()), end(entry.getValueNode())));
        int next = text.indexOf('\n', end);
        return text.substring(0, start) + (next < 0 ? "" : text.substring(next + 1));
    }

    private String lines(List<String> path, int indent, Object value) {
        StringBuilder lines = new StringBuilder();
        for (int depth = 0; depth < path.size(); depth++) {
            lines.append(" ".repeat(indent + depth * STEP)).append(rendered(path.get(depth))).append(':')
                    .append(depth < path.size() - 1 ? newline : " ");
        }
        return lines.append(rendered(value)).append(newline).toString();
    }

    private static String rendered(Object value) {
        return switch (value) {
            case String bare when BARE.matcher(bare).matches() -> bare;
            case List<?> list -> list.stream().map(YamlText::rendered).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map when map.isEmpty() -> "{}";
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> rendered(String.valueOf(entry.getKey())) + ": " + rendered(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
            case null, default -> json(value);
        };
    }

    private int column(MappingNode mapping) {
        return mapping.getValue().getFirst().getKeyNode().getStartMark().map(Mark::getColumn).orElse(0);
    }

    private int start(Node node) {
        return offset(node.getStartMark());
    }

    /// The parser takes what stands below a block for a part of it, up to the next word.
    private int end(Node node) {
        return switch (node) {
            case MappingNode mapping when mapping.getFlowStyle() != FlowStyle.FLOW && !mapping.getValue().isEmpty() ->
                end(mapping.getValue().getLast().getValueNode());
            case SequenceNode sequence when sequence.getFlowStyle() != FlowStyle.FLOW && !sequence.getValue().isEmpty() ->
                end(sequence.getValue().getLast());
            default -> {
                int end = offset(node.getEndMark());
                while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
                    end--;
                }
                yield end;
            }
        };
    }

    /// The parser counts signs, a text counts halves of some.
    private int offset(Optional<Mark> mark) {
        return mark.map(found -> text.offsetByCodePoints(0, found.getIndex())).orElse(0);
    }

    private int endOfLine(int from) {
        int end = from >= text.length() ? -1 : text.indexOf('\n', from);
        return end < 0 ? text.length() : end > 0 && text.charAt(end - 1) == '\r' && end > from ? end - 1 : end;
    }
}
