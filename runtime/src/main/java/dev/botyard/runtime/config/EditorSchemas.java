package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/// The files by which editors know the settings, and the lines that point to them.
public final class EditorSchemas {
    private static final String MODELINE = "# yaml-language-server: $schema=";

    private final HomeFolder home;
    private final Path folder;

    /// @param folder null for the home's own
    public EditorSchemas(HomeFolder home, Path folder) {
        this.home = home;
        this.folder = folder == null ? home.data().resolve("schemas") : folder.toAbsolutePath().normalize();
    }

    public Path hostFile() {
        return folder.resolve("botyard.schema.json");
    }

    public Path accountFile() {
        return folder.resolve("account.schema.json");
    }

    /// The first line of `botyard.yaml`.
    public String hostLine() {
        return MODELINE + from(home.root(), hostFile());
    }

    /// The first line of an account's file.
    public String accountLine() {
        return MODELINE + from(home.accounts(), accountFile());
    }

    /// Relative below the home, so that a home may be moved.
    private String from(Path place, Path file) {
        Path absolute = place.toAbsolutePath().normalize();
        return file.toAbsolutePath().normalize().startsWith(home.root().toAbsolutePath().normalize())
                ? absolute.relativize(file.toAbsolutePath().normalize()).toString()
                : file.toString();
    }

    /// @param adapters as the API shows them
    /// @param language of the explanations, `""` for that of the machine
    public void write(List<JsonNode> adapters, String language) throws IOException {
        String spoken = language.isEmpty() ? MachineLanguage.of(System.getenv()) : language;
        if (folder.startsWith(home.data())) {
            PrivateFiles.createFolders(home.root());
            PrivateFiles.createFolder(home.data());
        }
        Files.createDirectories(folder);
        put(hostFile(), EditorSchema.host(spoken));
        put(folder.resolve("replies.schema.json"), EditorSchema.replies(spoken));
        put(folder.resolve("containers.schema.json"), EditorSchema.containers(spoken));
        put(accountFile(), EditorSchema.accounts(adapters.stream().map(EditorSchemas::adapter).toList(), spoken));
    }

    private static EditorSchema.Adapter adapter(JsonNode node) {
        return new EditorSchema.Adapter(node.path("id").stringValue(""), node.path("name").stringValue(""),
                node.path("im_types").valueStream().map(type -> type.stringValue("")).toList(),
                node.path("settings").valueStream().map(SettingView::of).toList());
    }

    private static void put(Path file, Map<String, Object> schema) throws IOException {
        Files.writeString(file, Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(schema) + "\n");
    }
}
