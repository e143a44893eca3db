package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The packages of a set whose install scripts npm did not run. They may work all the same; where they do not, this is why.
final class LeftOutScripts {
    private LeftOutScripts() {}

    /// A sentence about them, `""` when there are none.
    static String sentence(Installer installer, Path folder) {
        List<String> names = installer.language() == Language.JAVASCRIPT && !installer.scripts() ? names(folder) : List.of();
        return names.isEmpty()
                ? ""
                : "npm did not run the install scripts of " + String.join(", ", names)
                        + "; if the plugin fails for it, allow them with plugins.npm_scripts: true in botyard.yaml";
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try {
            JsonNode lock = Json.MAPPER.readTree(Files.readString(folder.resolve("node_modules/.package-lock.json")));
            lock.path("packages").properties().forEach(entry -> {
                if (entry.getValue().path("hasInstallScript").booleanValue(false)) {
                    names.add(entry.getKey().replaceFirst("^.*node_modules/", "").replaceFirst("^\\..*/", ""));
                }
            });
        } catch (IOException | JacksonException _) {
            return List.of();
        }
        return names.stream().sorted().distinct().toList();
    }
}
