package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.worker.SdkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The commands against an admin API that says what the test wants.
class CommandsTest {
    private static final String RECEIPT = """
            {"id": "p-1", "sent": %d, "code": "%s", "account_id": "a", "rule": "default", "reason": "it sleeps", "rejected":
            [{"account_id": "a", "rule": "default", "code": "account_offline", "reason": "it sleeps"}]}
            """;

    @TempDir
    private Path home;

    private FakeHost host;

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
        host = new FakeHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Said say(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--home", home.toString(), "--url", host.url(), "--token", FakeHost.TOKEN));
        return Said.by(line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"1, accepted, 0, sent by account a", "0, account_offline, 3, not sent: account_offline: it sleeps",
        "0, unknown_outcome, 1, perhaps sent: unknown_outcome"})
    void aPushTellsWhatBecameOfIt(int sent, String code, int exit, String sentence) {
        host.on("POST /push", 200, RECEIPT.formatted(sent, code));
        Said said = say("push", "qq", "--group", "123", "--title", "t", "--account", "a", "--timeout", "900", "hello there");
        assertEquals(exit, said.code());
        assertTrue((said.out() + said.err()).contains(sentence), said.toString());
        assertEquals(Json.MAPPER.readTree("""
                {"im_type": "qq", "group": "123", "user": "", "kind": "text", "title": "t", "content": "hello there",
                 "parse": "plain", "source": "", "options": {"account_id": "a", "strict": false}, "timeout": 900}
                """), host.body());
    }

    @Test
    void whatTheHostRefusesIsRepeated() {
        host.on("POST /push", 400, "{\"error\": {\"code\": \"invalid_request\", \"message\": \"there is no such group\"}}");
        Said said = say("push", "qq", "-g", "1", "hi");
        assertEquals(1, said.code());
        assertEquals("there is no such group", said.err().strip());
    }

    @Test
    void pathsOfMediaAreMeantFromHere() throws IOException {
        host.on("POST /push", 200, RECEIPT.formatted(1, "accepted"));
        Path picture = Files.writeString(home.resolve("a.png"), "png");
        assertEquals(0, say("push", "qq", "-u", "1", "--kind", "image", "--source", home + "/./a.png").code());
        assertEquals(picture.toString(), host.body().path("source").stringValue());
        assertEquals(0, say("push", "qq", "-u", "1", "--kind", "image", "--source", "https://example.org/a.png").code());
        assertEquals("https://example.org/a.png", host.body().path("source").stringValue());
        Said missing = say("push", "qq", "-u", "1", "--kind", "image", "--source", home + "/b.png");
        assertTrue(missing.err().contains("There is no readable file"), missing.err());
    }

    @Test
    void aCallOfThePlatformShowsItsAnswer() {
        host.on("POST /platform/call", 200, "{\"ok\": true, \"code\": \"accepted\", \"result\": {\"group_name\": \"Tea\"}}");
        Said said = say("call", "qq", "get_group_info", "group_id=100200", "title=a b", "--account", "bot");
        assertEquals(0, said.code(), said.toString());
        assertTrue(said.out().contains("Tea"), said.out());
        host.on("POST /platform/call", 200, "{\"ok\": false, \"code\": \"account_forbidden\", \"reason\": \"not allowed\"}");
        Said refused = say("call", "qq", "set_group_leave");
        assertEquals("3 account_forbidden: not allowed", refused.code() + " " + refused.err().strip());
        assertEquals(2, say("call", "qq", "set_group_leave", "group").code());
    }

    @Test
    void explainShowsWhyNotTheOthers() {
        host.on("POST /push/explain", 200, RECEIPT.formatted(0, "account_offline"));
        Said said = say("explain", "qq", "-g", "1");
        assertEquals(0, said.code());
        assertTrue(said.out().contains("nobody would send it: account_offline: it sleeps"), said.out());
        assertTrue(said.out().lines().anyMatch(line -> line.matches("a +default +account_offline +it sleeps")), said.out());
    }

