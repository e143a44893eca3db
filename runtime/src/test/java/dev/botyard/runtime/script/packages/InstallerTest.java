package dev.botyard.runtime.script.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.header.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {
    private final Installer npm = new Installer(Language.JAVASCRIPT, "npm", false);
    private final Installer npmWithScripts = new Installer(Language.JAVASCRIPT, "npm", true);

    @TempDir
    private Path folder;

    @Test
    void npmRunsInstallScriptsOnlyWhenTheyAreAllowed() {
        assertTrue(npm.install(List.of("axios"), folder).contains("--ignore-scripts"));
        assertFalse(npmWithScripts.install(List.of("axios"), folder).contains("--ignore-scripts"));
        assertNotEquals(npm.kind(), npmWithScripts.kind(), "a set that was installed without them is installed again");
    }

    @Test
    void packagesWhoseInstallScriptsWereLeftOutAreNamed() throws Exception {
        Files.createDirectories(folder.resolve("node_modules"));
        Files.writeString(folder.resolve("node_modules/.package-lock.json"),
                """
                        {"packages": {
                          "node_modules/axios": {"version": "1.0.0"},
                          "node_modules/a/node_modules/@s/sqlite": {"version": "1.0.0", "hasInstallScript": true},
                          "node_modules/canvas": {"version": "1.0.0", "hasInstallScript": true}}}""");
        assertEquals("npm did not run the install scripts of @s/sqlite, canvas; if the plugin fails for it, allow them with "
                + "plugins.npm_scripts: true in botyard.yaml", LeftOutScripts.sentence(npm, folder));
        assertEquals("", LeftOutScripts.sentence(npmWithScripts, folder));
        assertEquals("", LeftOutScripts.sentence(npm, folder.resolve("nothing")));
    }
}
