package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads YAML files into trees that know the line of every value, and resolves references. Thread-safe.
public final class YamlReader {
    static final long MAX_BYTES = YamlBounds.CHARACTERS;
    private static final int MAX_NODES = 50_000;
    private static final int MAX_DEPTH = 50;

    private final Path home;
    private final References references;

    public YamlReader(HomeFolder home, Secrets secrets) {
        this(home.root(), new References(home.root(), System.getenv(), secrets));
    }

    YamlReader(Path home, References references) {
        this.home = home.toAbsolutePath().normalize();
        this.references = references;
    }

    /// Where the values of what was read come from.
    public SecretSources sources() {
        return references.sources();
    }

    /// Notes which variables the text of a file refers to, without parsing it.
    public void noteVariables(Path file) {
        try {
            References.variables(Files.readString(file)).forEach(references.sources()::variable);
        } catch (IOException _) {
            // Whoever reads it says so.
        }
    }

    /// The file's keys. An empty or missing file has none; a file that cannot be read at all has none and a problem.
    public Reading<YamlNode.YamlObject> read(Path file) {
        Path shown = shown(file);
        YamlNode.Place top = new YamlNode.Place(shown, 0, 0, "");
        YamlNode.YamlObject nothing = new YamlNode.YamlObject(top, Map.of());
        try {
            if (DanglingLink.is(file)) {
                return new Reading<>(nothing, List.of(top.problem(DanglingLink.sentence(file) + ".")));
            }
            references.sources().forget(home.resolve(shown));
            if (!Files.exists(file)) {
                return new Reading<>(nothing, List.of());
            }
            if (Files.size(file) > MAX_BYTES) {
                return new Reading<>(nothing, List.of(top.problem(YamlBounds.TOO_LARGE)));
            }
            return parse(shown, Files.readString(file));
        } catch (CharacterCodingException _) {
            return new Reading<>(nothing, List.of(top.problem("the file is not UTF-8 text; save it as UTF-8.")));
        } catch (IOException unreadable) {
            return new Reading<>(nothing, List.of(top.problem("the file cannot be read: " + unreadable.getMessage() + ".")));
        }
    }

    /// As [#read] does, for text at hand.
    Reading<YamlNode.YamlObject> parse(Path shown, String text) {
        return parse(shown, text, true);
    }

    /// What stands in a file, with references as they are written; nothing where it cannot be read, which [#read] says.
    YamlNode.YamlObject asWritten(Path file) {
        try {
            return asWritten(shown(file),
                    Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES ? Files.readString(file) : "")
                    .value();
        } catch (IOException _) {
            return YamlNode.YamlObject.NO_SETTINGS;
        }
    }

    /// The same with references as they are written.
    Reading<YamlNode.YamlObject> asWritten(Path shown, String text) {
        return parse(shown, text, false);
    }

    private Reading<YamlNode.YamlObject> parse(Path shown, String text, boolean resolved) {
        YamlNode.Place top = new YamlNode.Place(shown, 0, 0, "");
        YamlNode.YamlObject nothing = new YamlNode.YamlObject(top, Map.of());
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        Optional<Node> root;
        try {
            YamlBounds.check(bare);
            root = new Compose(LoadSettings.builder().setLabel(shown.toString()).build()).composeString(bare);
        } catch (YamlEngineException broken) {
            return new Reading<>(nothing, List.of(YamlFault.of(shown, bare, broken)));
        }
        Tree tree = new Tree(shown, resolved);
        if (root.isEmpty()) {
            return new Reading<>(nothing, List.of());
        }
        YamlNode made = tree.make(root.get(), "", 0);
        return switch (made) {
            case YamlNode.YamlObject object -> new Reading<>(object, tree.problems);
            case YamlNode.YamlScalar scalar when scalar.absent() -> new Reading<>(nothing, tree.problems);
            default -> {
                tree.problems.add(made.problem("expected keys with values such as 'im: qq', found " + made.describe() + "."));
                yield new Reading<>(nothing, tree.problems);
            }
        };
    }

    Path shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(home) ? home.relativize(absolute) : absolute;
    }

    /// One file's tree in the making.
    private final class Tree {
        private final Path file;
        private final boolean resolved;
        private final List<ConfigProblem> problems = new ArrayList<>();
        private int nodes;

        Tree(Path file, boolean resolved) {
            this.file = file;
            this.resolved = resolved;
        }

        private YamlNode make(Node node, String key, int depth) {
            YamlNode.Place place = place(node, key);
            if (node.isRecursive() || depth > MAX_DEPTH || ++nodes > MAX_NODES) {
                if (nodes <= MAX_NODES + 1) {
                    problems.add(place.problem(YamlBounds.TOO_DEEP));
                    nodes = Math.max(nodes, MAX_NODES + 1);
                }
                return new YamlNode.YamlScalar(place, "", true);
            }
            return switch (node) {
                case MappingNode mapping -> object(mapping, place, depth);
                case SequenceNode sequence -> {
                    List<YamlNode> items = new ArrayList<>();
                    for (Node item : sequence.getValue()) {
                        items.add(make(item, key + "[" + items.size() + "]", depth + 1));
                    }
                    yield new YamlNode.YamlList(place, items);
                }
                case ScalarNode scalar -> {
                    YamlNode.YamlScalar written = new YamlNode.YamlScalar(place, scalar.getValue(), scalar.isPlain());
                    yield resolved ? references.resolve(written, problems) : written;
                }
                default -> new YamlNode.YamlScalar(place, "", true);
            };
        }

        private YamlNode.YamlObject object(MappingNode mapping, YamlNode.Place place, int depth) {
            Map<String, YamlNode> fields = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                    problems.add(place(entry.getKeyNode(), place.key()).problem("a key must be plain text."));
                    continue;
                }
                String key = place.key().isEmpty() ? name.getValue() : place.key() + "." + name.getValue();
                YamlNode.Place here = place(name, key);
                YamlNode earlier = fields.get(name.getValue());
                if (earlier != null) {
                    problems.add(
                            here.problem("this key stands twice, first in line " + earlier.place().line() + "; remove one."));
                    continue;
                }
                YamlNode value = make(entry.getValueNode(), key, depth + 1);
                fields.put(name.getValue(), value);
            }
            return new YamlNode.YamlObject(place, fields);
        }

        private YamlNode.Place place(Node node, String key) {
            Mark mark = node.getStartMark().orElse(null);
            return new YamlNode.Place(file, mark == null ? 0 : mark.getLine() + 1, mark == null ? 0 : mark.getColumn() + 1, key);
        }
    }
}