    @Test
    void paymentsThatNobodyClaimedAreShownAndWhoWaits() {
        host.on("GET /payments?limit=1000&state=unclaimed", 200,
                """
                        {"payments": [{"id": "pay_1", "state": "unclaimed", "received": "2026-01-01T00:00:00Z", "im_type": "qq", "account_id": "a",
                                       "assigned_im_type": "", "assigned_user": "", "payment": {"money": 19.8, "FromName": "Li", "FromWxid": "5"}}],
                         "waits": [{"run": "r-1", "plugin": "pay.py", "im_type": "qq", "user": "6", "amount": null, "since": "now"}]}
                        """);
        Said said = say("payments");
        assertEquals(0, said.code(), said::toString);
        assertEquals(List.of("pay_1  unclaimed  19.8 from Li (5) on qq, account a  received 2026-01-01T00:00:00Z",
                "run r-1 of pay.py waits for a payment of user 6 on qq  since now"), said.out().lines().toList());
        assertEquals(said.out(), say("payments", "list").out());
        host.on("GET /payments?limit=1000", 200, "{\"payments\": [], \"waits\": []}");
        assertTrue(say("payments", "list", "--all").out().contains("no payment was kept"));
    }

    @Test
    void paymentsAreAssignedForgottenAndReported() {
        host.on("POST /payments/p%2F1/assign", 200, "{\"delivered\": true}");
        assertEquals("p/1 was given to who waited for it", say("payments", "assign", "p/1", "--run", "r-1").out().strip());
        assertEquals("{\"run\":\"r-1\"}", host.body().toString());
        host.on("POST /payments/p%2F1/assign", 200, "{\"delivered\": false}");
        assertEquals("p/1 is kept for the next wait of 6",
                say("payments", "assign", "p/1", "--im", "qq", "-u", "6").out().strip());
        assertEquals(Json.MAPPER.readTree("{\"im_type\": \"qq\", \"user\": \"6\"}"), host.body());
        host.on("DELETE /payments/p%2F1", 204, "");
        assertEquals(0, say("payments", "forget", "p/1").code());
        host.on("POST /payments", 202, "{\"accepted\": true, \"outcome\": \"accepted\"}");
        assertEquals(0, say("payments", "report", "qq", "19.8", "-u", "6", "--trade-number", "77").code());
        assertEquals("19.8 6 77", host.body().path("amount").stringValue() + " " + host.body().path("user").stringValue() + " "
                + host.body().path("trade_no").stringValue());
        host.on("POST /payments", 202, "{\"accepted\": false, \"outcome\": \"duplicate\"}");
        assertEquals(1, say("payments", "report", "qq", "19.8").code());
    }

    @Test
    void accountsAreATableThatLinesUp() {
        host.on("GET /accounts", 200, """
                {"accounts": [{"id": "a", "im_type": "qq", "adapter": "onebot11", "state": "online", "default": true, "order": 1,
                               "name": "运维机器人", "reason": "x"},
                              {"id": "b", "im_type": "qq", "adapter": "onebot11", "state": "online", "default": false, "order": 2,
                               "name": "\\u001b[31mred", "reason": "x"}],
                 "problems": [{"file": "accounts/c.yaml", "line": 3, "key": "im", "message": "is missing"}]}
                """);
        Said said = say("accounts");
        List<String> lines = said.out().lines().toList();
        assertEquals("a   qq       onebot11  online  true     1      运维机器人     x", lines.get(1));
        assertEquals("b   qq       onebot11  online  false    2      \\u001b[31mred  x", lines.get(2));
        assertEquals("accounts/c.yaml:3: im: is missing", lines.get(3));
        assertTrue(Json.MAPPER.readTree(say("accounts", "--json").out()).path("accounts").isArray());
    }

    @ParameterizedTest
    @CsvSource({"start, POST /accounts/a%2Fb/start", "stop, POST /accounts/a%2Fb/stop", "default, POST /accounts/a%2Fb/default",
        "show, GET /accounts/a%2Fb"})
    void accountsAreSteered(String action, String request) {
        host.on(request, 200, "{\"id\": \"a/b\", \"im_type\": \"qq\", \"state\": \"starting\"}");
        Said said = say("accounts", action, "a/b");
        assertEquals(0, said.code(), said.err());
        assertEquals(List.of(request), host.asked());
    }

    @Test
    void loginConnectsAnewAndShowsWhatToDo() {
        host.on("GET /accounts/w", 200, "{\"id\": \"w\", \"state\": \"needs_login\", \"sendable\": false}")
                .on("POST /accounts/w/start", 200, "{\"id\": \"w\", \"state\": \"needs_login\", \"detail\": \"scan this\"}");
        Said said = say("accounts", "login", "w");
        assertTrue(said.out().contains("w is needs_login") && said.out().contains("scan this"), said.out());
    }

