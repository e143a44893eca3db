package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.script.worker.SdkFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Moving in from another host's folder.
class ImportCommandTest {
    private static final String ADAPTERS = """
            {"adapters": [{"id": "onebot11", "im_types": ["qq"], "settings": [
              {"key": "self_id", "type": "text", "required": true, "default_value": "", "secret": false},
              {"key": "access_token", "type": "text", "required": true, "default_value": "", "secret": true}]}]}
            """;

    @TempDir
    private Path folder;
    private Path old;
    private Terminal terminal;
    private HomeFolder home;

    @BeforeAll
    static void nameTheDistribution() throws IOException {
        System.setProperty("botyard.distribution", SdkFolder.distribution().toString());
    }

    @AfterAll
    static void forgetTheDistribution() {
        System.clearProperty("botyard.distribution");
    }

    @BeforeEach
    void open() throws IOException {
        home = new HomeFolder(folder.resolve("home"));
        terminal = new Terminal(home.root());
        old = Files.createDirectory(folder.resolve("old"));
        put("plugin/scripts/hello.py", "#[author: a]\n#[rule: 你好]\nimport middleware\n");
        put("plugin/scripts/weather.js",
                "//[author: a]\n//[rule: 天气]\n//[dependency: {\"name\": \"axios\"}]\n//[imtype: qq]\n"
                        + "//[param: {\"key\": \"weather.city\", \"name\": \"城市\", \"required\": true}]\n"
                        + "//[param: {\"key\": \"weather.key\", \"required\": true}]\nconst m = require('./middleware.js');\n");
        put("plugin/scripts/middleware.py", "old = 1\n");
        put("plugin/scripts/words.json", "{\"a\": 1}");
        put("plugin/scripts/broken.py", "#[author: a]\n#[rule: x]\nif:\n");
        put("plugin/scripts/panel.go", "package main\n");
        put("plugin/replies/menu.js", "// [rule: 菜单]\nsendText('1. 签到')\n");
        put("buckets.json", "{\"weather\": {\"key\": \"secret-of-weather\"}, \"qq\": {\"masters\": \"10001&10002\"}}");
        put(".env", "# old\nexport otto.name=\"小茶\"\nWX_MASTERS=wxid_1\nAPI_TOKEN=hidden-value\nHTTP_ADDR=:8300\n");
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private Path put(String name, String text) throws IOException {
        Path file = old.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String value(String bucket, String key) {
        try (Store store = Store.open(home.database())) {
            return store.buckets().get(bucket, key);
        }
    }

    private String inHome() throws IOException {
        if (!Files.exists(home.root())) {
            return "";
        }
        try (Stream<Path> files = Files.walk(home.root())) {
            return files.map(file -> home.root().relativize(file).toString()).filter(file -> !file.endsWith(".lock"))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString();
        }
    }

    @Test
    void whatAScriptImportsAndNobodyHasIsAmongItsPackages() throws IOException {
        put("plugin/scripts/wants.py", "#[author: a]\n#[rule: w]\nimport croniter\nimport vorto_utils\nimport json\n");
        Said said = terminal.alone("import", old.toString());
        assertTrue(said.out().contains("  wants.py: runs; needs packages: croniter, vorto_utils\n"), said.out());
        assertTrue(said.out().contains("2 need packages"), said.out());
    }

    @Test
    void aloneItTellsAndTouchesNothing() throws IOException {
        Said said = terminal.alone("import", old.toString());
        assertEquals(0, said.code(), said.err());
        assertEquals("", inHome());
        for (String line : List.of("4 plugins: 2 run as they are, 1 need packages, 1 need settings, 1 need an IM, 1 cannot run",
                "  hello.py: runs as it is",
                "  weather.js: runs; needs packages: axios; needs settings: 城市 (weather.city); needs an account of qq",
                "  broken.py: cannot run", "  replies/menu.js: runs as it is", "1 files beside them: words.json",
                "bucket weather: 1 keys, 1 new", "bucket otto: 1 keys, 1 new", "masters of qq: 10001, 10002 (new)",
                "masters of weixin: wxid_1 (new)",
                "left: plugin/scripts/panel.go: Go scripts do not run here; write it anew in Python or JavaScript",
                "left: 1 file: a part of the SDK, of which Botyard has its own",
                "left: .env: HTTP_ADDR: to keep it, write 'port: 8300' into botyard.yaml")) {
            assertTrue(said.out().lines().anyMatch(line::equals), line + "\n is not in\n" + said.out());
        }
        assertTrue(said.out().contains("left: .env: variables that scripts read from the environment: API_TOKEN;"), said.out());
        assertTrue(said.out().contains("Nothing was changed."), said.out());
        assertFalse(said.out().contains("secret-of-weather") || said.out().contains("hidden-value"), said.out());
        assertEquals(said.out(), terminal.alone("import", old.toString(), "--dry-run").out());
    }

    @Test
    void aDryRunOnAUsedHomeTouchesNothingEither() throws IOException {
        home.create();
        try (Store store = Store.open(home.database())) {
            store.buckets().set("weather", "key", "other");
        }
        String before = inHome();
        Said said = terminal.alone("import", old.toString());
        assertTrue(said.out().contains("bucket weather: 1 keys, 0 new, 1 with another value in the home, which stays: key"),
                said.out());
        assertEquals(before, inHome());
    }

    @Test
    void appliedItMovesEverything() throws IOException {
        Said said = terminal.alone("import", old.toString(), "--apply");
        assertEquals(0, said.code(), said.err());
        assertEquals(Files.readString(old.resolve("plugin/scripts/hello.py")),
                Files.readString(home.plugins().resolve("hello.py")));
        assertEquals("{\"a\": 1}", Files.readString(home.plugins().resolve("words.json")));
        assertTrue(Files.exists(home.plugins().resolve("replies/menu.js")));
        assertTrue(Files.exists(home.plugins().resolve("broken.py")));
        assertFalse(Files.exists(home.plugins().resolve("middleware.py")));
        assertEquals("secret-of-weather", value("weather", "key"));
        assertEquals("小茶", value("otto", "name"));
        assertEquals(List.of("10001", "10002"), Settings.read(home).value().masters().get("qq"));
        assertEquals(List.of("wxid_1"), Settings.read(home).value().masters().get("weixin"));
        assertTrue(said.out().contains("Done. Nothing in the home was overwritten."), said.out());

        Said again = terminal.alone("import", old.toString(), "--apply");
        assertTrue(again.out().contains("  hello.py: runs as it is; there already"), again.out());
        assertTrue(again.out().contains("bucket weather: 1 keys, 0 new, 1 the same"), again.out());
        assertTrue(again.out().contains("masters of qq: 10001, 10002 (there already)"), again.out());
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        home.create();
        Files.writeString(home.plugins().resolve("hello.py"), "# mine\n");
        Files.createDirectories(home.plugins().resolve("replies"));
        Files.writeString(home.plugins().resolve("replies/weather.js"), "// mine\n");
        Files.writeString(home.settingsFile(), "# mine\nmasters: {qq: ['7']}\n");
        Files.writeString(home.plugins().resolve("words.json"), "{}");
        try (Store store = Store.open(home.database())) {
            store.buckets().set("weather", "key", "mine");
        }
        Said said = terminal.alone("import", old.toString(), "--apply");
        assertEquals(0, said.code(), said.err());
        assertEquals("# mine\n", Files.readString(home.plugins().resolve("hello.py")));
        assertFalse(Files.exists(home.plugins().resolve("weather.js")), "it would hide replies/weather.js");
        assertEquals("{}", Files.readString(home.plugins().resolve("words.json")));
        assertEquals("# mine\nmasters: {qq: ['7']}\n", Files.readString(home.settingsFile()));
        assertEquals("mine", value("weather", "key"));
        for (String line : List.of("    the home has another plugin of that name, which stays",
                "masters of qq: 10001, 10002 (not in botyard.yaml yet)",
                "1 files beside them: words.json (not taken, since the home has another one)")) {
            assertTrue(said.out().lines().anyMatch(line::equals), line + "\n is not in\n" + said.out());
        }
        assertTrue(said.out().contains("  \"qq\": [\"10001\",\"10002\"]"), said.out());
    }

    @Test
    void settingsThatAreThereAreOnlyAddedTo() throws IOException {
        home.create();
        Files.writeString(home.settingsFile(), "# mine\nport: 8300 # here\n");
        terminal.alone("import", old.toString(), "--apply");
        assertEquals("# mine\nport: 8300 # here\n\nmasters:\n  \"qq\": [\"10001\",\"10002\"]\n  \"weixin\": [\"wxid_1\"]\n",
                Files.readString(home.settingsFile()));
    }

    @Test
    void aRunningHostTakesTheValuesItself() throws IOException {
        home.create();
        terminal.host.on("GET /export/buckets", 200, "{\"bucket\": \"otto\", \"key\": \"name\", \"value\": \"x\"}\n")
                .on("POST /import/buckets?keep=true", 200, "{\"imported\": 2}");
        try (HomeLock lock = home.lock()) {
            Said said = terminal.say("import", old.toString(), "--apply");
            assertEquals(0, said.code(), said.err() + lock);
            assertTrue(said.out().contains(", on which a host runs"), said.out());
            assertTrue(said.out().contains("bucket otto: 1 keys, 0 new, 1 with another value"), said.out());
        }
        assertEquals(2, terminal.host.body().stringValue().lines().count(), "name is there already");
        assertEquals(List.of("GET /export/buckets", "POST /import/buckets?keep=true"), terminal.host.asked());
        assertTrue(Files.exists(home.plugins().resolve("hello.py")));
        assertFalse(Files.exists(home.database()));
    }

    @Test
    void accountsBecomeDraftsThatAreDisabled() throws IOException {
        put("accounts.json",
                """
                        [{"account_id": "bot_qq", "imType": "qq", "alias": "老板", "self_id": 10001, "ingress_token": "token-of-the-account",
                          "extra": {"a": 1}},
                         {"account_id": "../out", "imType": "qq"}, {"account_id": "rest", "imType": "ipad"},
                         {"account_id": "kept", "imType": "qq", "enabled": true}]
                        """);
        home.create();
        Path kept = Files.writeString(home.accounts().resolve("kept.yaml"), "im: qq\n");
        terminal.host.on("GET /adapters", 200, ADAPTERS).on("GET /export/buckets", 200, "")
                .on("POST /import/buckets?keep=true", 200, "{\"imported\": 1}");
        Said said;
        try (HomeLock lock = home.lock()) {
            said = terminal.say("import", old.toString(), "--apply");
            assertEquals(0, said.code(), said.err() + lock);
        }
        assertEquals("""
                # Moved from another host. Look through it, then write 'enabled: true'.
                im: qq
                enabled: false
                alias: "老板"
                config:
                  self_id: 10001
                  access_token: "token-of-the-account"
                # not known here: extra: {"a":1}
                """, Files.readString(home.accounts().resolve("bot_qq.yaml")));
        assertEquals("im: qq\n", Files.readString(kept));
        assertFalse(Files.exists(home.root().resolve("out.yaml")));
        for (String line : List.of("account bot_qq of qq: a draft, disabled, in accounts/bot_qq.yaml",
                "account ../out of qq: not taken; it has no id that an account can have here",
                "account rest of ipad: not taken; no adapter here serves ipad",
                "account kept of qq: not taken, since the home has another one; there is an account of that id, which stays")) {
            assertTrue(said.out().lines().anyMatch(line::equals), line + "\n is not in\n" + said.out());
        }
        assertFalse(said.out().contains("token-of-the-account"), said.out());
    }

    @Test
    void linksLargeFilesAndForeignCodingsHaveSentences() throws IOException {
        Path secret = Files.writeString(folder.resolve("outside.py"), "#[author: a]\n#[rule: x]\n");
        Files.createSymbolicLink(old.resolve("plugin/scripts/link.py"), secret);
        Files.createSymbolicLink(old.resolve("plugin/scripts/gone.py"), folder.resolve("nowhere.py"));
        Files.createSymbolicLink(old.resolve("plugin/scripts/up"), folder);
        Files.createSymbolicLink(old.resolve("plugin/scripts/same.py"), old.resolve("plugin/scripts/hello.py"));
        Files.write(old.resolve("plugin/scripts/gbk.py"),
                "#[author: a]\n#[rule: 天气]\nprint('天气')\n".getBytes(Charset.forName("GBK")));
        Files.write(old.resolve("plugin/scripts/told.py"),
                "# -*- coding: gbk -*-\n#[author: a]\n#[rule: 天气]\nprint('天气')\n".getBytes(Charset.forName("GBK")));
        for (String large : List.of("plugin/scripts/large.py", "plugin/scripts/large.bin")) {
            try (RandomAccessFile file = new RandomAccessFile(old.resolve(large).toFile(), "rw")) {
                file.setLength((8 << 20) + 1);
            }
        }
        Said said = terminal.alone("import", old.toString(), "--apply");
        assertEquals(0, said.code(), said.err());
        for (String line : List.of(
                "left: plugin/scripts/link.py: is a link that leads out of the folder; put what it points to in its place",
                "left: plugin/scripts/gone.py: is a link that leads nowhere",
                "left: plugin/scripts/up: is a link that leads out of the folder; put what it points to in its place",
                "left: plugin/scripts/large.bin: is larger than 8 MiB; copy it yourself if a plugin reads it",
                "  large.py: cannot run; not taken", "    cannot be read: it is larger than 8388608 bytes",
                "  same.py: runs as it is", "  told.py: runs as it is", "  gbk.py: cannot run",
                "    line 2: error: the file is not UTF-8 here; save it as UTF-8, or say in its first line how it is saved, such as"
                        + " # -*- coding: gbk -*-")) {
            assertTrue(said.out().lines().anyMatch(line::equals), line + "\n is not in\n" + said.out());
        }
        assertFalse(Files.exists(home.plugins().resolve("link.py")));
        assertFalse(Files.isSymbolicLink(home.plugins().resolve("same.py")));
        assertTrue(Files.exists(home.plugins().resolve("same.py")));
    }

    @Test
    void pluginsOfSubfoldersComeUpAndModulesStayWhereTheyAre() throws IOException {
        put("plugins/author/deep.py", "#[author: a]\n#[rule: deep]\n");
        put("plugins/author/lib/tool.js", "module.exports = 1;\n");
        put("plugins/other/hello.py", "#[author: b]\n#[rule: hello]\n");
        put("plugins/node_modules/x/index.js", "module.exports = 1;\n");
        Said said = terminal.alone("import", old.toString(), "--apply");
        assertTrue(Files.exists(home.plugins().resolve("deep.py")), said.out());
        assertTrue(Files.exists(home.plugins().resolve("author/lib/tool.js")), said.out());
        assertFalse(Files.exists(home.plugins().resolve("node_modules")));
        assertTrue(said.out()
                .contains("plugin/scripts/hello.py has the same name and is taken; rename one of the two"), said.out());
    }

    @Test
    void programsReadTheReport() {
        JsonNode report = Json.MAPPER.readTree(terminal.alone("import", old.toString(), "--json").out());
        assertFalse(report.path("applied").booleanValue());
        assertFalse(report.path("running").booleanValue());
        JsonNode weather = report.path("plugins").valueStream()
                .filter(plugin -> plugin.path("file").stringValue("").equals("weather.js")).findFirst().orElseThrow();
        assertEquals("[\"axios\"] [\"城市 (weather.city)\"] [\"qq\"] \"added\" true", weather.path("needs_packages") + " "
                + weather.path("needs_settings") + " " + weather.path("needs_im") + " " + weather.path("moved") + " "
                + weather.path("runs"));
        assertFalse(report.toString().contains("secret-of-weather"));
    }

    @Test
    void aFolderThatIsNoneIsAMistake() throws IOException {
        assertEquals("1 There is no folder " + old.resolve("none") + ".",
                terminal.alone("import", old.resolve("none").toString()).code() + " "
                        + terminal.alone("import", old.resolve("none").toString()).err().strip());
        home.create();
        assertTrue(terminal.alone("import", folder.toString()).err().contains("lie in each other"));
        assertEquals(2, terminal.alone("import", old.toString(), "--apply", "--dry-run").code());
    }
}
