package dev.botyard.runtime.script.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.PackageSources;
import dev.botyard.runtime.script.header.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    void packagesComeFromTheOperatorsOwnPlaces() throws Exception {
        Files.createFile(folder.resolve("tea-1.2.0.tgz"));
        Files.createFile(folder.resolve("tea-pot-9.tgz"));
        Files.createFile(folder.resolve("some-tea-2.tgz"));
        PackageSources sources = new PackageSources("https://u:s3cret@index/simple", "http://more", "http://packages",
                folder.toString(), true);
        assertEquals(Map.of("PIP_INDEX_URL", "https://u:s3cret@index/simple", "PIP_EXTRA_INDEX_URL", "http://more",
                "PIP_FIND_LINKS", folder.toString(), "PIP_NO_INDEX", "1", "npm_config_registry", "http://packages",
                "npm_config_offline", "true"), sources.variables());
        Installer own = new Installer(Language.JAVASCRIPT, "npm", false, sources);
        List<String> line = own.install(List.of("tea@1.2.0", "@some/tea", "milk", "tea@^1"), folder);
        assertEquals(List.of(folder + "/tea-1.2.0.tgz", folder + "/some-tea-2.tgz", "milk", folder + "/tea-1.2.0.tgz"),
                line.subList(line.size() - 4, line.size()));
        assertFalse((own + " " + line).contains("s3cret"), "an address may hold a password");
        assertEquals("could not reach https://***@index/simple",
                LastWords.of(List.of("could not reach https://u:s3cret@index/simple")));
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
