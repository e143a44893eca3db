package dev.botyard.runtime.script.library;

import dev.botyard.runtime.script.header.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What people start a plugin from: one that answers in every chat.
public final class PluginTemplate {
    private PluginTemplate() {}

    /// @param name also the word that it answers to
    public static String of(Language language, String name) throws IOException {
        try (InputStream in = PluginTemplate.class.getResourceAsStream("/templates/plugin" + language.suffix())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{{name}}", name);
        }
    }
}
