package dev.botyard.runtime.script.header;

import static dev.botyard.runtime.script.header.HeaderProblems.quote;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

final class DependencyReader {
    private static final Set<String> FIELDS = Set.of("name", "manager", "version");
    /// Headers that other hosts wrote name it; nothing is installed with it here.
    private static final String GO = "go";
    private static final Set<String> MANAGERS = Set.of(Language.PYTHON.packageManager(), Language.JAVASCRIPT.packageManager(),
            GO);

    private DependencyReader() {}

    static Optional<PluginDependency> read(HeaderLine header, String language, HeaderProblems problems) {
        return HeaderJson.object(header, problems).flatMap(json -> read(header, json, language, problems));
    }

    private static Optional<PluginDependency> read(HeaderLine header, JsonNode json, String language, HeaderProblems problems) {
        String name = HeaderJson.text(json, "name");
        String manager = HeaderJson.text(json, "manager").toLowerCase(Locale.ROOT);
        if (manager.isEmpty()) {
            manager = managerOf(language);
        }
        if (name.isEmpty()) {
            problems.error(header.line(), "The dependency has no 'name'; the line was left out.");
            return Optional.empty();
        }
        if (!MANAGERS.contains(manager)) {
            problems.error(header.line(), "The manager " + quote(manager) + " of the dependency is unknown; use pip, npm or go.");
            return Optional.empty();
        }
        for (String field : json.propertyNames()) {
            if (!FIELDS.contains(field)) {
                problems.warn(header.line(), "The field " + quote(field) + " of the dependency has no meaning.");
            }
        }
        return Optional.of(new PluginDependency(header.line(), name, manager, HeaderJson.text(json, "version")));
    }

    private static String managerOf(String language) {
        return language.equals("golang") ? GO : Language.named(language).orElse(Language.JAVASCRIPT).packageManager();
    }
}
