package dev.botyard.runtime.script.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files beside the plugins that tell editors where the types of the SDKs lie. What somebody else has written is left alone; what this has
/// written is written anew when the SDKs lie elsewhere now.
public final class EditorFiles {
    private static final Logger log = LoggerFactory.getLogger(EditorFiles.class);
    private static final String MARK = "// Written by Botyard, and kept right by it as long as this line stands here.\n";
    private static final Map<String, String> TEMPLATES = Map.of("pyrightconfig.json", "pyrightconfig.json", "jsconfig.json",
            "jsconfig.json",
            ".vscode/settings.json", "settings.json");

    private EditorFiles() {}

    /// Sees to all of them. Where one cannot be written the log says so; nothing needs them to run.
    ///
    /// @param plugins the folder of plugins
    /// @param sdk     the folder with `python/` and `javascript/`
    public static void write(Path plugins, Path sdk) {
        String place = sdk.toAbsolutePath().normalize().toString().replace("\\", "/").replace("\"", "\\\"");
        TEMPLATES.forEach((name, template) -> {
            try {
                write(plugins.resolve(name), MARK + template(template).replace("{{sdk}}", place));
            } catch (IOException e) {
                log.warn("editors will not know the types of the SDK: {} could not be written: {}", plugins.resolve(name),
                        e.getMessage());
            }
        });
    }

    private static void write(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            String before = Files.readString(file);
            if (!before.startsWith(MARK) || before.equals(text)) {
                return;
            }
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = EditorFiles.class.getResourceAsStream("/templates/editor/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
