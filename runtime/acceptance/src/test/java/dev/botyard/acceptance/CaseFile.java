package dev.botyard.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The cases of one script: `scripts/<name>.yaml` beside `<name>.py` and `<name>.js`.
///
/// @param languages `py` and `js`, and `es5` where there is `<name>_es5.js`, or the one that the file says is the only one; `api` needs no
///                  script
record CaseFile(String name, List<String> languages, List<Scene> scenes) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> BOTH = List.of("py", "js");
    private static final String API = "api";
    private static final String REPLIES = "es5";
    private static final String ONLY = "only";
    /// What a step is, and what may stand beside it.
    private static final Map<String, Set<String>> STEPS = Map.ofEntries(
            Map.entry("say", Set.of("by", "in", "through", "named", "until", "kind")),
            Map.entry("send", Set.of("by", "in", "through")),
            Map.entry("hear", Set.of("in", "by", "through", "as", "part", "keep")),
            Map.entry("hear in any order", Set.of("in", "through")), Map.entry("waits", Set.of()),
            Map.entry("see", Set.of("with", "through", "times")), Map.entry("run", Set.of("of", "by")),
            Map.entry("fake", Set.of("of", "run")), Map.entry("start", Set.of()),
            Map.entry("ask", Set.of("headers", "body", "status", "answer", "keep")),
            Map.entry("notice", Set.of("with", "through")),
            Map.entry("platform", Set.of("through", "answers", "fails", "silent")), Map.entry("when", Set.of("say", "by", "in")),
            Map.entry("come", Set.of("through")), Map.entry("got", Set.of("through")), Map.entry("prints", Set.of("of", "by")),
            Map.entry("settings", Set.of()), Map.entry("answers", Set.of("by")), Map.entry("golden", Set.of()));

    /// What happens in one case, in order.
    ///
    /// @param name a sentence
    record Scene(String name, List<Step> steps) {}

    /// One thing that is done or expected.
    ///
    /// @param verb  such as `say`
    /// @param value what is said
    /// @param more  what else stands beside it, such as `by`
    record Step(String verb, JsonNode value, JsonNode more) {
        @Override
        public String toString() {
            return more.toString();
        }
    }

    /// All of a folder, in the order of their names.
    static List<CaseFile> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<CaseFile> cases = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
                cases.add(read(file));
            }
            return cases;
        }
    }

    static CaseFile read(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".yaml", "");
        JsonNode tree = YAML.readTree(Files.readString(file));
        List<Scene> scenes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            if (!member.getKey().equals(ONLY)) {
                scenes.add(scene(file, member.getKey(), member.getValue()));
            }
        }
        String only = tree.path(ONLY).stringValue("");
        List<String> languages = new ArrayList<>(only.isEmpty() ? BOTH : List.of(only));
        if (only.isEmpty() && Files.exists(file.resolveSibling(script(name, REPLIES)))) {
            languages.add(REPLIES);
        }
        for (String language : languages) {
            String script = script(name, language);
            if (!language.equals(API) && !Files.exists(file.resolveSibling(script))) {
                throw new IllegalArgumentException(file.getFileName() + " has no script " + script
                        + ": write one, or say 'only: py', 'only: js' or 'only: api' and why");
            }
        }
        if (scenes.isEmpty()) {
            throw new IllegalArgumentException(file.getFileName() + " has no case: a sentence and below it a list of steps");
        }
        return new CaseFile(name, List.copyOf(languages), scenes);
    }

    /// The file of a case's script in a language.
    static String script(String name, String language) {
        return language.equals(REPLIES) ? name + "_" + REPLIES + ".js" : name + "." + language;
    }

    private static Scene scene(Path file, String name, JsonNode list) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : list) {
            steps.add(step(file.getFileName() + ", " + name, step));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(file.getFileName() + ", " + name + ": has no steps");
        }
        return new Scene(name, List.copyOf(steps));
    }

    /// The first key says what the step is.
    private static Step step(String where, JsonNode step) {
        if (!step.isObject() || step.isEmpty()) {
            throw new IllegalArgumentException(where + ": " + step + " is no step; one looks like 'say: hello'");
        }
        String verb = step.propertyNames().iterator().next();
        Set<String> beside = STEPS.get(verb);
        if (beside == null) {
            throw new IllegalArgumentException(
                    where + ": there is no step '" + verb + "', only " + STEPS.keySet().stream().sorted()
                            .toList());
        }
        for (String key : step.propertyNames()) {
            if (!key.equals(verb) && !beside.contains(key)) {
                throw new IllegalArgumentException(where + ": '" + key + "' cannot stand beside '" + verb + "', only " + beside);
            }
        }
        return new Step(verb, step.get(verb), step);
    }
}
