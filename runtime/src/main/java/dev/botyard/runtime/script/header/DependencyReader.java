package dev.botyard.runtime.script.header;

import static dev.botyard.runtime.script.header.HeaderProblems.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads `dependency` headers: an object, or bare names.
final class DependencyReader {
    /// A comma or blank before the beginning of a name, which a version is not.
    private static final String BETWEEN = "(?:\\s*,\\s*|(?<![=<>!~^@,])\\s+)(?=[\"']?[A-Za-z@])(?![^\\[]*])";
    private static final Set<String> FIELDS = Set.of("name", "manager", "version");
    /// Headers that other hosts wrote name it; nothing is installed with it here.
    private static final String GO = "go";
    private static final Set<String> MANAGERS = Set.of(Language.PYTHON.packageManager(), Language.JAVASCRIPT.packageManager(),
            GO);

    private DependencyReader() {}

    static List<PluginDependency> read(HeaderLine header, String language, HeaderProblems problems) {
        return header.value().strip().startsWith("{")
                ? HeaderJson.object(header, problems).flatMap(json -> read(header, json, language, problems)).stream().toList()
                : bare(header, managerOf(language), problems);
    }

    /// Names as they stand behind `pip install` or `npm install`, between commas or blanks.
    private static List<PluginDependency> bare(HeaderLine header, String manager, HeaderProblems problems) {
        List<PluginDependency> found = new ArrayList<>();
        for (String one : header.value().strip().split(BETWEEN)) {
            Optional<PluginDependency> read = PluginDependency.written(header.line(), one.replaceAll("^[\"']|[\"',]$", ""),
                    manager);
            read.ifPresent(found::add);
            if (read.isEmpty()) {
                problems.error(header.line(), quote(one) + " is not the name of a package; it was left out. Write"
                        + " [dependency: aiohttp], [dependency: aiohttp==3.9] or {\"name\": \"aiohttp\", \"version\": \"3.9\"}.");
            }
        }
        return found;
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
