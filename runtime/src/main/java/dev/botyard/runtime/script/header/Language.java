package dev.botyard.runtime.script.header;

import dev.botyard.runtime.infra.json.Labelled;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages of scripts that this host can run: everything that differs by language and is a name.
public enum Language implements Labelled {
    PYTHON("python3", "python", "pip", List.of("py"), List.of("python3", "py")), JAVASCRIPT("node", "node", "npm",
            List.of("js", "mjs", "cjs"), List.of("nodejs", "node", "node.js", "js"));

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String interpreter;
    private final String setting;
    private final String packageManager;
    private final List<String> extensions;
    private final List<String> aliases;

    Language(String interpreter, String setting, String packageManager, List<String> extensions, List<String> aliases) {
        this.interpreter = interpreter;
        this.setting = setting;
        this.packageManager = packageManager;
        this.extensions = extensions;
        this.aliases = aliases;
    }

    /// The name in headers, in the API and among the SDK's folders: `javascript`.
    @Override
    public String label() {
        return label;
    }

    /// The program that is looked for where the settings name none.
    public String interpreter() {
        return interpreter;
    }

    /// The key below `plugins` in the settings that names the interpreter.
    public String setting() {
        return setting;
    }

    /// The name of its package manager: `npm`.
    public String packageManager() {
        return packageManager;
    }

    /// What the name of a new script ends with: `.js`.
    public String suffix() {
        return "." + extensions.getFirst();
    }

    /// What the interpreter runs at all is told by the name of the file alone.
    public static Optional<Language> ofFile(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.contains(".")
                ? Arrays.stream(values()).filter(language -> language.extensions.contains(extension)).findFirst()
                : Optional.empty();
    }

    /// The language that people call so.
    public static Optional<Language> named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(language -> language.label.equals(lower) || language.aliases.contains(lower))
                .findFirst();
    }

    /// The labels, for sentences.
    public static List<String> labels() {
        return Arrays.stream(values()).map(Language::label).toList();
    }
}
