package dev.botyard.runtime.script.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorFilesTest {
    @TempDir
    private Path plugins;

    private String text(String name) throws IOException {
        return Files.readString(plugins.resolve(name));
    }

    @Test
    void editorsAreToldWhereTheTypesLie() throws IOException {
        EditorFiles.write(plugins, Path.of("/opt/botyard/sdk"));
        assertTrue(text("pyrightconfig.json").contains("\"/opt/botyard/sdk/python\""), text("pyrightconfig.json"));
        assertTrue(text("jsconfig.json").contains("\"/opt/botyard/sdk/javascript/botyard.d.ts\""), text("jsconfig.json"));
        assertTrue(text(".vscode/settings.json").contains("/opt/botyard/sdk/python"));
    }

    @Test
    void whatTheAuthorWroteStays() throws IOException {
        Files.writeString(plugins.resolve("jsconfig.json"), "{}");
        EditorFiles.write(plugins, Path.of("/opt/botyard/sdk"));
        assertEquals("{}", text("jsconfig.json"));
    }

    @Test
    void whatItWroteFollowsTheSdk() throws IOException {
        EditorFiles.write(plugins, Path.of("/opt/old/sdk"));
        EditorFiles.write(plugins, Path.of("/opt/new/sdk"));
        assertTrue(text("jsconfig.json").contains("/opt/new/sdk"));
        assertFalse(text("jsconfig.json").contains("/opt/old/sdk"));
    }

    @Test
    void aFolderThatCannotBeWrittenToHindersNobody() throws IOException {
        Path file = Files.writeString(plugins.resolve("file"), "");
        EditorFiles.write(file, Path.of("/opt/botyard/sdk"));
        assertEquals("", Files.readString(file));
    }
}
