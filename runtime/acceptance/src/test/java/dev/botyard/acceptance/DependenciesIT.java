package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.Patience;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages of plugins, from a folder of this test: nothing is fetched from a network.
class DependenciesIT {
    private static final Duration INSTALLED = Patience.seconds(60);

    @TempDir
    Path folder;
    private RunningHost host;

    @BeforeEach
    void start() throws Exception {
        host = new RunningHost(folder.resolve("home")).start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aDeclaredPythonPackageIsInstalledOnceAndImported() throws Exception {
        Path wheel = wheel();
        for (String name : new String[]{"one.py", "two.py"}) {
            host.python(name, "#[dependency: {\"name\": \"" + wheel + "\", \"manager\": \"pip\"}]",
                    "import teapot\nprint(teapot.BREW)");
        }
        await().atMost(INSTALLED).until(() -> host.get("/plugins/one.py").path("state").stringValue("").equals("enabled")
                && host.get("/plugins/two.py").path("state").stringValue("").equals("enabled"));
        assertEquals("oolong\n", host.fake("one.py").path("output").stringValue(""));
        assertEquals("oolong\n", host.fake("two.py").path("output").stringValue(""));
        try (Stream<Path> packages = Files.list(host.home().resolve("data/packages"))) {
            assertEquals(1, packages.count());
        }
    }

    @Test
    void aPackageThatCannotBeInstalledLeavesThePluginDisabledWithTheToolsWords() throws Exception {
        host.python("broken.py",
                "#[dependency: {\"name\": \"" + folder.resolve("missing-1.0-py3-none-any.whl") + "\", \"manager\": \"pip\"}]",
                "pass");
        await().atMost(INSTALLED)
                .until(() -> host.get("/plugins/broken.py").path("invalid").stringValue("").contains("pip could not install"));
        assertEquals("plugin_invalid", host.fake("broken.py").path("error").path("code").stringValue(""));
    }

    @Test
    void aFailedInstallationIsOneSentenceWithTheToolsLastWords() throws Exception {
        host.python("broken.py", "#[dependency: {\"name\": \"./no-such-folder\", \"manager\": \"pip\"}]", "pass");
        host.file("plugins/broken.js", "//[author: t]\n//[dependency: {\"name\": \"file:" + folder.resolve("no-such")
                + "\", \"manager\": \"npm\"}]\n");
        for (String name : new String[]{"broken.py", "broken.js"}) {
            await().atMost(INSTALLED).until(() -> host.get("/plugins/" + name).path("state").stringValue("").equals("invalid"));
            String sentence = host.get("/plugins/" + name).path("invalid").stringValue("");
            assertTrue(sentence.matches("(pip|npm) could not install \\S+: \\S.*no-such.*"), sentence);
            assertTrue(sentence.lines().count() == 1 && !sentence.contains("_logs") && sentence.length() < 600, sentence);
        }
    }

    @Test
    void messagesWaitWhileThePackagesAreBeingInstalled() throws Exception {
        Path slow = slowSource();
        host.python("slow.py", "#[rule: brew]\n#[dependency: {\"name\": \"" + slow + "\", \"manager\": \"pip\"}]",
                "import teapot\nprint(teapot.BREW)");
        await().atMost(INSTALLED).until(() -> host.get("/plugins/slow.py").path("state").stringValue("").equals("installing"));
        host.say("web", "web", "ann", "brew");
        await().until(() -> host.get("/runs").toString().contains("slow.py")
                || host.send("GET", "/metrics", "", "").body().lines()
                        .anyMatch(line -> line.matches("botyard_runs_active.* 1.0")));
        Files.createFile(folder.resolve("go"));

        await().atMost(INSTALLED).until(() -> host.get("/runs?plugin=slow.py").path("runs").path(0).path("status").stringValue("")
                .equals("ok"));
        assertEquals("enabled", host.get("/plugins/slow.py").path("state").stringValue(""));
    }

    /// A package whose installation takes until a file `go` appears.
    private Path slowSource() throws Exception {
        Path source = Files.createDirectories(folder.resolve("slow"));
        Files.writeString(source.resolve("teapot.py"), "BREW = 'oolong'\n");
        Files.writeString(source.resolve("setup.py"), "import os, time\nfrom setuptools import setup\nwhile not os.path.exists('"
                + folder.resolve("go") + "'): time.sleep(0.05)\nsetup(name='teapot', version='1.0', py_modules=['teapot'])\n");
        return source;
    }

    @Test
    void aPluginWhoseInterpreterIsMissingSaysSo() throws Exception {
        host.file("plugins/k.js", "//[author: t]\n//[rule: k]\nconsole.log('sencha');\n");
        await().until(() -> host.get("/plugins/k.js").path("state").stringValue("").equals("enabled"));
        Path node = folder.resolve("my-node");
        host.file("botyard.yaml", "plugins: { node: " + node + " }\n");
        await().until(() -> host.get("/plugins/k.js").path("state").stringValue("").equals("invalid"));
        assertEquals(
                "'" + node
                        + "' cannot be run: there is no such program; install it or name it in botyard.yaml under plugins.node",
                host.get("/plugins/k.js").path("invalid").stringValue(""));

        Files.writeString(node, "#!/bin/sh\nexec node \"$@\"\n");
        assertTrue(node.toFile().setExecutable(true));
        await().until(() -> host.get("/plugins/k.js").path("state").stringValue("").equals("enabled"));
    }

    @Test
    void npmRunsNoInstallScriptsUnlessTheyAreAllowed() throws Exception {
        Path source = Files.createDirectories(folder.resolve("kettle"));
        Files.writeString(source.resolve("package.json"), "{\"name\":\"kettle\",\"version\":\"1.0.0\",\"main\":\"index.js\","
                + "\"scripts\":{\"postinstall\":\"touch " + folder.resolve("ran") + "\"}}");
        Files.writeString(source.resolve("index.js"), "module.exports = 'sencha';\n");
        host.file("plugins/k.js", "//[author: t]\n//[dependency: {\"name\": \"file:" + source
                + "\", \"manager\": \"npm\"}]\nconsole.log(require('kettle'));\n");
        await().atMost(INSTALLED).until(() -> host.get("/plugins/k.js").path("state").stringValue("").equals("enabled"));
        assertTrue(Files.notExists(folder.resolve("ran")));
        assertTrue(host.get("/plugins/k.js").path("problems").toString().contains(
                "npm did not run the install scripts of kettle; if the plugin fails for it, allow them with plugins.npm_scripts: true"),
                () -> host.get("/plugins/k.js").toString());

        host.file("botyard.yaml", "plugins: { npm_scripts: true }\n");
        await().atMost(INSTALLED).until(() -> Files.exists(folder.resolve("ran")));
        await().atMost(INSTALLED).until(() -> host.get("/plugins/k.js").path("problems").isEmpty()
                && host.get("/plugins/k.js").path("state").stringValue("").equals("enabled"));
    }

    @Test
    void whatIsNamedInTheSettingsIsThereForAllPlugins() throws Exception {
        host.python("old.py", "", "import teapot\nprint(teapot.BREW)");
        host.awaitPlugin("old.py");
        String missing = host.fake("old.py").path("error").stringValue("");
        assertTrue(missing.contains("No module named 'teapot'") && missing.contains("botyard packages add pip teapot"), missing);

        host.file("botyard.yaml", "plugins: { packages: { pip: [" + wheel() + "] } }\n");

        await().atMost(INSTALLED).until(() -> host.fake("old.py").path("output").stringValue("").equals("oolong\n"));
    }

    @Test
    void settingsThatCannotBeInstalledStopNoPlugin() throws Exception {
        host.python("busy.py", "", "print('tea')");
        host.file("botyard.yaml", "plugins: { packages: { pip: [" + folder.resolve("missing-1.0-py3-none-any.whl") + "] } }\n");
        await().atMost(INSTALLED)
                .until(() -> host.get("/plugins/busy.py").path("invalid").stringValue("").contains("being installed"));

        await().atMost(INSTALLED).until(() -> host.fake("busy.py").path("output").stringValue("").equals("tea\n"));
    }

    @Test
    void aRunCanAskForAPackage() throws Exception {
        host.python("asks.py", "", "teapot = middleware.import_module('teapot', package='" + wheel() + "')\nprint(teapot.BREW)");
        host.awaitPlugin("asks.py");
        assertEquals("oolong\n", host.fake("asks.py").path("output").stringValue(""));
    }

    @Test
    void aDeclaredNodePackageIsRequired() throws Exception {
        Path source = Files.createDirectories(folder.resolve("kettle"));
        Files.writeString(source.resolve("package.json"), "{\"name\":\"kettle\",\"version\":\"1.0.0\",\"main\":\"index.js\"}");
        Files.writeString(source.resolve("index.js"), "module.exports = 'sencha';\n");
        host.file("plugins/k.js", "//[author: t]\n//[dependency: {\"name\": \"file:" + source
                + "\", \"manager\": \"npm\"}]\nconsole.log(require('kettle'));\n");
        await().atMost(INSTALLED).until(() -> host.get("/plugins/k.js").path("state").stringValue("").equals("enabled"));
        assertTrue(host.fake("k.js").path("output").stringValue("").contains("sencha"), () -> host.fake("k.js").toString());
        await().until(() -> host.fake("k.js").path("status").stringValue("").equals("ok"));
    }

    /// A wheel with one module.
    private Path wheel() throws Exception {
        Path wheel = folder.resolve("teapot-1.0-py3-none-any.whl");
        try (OutputStream out = Files.newOutputStream(wheel); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : Map.of("teapot.py", "BREW = 'oolong'\n", "teapot-1.0.dist-info/METADATA",
                    "Metadata-Version: 2.1\nName: teapot\nVersion: 1.0\n", "teapot-1.0.dist-info/WHEEL",
                    "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                    "teapot-1.0.dist-info/RECORD",
                    "teapot.py,,\nteapot-1.0.dist-info/METADATA,,\nteapot-1.0.dist-info/WHEEL,,\nteapot-1.0.dist-info/RECORD,,\n")
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return wheel;
    }
}
