package dev.botyard.runtime.script.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginFile;
import dev.botyard.runtime.script.plugin.Scripts;
import dev.botyard.runtime.script.worker.ScriptCompiler.Import;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What scripts import and nobody has.
class MissingModulesTest {
    @TempDir
    private Path folder;

    private Plugin plugin(String file, String header) throws IOException {
        Path path = Files.writeString(folder.resolve(file), header + "\n");
        return PluginFile.read(path, List.of(folder), ZoneOffset.UTC);
    }

    private List<String> missing(Plugin plugin, List<String> packages, String... modules) {
        return MissingModules
                .of(plugin, Stream.of(modules).map(module -> new Import(3, module)).toList(), packages, List.of(folder))
                .stream().map(HeaderProblem::message).toList();
    }

    @ParameterizedTest
    @CsvSource({"Crypto,pycryptodome", "bs4,beautifulsoup4", "dateutil,python-dateutil", "execjs,PyExecJS", "PIL,Pillow",
        "yaml,PyYAML", "aiohttp,aiohttp"})
    void aPublicPackageIsNamedWithTheCommandThatAddsIt(String module, String name) {
        assertEquals(
                List.of("nobody has the module '" + module + "': add the package " + name + " with 'botyard packages add pip "
                        + name + " --plugin tea.py', or for all plugins without --plugin"),
                missing(Scripts.plugin("tea.py"), List.of(), module));
    }

    @Test
    void whatIsNoPublicPackageBelongsBesideThePlugins() {
        String told = missing(Scripts.plugin("tea.py"), List.of(), "vorto_utils").getFirst();
        assertTrue(
                told.startsWith("nobody has the module 'vorto_utils': no public package of this name is known here; a file of the"
                        + " author's own, vorto_utils.py, belongs beside tea.py in the plugin folder"),
                told);
        assertEquals(
                List.of("there is no file './sendNotify': it belongs to the plugin, so put that file beside tea.js in the plugin"
                        + " folder"),
                missing(Scripts.plugin("tea.js"), List.of(), "./sendNotify"));
    }

    @Test
    void filesBesideThePluginAreNotMissing() throws IOException {
        Files.writeString(folder.resolve("near.py"), "");
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("fast.cpython-311-x86_64-linux-gnu.so"), "");
        Files.writeString(folder.resolve("sendNotify.js"), "");
        Files.createDirectories(folder.resolve("node_modules/@some/tea"));
        assertEquals(List.of(), missing(plugin("tea.py", "#[author: a]"), List.of(), "near", "parts", "fast"));
        assertEquals(List.of(), missing(plugin("tea.js", "//[author: a]"), List.of(), "./sendNotify", "@some/tea", "sendNotify"));
        assertEquals(1, missing(plugin("tea.py", "#[author: a]"), List.of(), "fas").size());
    }

    @Test
    void whatTheHeaderOrAnybodyNamesIsNotMissing() throws IOException {
        Plugin python = plugin("tea.py", "#[author: a]\n#[dependency: PyCryptodome, beautifulsoup4==4]");
        assertEquals(List.of(), missing(python, List.of("python_dateutil>=2", "requests[socks]"), "Crypto", "bs4", "dateutil",
                "requests", "urllib3"));
        assertEquals(1, missing(python, List.of(), "aiohttp").size());
        Plugin node = plugin("tea.js", "//[author: a]\n//[dependency: axios]");
        assertEquals(List.of(), missing(node, List.of("@some/tea@1.2"), "axios", "@some/tea"));
        assertEquals(1, missing(node, List.of(), "got").size());
    }
}