    @Test
    void anAccountFileHasTheSettingsOfItsAdapter() throws IOException {
        host.on("GET /adapters", 200, """
                {"adapters": [{"id": "onebot11", "name": "OneBot v11", "im_types": ["qq"], "settings": [
                   {"key": "self_id", "type": "text", "label": "QQ number", "required": true, "secret": false, "default": ""},
                   {"key": "mode", "type": "choice", "label": "Mode", "default": "http", "choices": ["http", "ws"]},
                   {"key": "access_token", "type": "text", "label": "Token", "secret": true, "default": ""}]}]}
                """);
        Said said = say("new", "account", "qq", "ops.1");
        assertTrue(said.out().contains("Fill in self_id"), said.toString());
        String text = Files.readString(home.resolve("accounts/ops.1.yaml"));
        assertTrue(text.contains("\nim: qq\n# adapter: onebot11\n"), text);
        assertTrue(text.contains("\n  self_id: \"\"   # QQ number\n"), text);
        assertTrue(text.contains("\n  # mode: http   # Mode (http | ws)\n"), text);
        assertTrue(text.contains("\n  # access_token: ${env:OPS_1_ACCESS_TOKEN}   # Token (secret"), text);
        Said unknown = say("new", "account", "qqq", "x");
        assertTrue(unknown.err().contains("No adapter here serves 'qqq'. Did you mean 'qq'?"), unknown.err());
    }

    @Test
    void settingsAreShownWithWhereTheyComeFrom() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"),
                "log: { level: debug }\nplugins: { npm_scripts: yes, folders: [a, b] }\n");
        Said said = say("settings", "--language", "en");
        assertEquals(0, said.code(), said::toString);
        assertTrue(said.out().lines().anyMatch(line -> line.matches("log.level +debug +info +botyard.yaml:1 +Level of the log")),
                said.out());
        assertTrue(said.out().lines().anyMatch(line -> line.matches("push.queue_ttl +24h +24h +Life.*")), said.out());
        Said json = say("settings", "--json", "plugins");
        JsonNode rows = Json.MAPPER.readTree(json.out()).path("settings");
        assertTrue(rows.valueStream().allMatch(row -> row.path("key").stringValue("").startsWith("plugins.")), json.out());
        JsonNode scripts = rows.valueStream().filter(row -> row.path("key").stringValue("").equals("plugins.npm_scripts"))
                .findFirst().orElseThrow();
        assertEquals("true false flag", scripts.path("value") + " " + scripts.path("default").stringValue("") + " "
                + scripts.path("type").stringValue(""));
        assertEquals("[\"a\",\"b\"]", rows.path(0).path("value").toString());
        assertTrue(say("settings", "pusch").err().contains("There is no setting 'pusch'."));
        assertTrue(say("settings", "--language", "zh", "log.level").out().contains("日志级别"));
        Files.writeString(home.resolve("botyard.yaml"), "prot: 1\n");
        Said wrong = say("settings");
        assertEquals(1, wrong.code());
        assertTrue(wrong.err().contains("botyard.yaml:1: prot: there is no such setting. Did you mean 'port'?"), wrong.err());
    }

    @Test
    void editorsGetSchemasAndTheLineThatNamesThem(@TempDir Path elsewhere) throws IOException {
        host.on("GET /adapters", 200, """
                {"adapters": [{"id": "mine", "name": "Mine", "im_types": ["my"], "settings": [
                   {"key": "url", "type": "address", "label": "Address", "required": true, "choices": ["ws"]}]}]}
                """);
        Said said = say("settings", "schema");
        assertEquals(0, said.code(), said::toString);
        assertTrue(said.out().contains("# yaml-language-server: $schema=data/schemas/botyard.schema.json"), said.out());
        JsonNode schema = Json.MAPPER.readTree(Files.readString(home.resolve("data/schemas/account.schema.json")));
        assertEquals("[\"url\"]", schema.at("/definitions/mine/required").toString());
        assertEquals(0, say("new", "settings").code());
        String settings = Files.readString(home.resolve("botyard.yaml"));
        assertTrue(settings.startsWith("# yaml-language-server: $schema=data/schemas/botyard.schema.json\n# port: 8200   # "),
                settings);
        assertEquals(0, say("settings").code());
        Files.writeString(home.resolve("botyard.yaml"), settings.replaceAll("(?m)^( *)# ([a-z_]+:)", "$1$2"));
        assertEquals("", say("settings").err());
        assertEquals(1, say("new", "settings").code());
        assertEquals(0, say("new", "account", "my", "a").code());
        assertTrue(Files.readString(home.resolve("accounts/a.yaml"))
                .startsWith("# yaml-language-server: $schema=../data/schemas/account.schema.json\n"));
        assertTrue(say("settings", "schema", "--to", elsewhere.toString()).out().contains("$schema=" + elsewhere));
        for (String name : List.of("botyard", "account", "replies")) {
            assertTrue(Files.exists(elsewhere.resolve(name + ".schema.json")), name);
        }
    }

    @Test
    void aTokenIsMadeWhereThePlatformHasToShowOne() throws IOException {
        host.on("GET /adapters", 200,
                """
                        {"adapters": [{"id": "onebot11", "name": "OneBot v11", "im_types": ["qq"], "settings": [
                           {"key": "mode", "type": "choice", "label": "Mode", "default": "reverse-ws", "choices": ["reverse-ws", "forward-ws"]},
                           {"key": "access_token", "type": "text", "label": "Token", "secret": true, "default": "",
                            "generated": {"enter_at": "the access token there", "key": "mode", "values": ["reverse-ws"]}},
                           {"key": "other", "type": "text", "label": "Other", "secret": true, "default": "",
                            "generated": {"enter_at": "nowhere", "key": "mode", "values": ["forward-ws"]}}]}]}
                        """);
        Said said = say("new", "account", "qq", "ops");
        Path file = home.resolve("accounts/ops.yaml");
        String text = Files.readString(file);
        Matcher token = Pattern.compile("\n {2}access_token: \"([\\w-]{32,})\"").matcher(text);
        assertTrue(token.find(), text);
        assertTrue(said.out().contains("Enter this at the platform, as the access token there: " + token.group(1) + "\n"),
                said.toString());
        assertTrue(text.contains("\n  # other: ${env:OPS_OTHER}"), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertEquals(0, say("new", "account", "qq", "more").code());
        assertFalse(Files.readString(home.resolve("accounts/more.yaml")).contains(token.group(1)));
    }

    @Test
    void aPluginIsCheckedWithoutAHost() throws IOException {
        Path script = Files.writeString(home.resolve("x.py"),
                "#[rule: hi (.+)]\n#[cron: whenever]\n#[router: /hook]\n#[method: post]\nprint(1)\n");
        Said said = say("plugins", "check", script.toString());
        assertEquals(1, said.code());
        assertTrue(said.out().contains("rules: hi (.+)") && said.out().contains("line 2: error:"), said.out());
        assertTrue(said.out().contains("  router: POST /hook\n"), said.out());
        assertEquals(List.of(), host.asked());
    }

    @Test
    void aScriptThatDoesNotCompileFailsTheCheck() throws IOException {
        Path scripts = Files.createDirectory(home.resolve("scripts"));
        Files.writeString(scripts.resolve("a.py"), "#[rule: hi]\nprint(1)\n");
        Files.writeString(scripts.resolve("b.js"), "//[rule: hi]\nreturn await f();\n");
        Said fine = say("plugins", "check", scripts.toString());
        assertEquals(0, fine.code(), fine.toString());
        Files.writeString(scripts.resolve("c.js"), "//[author: a]\n//[rule: hi]\nawait f(;\n");
        Said broken = say("plugins", "check", scripts.toString());
        assertEquals(1, broken.code());
        assertTrue(broken.out().contains("c.js: invalid, javascript\n  title: c\n  author: a\n  rules: hi\n"
                + "  line 3: error: SyntaxError: Unexpected token ';'\n"), broken.out());
        assertTrue(broken.out().contains("a.py: enabled") && broken.out().contains("b.js: enabled"), broken.out());
        Files.writeString(home.resolve("botyard.yaml"), "plugins: { python: /no/such/python }\n");
        Said missing = say("plugins", "check", scripts.resolve("a.py").toString());
        assertEquals(1, missing.code());
        assertTrue(missing.out().contains("  error: it was not compiled: '/no/such/python' cannot be run"), missing.out());
    }

    private Said check(String file, String text, String... options) throws IOException {
        Path script = Files.writeString(Files.createDirectories(home.resolve("checked")).resolve(file), text);
        List<String> line = new ArrayList<>(List.of("plugins", "check", script.toString()));
        line.addAll(List.of(options));
        return say(line.toArray(String[]::new));
    }

    @Test
    void theReasonWhyAScriptIsInvalidIsTold() throws IOException {
        Said said = check("old.js", "//[author: a]\n//[rule: ^(]\n");
        assertEquals(1, said.code());
        assertTrue(said.out().contains("error: "), said.out());
        assertTrue(check("a.js", "//[rule: hi]\nsendText(Get())\n").out().contains("line 2: warning: 'Get' is no function"));
    }

    @Test
    void aScriptThatNothingFiresIsAWarning() throws IOException {
        Said said = check("a.py", "#[author: a]\nprint(1)\n");
        assertEquals(0, said.code());
        assertTrue(said.out().contains("  warning: nothing fires it"), said.out());
        assertEquals(1, check("a.py", "#[author: a]\nprint(1)\n", "--strict").code());
        for (String trigger : List.of("rule: hi", "event: qq-notice", "cron: 0 9 * * *", "router: /x")) {
            Said fired = check("b.py", "#[author: a]\n#[" + trigger + "]\n#[method: get]\n", "--strict");
            assertEquals(0, fired.code(), trigger + fired);
        }
    }

    @Test
    void aLineThatWasLeftOutIsAFailureWhenAskedStrictly() throws IOException {
        String text = "#[author: a]\n#[rule: hi]\n#[param: {\"key\": broken}]\n";
        assertEquals(0, check("a.py", text).code());
        Said strict = check("a.py", text, "--strict");
        assertEquals(1, strict.code());
        assertTrue(strict.out().contains("line 3: warning:"), strict.out());
    }

    @Test
    void aProgramGetsTheCheckAsJson() throws IOException {
        Said said = check("a.py", "#[author: a]\n#[rule: hi (]\n", "--json");
        assertEquals(1, said.code());
        JsonNode answer = Json.MAPPER.readTree(said.out());
        assertFalse(answer.path("ok").booleanValue());
        assertEquals("invalid", answer.path("plugins").path(0).path("state").stringValue());
        assertTrue(answer.path("plugins").path(0).path("invalid").stringValue().startsWith("line 2: "), said.out());
        assertEquals(2, answer.path("plugins").path(0).path("problems").path(0).path("line").intValue());
    }

    @Test
    void checkNamesTheLineWhereAnAnswerIsTestedForNoneOnly() throws IOException {
        String text = "#[author: a]\n#[rule: hi]\nfrom middleware import *\ns = Sender(getSenderID())\na = s.listen(1000)\nif a is None:\n    exit()\n";
        Said said = check("a.py", text);
        assertEquals(0, said.code(), said::toString);
        assertTrue(said.out().contains("line 6: warning: 'a' of listen or input is compared with None or null only"), said::out);
        assertEquals(1, check("a.py", text, "--strict").code());
        assertTrue(check("a.py", text, "--json").out().contains("compared with None or null only"));
        assertEquals(0, check("a.py", "#[timeout_value: none]\n" + text, "--strict").code());
        Files.writeString(home.resolve("botyard.yaml"), "plugins: { timeout_value: none }\n");
        assertEquals(0, check("a.py", text, "--strict").code());
        assertEquals(1, check("a.py", "#[timeout_value: empty]\n" + text, "--strict").code());
    }

    @Test
    void theRunsOfAPluginThatNobodyKnowsAreRefused() {
        host.on("GET /runs?limit=20&plugin=nope.py", 200, "{\"runs\": []}").on("GET /plugins/nope.py", 404,
                "{\"error\": {\"code\": \"not_found\", \"message\": \"there is no plugin 'nope.py'. There is only a.py.\"}}");
        Said said = say("plugins", "logs", "nope.py");
        assertEquals(1, said.code());
        assertTrue(said.err().contains("There is only a.py."), said.err());
    }

    @Test
    void explainFailsForANameThatNobodyKnows() {
        host.on("POST /push/explain", 200,
                "{\"code\": \"no_account\", \"reason\": \"no account is configured for qqq. Did you mean 'qq'?\", \"rejected\": []}");
        Said said = say("explain", "qqq", "-g", "1");
        assertEquals(1, said.code());
        assertTrue(said.out().contains("Did you mean 'qq'?"), said.out());
    }

    @Test
    void aLinkThatLeadsNowhereFailsTheCheckAndTheOthersAreChecked() throws IOException {
        Path scripts = Files.createDirectory(home.resolve("linked"));
        Files.createSymbolicLink(scripts.resolve("a.py"), home.resolve("gone.py"));
        Files.writeString(scripts.resolve("b.py"), "#[author: a]\n");
        Said said = say("plugins", "check", scripts.toString());
        assertEquals(1, said.code());
        assertTrue(said.out().contains("a.py: cannot be read: it is a symbolic link to " + home.resolve("gone.py"))
                && said.out().contains("b.py: enabled"), said.toString());
    }

    @Test
    void aRunShowsOutputCallsAndErrors() {
        host.on("POST /plugins/x.py/run", 200, """
                {"id": "r-1", "status": "failed", "error": "ValueError: no", "traceback": "line 3\\n", "output": "hello\\n",
                 "calls": [{"method": "push", "duration_ms": 1.5, "error": ""}], "notes": ["took long"], "duration_ms": 7}
                """);
        Said said = say("plugins", "run", "x.py", "--message", "m", "--im", "qq", "--user", "1", "--group", "2");
        assertEquals(1, said.code());
        assertEquals("""
                hello
                note: took long
                call: push 1.5 ms
                line 3
                ValueError: no
                run r-1 ended with failed after 7 ms
                """, said.out());
        assertEquals("qq", host.body().path("im_type").stringValue());
    }

    @Test
    void aRotatedTokenIsNewAndPrivate() throws IOException {
        assertTrue(say("token").err().contains("The first 'botyard run' makes one"));
        assertEquals(0, say("token", "rotate").code());
        String first = say("token").out();
        assertEquals(0, say("token", "rotate").code());
        assertNotEquals(first, say("token").out());
        assertEquals(2, Files.getPosixFilePermissions(home.resolve("data/admin.token")).size());
    }

    @Test
    void aLoginLinkComesFromTheHost() {
        host.on("POST /login-links", 200, "{\"url\": \"http://x/login?ticket=1\"}");
        assertEquals("http://x/login?ticket=1", say("token", "link").out().strip());
    }

    @Test
    void bucketsAreWrittenAndRead() throws IOException {
        Path file = home.resolve("b.jsonl");
        host.on("GET /export/buckets", 200, "{\"a\": 1}\n").on("POST /import/buckets", 200, "{\"imported\": 1}");
        assertEquals(0, say("buckets", "export", file.toString()).code());
        assertEquals("{\"a\": 1}\n", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("1 values imported", say("buckets", "import", file.toString()).out().strip());
    }

    @Test
    void theDoctorNamesFilesWithSecretsThatOthersCanRead() throws IOException {
        Path file = Files.createDirectories(home.resolve("accounts")).resolve("ops.yaml");
        Files.writeString(file, "im: qq\nconfig: { access_token: over-there }\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Said said = say("doctor");
        assertTrue(
                said.out()
                        .contains("warn  Others can read " + file + " (rw-r--r--), which holds secrets; run: chmod 600 " + file),
                said.out());
        assertFalse(said.out().contains("over-there"), said.out());
    }

    @Test
    void theDoctorNamesAccountsThatNeedAPerson() {
        host.on("GET /overview", 200, """
                {"repairs": [{"kind": "account_needs_login", "subject": "w", "reason": "the code ran out; scan again",
                              "command": "botyard accounts login w"}]}
                """);
        Said said = say("doctor");
        assertEquals(1, said.code());
        assertTrue(said.out().contains(
                "fail  account w waits for a login: the code ran out; scan again; run botyard accounts login w\n"), said.out());
        assertFalse(said.out().contains("Exception"), said.out());
    }

    @Test
    void accountsWithoutATokenAreToldBelowTheTable() {
        host.on("GET /accounts", 200, """
                {"accounts": [{"id": "open", "state": "online", "reason": "", "warning": "account open asks for no token"}],
                 "problems": []}
                """);
        List<String> table = say("accounts").out().lines().toList();
        assertEquals("account open asks for no token", table.getLast());
    }

    @Test
    void theDoctorNamesTheFfmpegThatConverts() throws IOException {
        Path program = home.resolve("ffmpeg-7");
        Files.writeString(program, "#!/bin/sh\n[ \"$1\" = -version ] && echo 'ffmpeg version 7.1-custom Copyright'\n");
        assertTrue(program.toFile().setExecutable(true));
        Files.writeString(home.resolve("botyard.yaml"), "media: { ffmpeg: " + program + " }\n");
        String sound = "(converts recordings and films that a platform does not play, optional)";
        assertTrue(say("doctor").out().contains("ok    ffmpeg 7.1-custom, " + program + " " + sound), say("doctor").out());
        Files.writeString(program, "#!/bin/sh\necho something else\n");
        assertTrue(say("doctor").out().contains("warn  " + program + " does not answer like ffmpeg"), say("doctor").out());
        Files.writeString(home.resolve("botyard.yaml"), "media: { ffmpeg: /none/ffmpeg }\n");
        assertTrue(say("doctor").out().contains("names /none/ffmpeg, which is no program"), say("doctor").out());
    }
}
