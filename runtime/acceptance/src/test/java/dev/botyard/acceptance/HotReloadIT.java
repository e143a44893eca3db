package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Files of the home folder change while the host runs: each change takes effect alone, and a broken file breaks nothing.
class HotReloadIT {
    @TempDir
    Path folder;
    private RunningHost host;

    @BeforeEach
    void open() throws Exception {
        host = new RunningHost(folder);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aBrokenAccountFileIsReportedAndTheAccountGoesOn() throws Exception {
        host.qq("a", "10001", "").qq("b", "10002", "").start();
        SimulatedAccount a = host.connect("a", "10001");
        SimulatedAccount b = host.connect("b", "10002");
        host.file("accounts/a.yaml", "im: qq\nconfig:\n  mode: backwards\n  self_id: \"10001\"\n  token: x\n");
        await().until(() -> problems().contains("config.mode") && problems().contains("config.token"));
        assertEquals("online", host.account("a").path("state").stringValue(""));
        host.file("accounts/a.yaml", "im: qq\n  config: [\n");
        await().until(() -> problems().contains("accounts/a.yaml"));
        assertEquals("online", host.account("a").path("state").stringValue(""));
        host.qq("a", "10001", "alias: Renamed\n");
        await()
                .until(() -> problems().equals("[]") && host.account("a").path("alias").stringValue("").equals("Renamed"));
        assertTrue(a.lines().getFirst().socket().open() && b.lines().getFirst().socket().open());
    }

    @Test
    void aChangeToAnAdapterThatIsNotThereIsReportedAndTheAccountGoesOn() throws Exception {
        host.qq("a", "10001", "").start();
        SimulatedAccount a = host.connect("a", "10001");
        for (String text : List.of("im: qq\nadapter: onebot12\n", "im: qq\nadapter: web\n", "im: nowhere\n")) {
            host.file("accounts/a.yaml", text);
            String wrong = text.strip().substring(text.strip().lastIndexOf(' ') + 1);
            await().until(() -> problems().contains(wrong));
            assertEquals("online", host.account("a").path("state").stringValue(""), text);
        }
        JsonNode problem = host.get("/accounts").path("problems").get(0);
        assertEquals("1 im", problem.path("line").asInt() + " " + problem.path("key").stringValue(""));
        assertTrue(a.lines().getFirst().socket().open());
    }

    @Test
    void aScriptThatDoesNotCompileAnyMoreIsReportedAndTheOthersGoOn() throws Exception {
        host.qq("a", "10001", "").python("good.py", "#[rule: good]", "sender.reply('fine')")
                .python("edited.py", "#[rule: edit]", "sender.reply('edited')").start();
        SimulatedAccount a = host.connect("a", "10001");
        host.python("edited.py", "#[rule: edit]", "sender.reply('edited'");
        await().until(() -> host.get("/plugins/edited.py").path("state").stringValue("").equals("invalid"));
        JsonNode plugin = host.get("/plugins/edited.py");
        assertEquals("line 5: SyntaxError: '(' was never closed", plugin.path("invalid").stringValue(""));
        JsonNode problem = plugin.path("problems").get(0);
        assertEquals("5 error SyntaxError: '(' was never closed", problem.path("line").asInt() + " "
                + problem.path("severity").stringValue("") + " " + problem.path("message").stringValue(""));
        a.emit(a.events().groupText("1", "7", "good"));
        a.awaitCall("the other plugin", call -> call.text().equals("fine"), SOON);
        host.python("edited.py", "#[rule: edit]", "sender.reply('mended')");
        await().until(() -> host.get("/plugins/edited.py").path("state").stringValue("").equals("enabled"));
        a.emit(a.events().groupText("1", "7", "edit"));
        a.awaitCall("the mended plugin", call -> call.text().equals("mended"), SOON);
    }

    @Test
    void linksThatLeadNowhereAreReportedAndWhatRanGoesOn() throws Exception {
        host.qq("a", "10001", "").start();
        SimulatedAccount a = host.connect("a", "10001");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.move(folder.resolve("accounts/a.yaml"), elsewhere.resolve("moved.yaml"));
        for (String link : List.of("accounts/a.yaml", "plugins/p.py", "adapters/x.jar")) {
            Files.createSymbolicLink(folder.resolve(link), elsewhere.resolve(Path.of(link).getFileName()));
        }
        String sentence = "it is a symbolic link to " + elsewhere;
        await().until(() -> problems().contains(sentence + "/a.yaml, which does not exist"));
        await().until(() -> host.get("/plugins").path("unreadable").toString().contains(sentence + "/p.py"));
        await().until(() -> host.get("/adapters").path("refused").toString().contains(sentence + "/x.jar"));
        assertTrue(a.lines().getFirst().socket().open());
        Files.move(elsewhere.resolve("moved.yaml"), elsewhere.resolve("a.yaml"));
        Files.writeString(elsewhere.resolve("p.py"), "#[author: t]\nprint(1)\n");
        Files.delete(folder.resolve("adapters/x.jar"));
        await().until(() -> problems().equals("[]"));
        host.awaitPlugin("p.py");
        await().until(() -> host.get("/adapters").path("refused").toString().equals("[]"));
        assertTrue(a.lines().getFirst().socket().open());
    }

    @Test
    void allMistakesOfAnAccountFileAreToldAtOnce() throws Exception {
        host.start();
        host.file("accounts/a.yaml",
                "im: qq\norder: first\nconfig:\n  mode: backwards\n  access_token: ${env:NOT_SET_ANYWHERE}\n  tokn: x\n");
        await().until(() -> problems().contains("accounts/a.yaml"));
        List<String> keys = new ArrayList<>();
        host.get("/accounts").path("problems").forEach(problem -> keys.add(problem.path("key").stringValue("")));
        assertEquals(List.of("order", "config.mode", "config.access_token", "config.tokn"), keys);
    }

    private String problems() {
        return host.get("/accounts").path("problems").toString();
    }

    @Test
    void aChangedAccountReconnectsAlone() throws Exception {
        host.qq("a", "10001", "").qq("b", "10002", "").start();
        SimulatedAccount a = host.connect("a", "10001");
        SimulatedAccount b = host.connect("b", "10002");
        host.file("accounts/a.yaml", "im: qq\nconfig:\n  self_id: \"10001\"\n  access_token: another\n");
        await().until(() -> a.lines().isEmpty());
        assertTrue(b.lines().getFirst().socket().open());
        Files.delete(folder.resolve("accounts/b.yaml"));
        await().until(() -> b.lines().isEmpty());
        assertEquals("not_found", host.account("b").path("error").path("code").stringValue(""));
    }

    @Test
    void theLargestRequestIsASetting() throws Exception {
        host.file("botyard.yaml", "http: { max_body_mb: 1 }\n").start();
        String text = "x".repeat(1 << 20);
        assertEquals("body_too_large",
                host.post("/messages", "{\"content\":\"" + text + "\"}").path("error").path("code").stringValue(""));
    }

    @Test
    void twoDefaultsAreReportedAndTheOldOneStays() throws Exception {
        host.qq("a", "10001", "default: true\n").qq("b", "10002", "").start();
        host.qq("b", "10002", "default: true\n");
        await().until(() -> problems().contains("2 default accounts"));
        assertTrue(host.account("a").path("default").booleanValue(false));
    }

    @Test
    void scriptsAreAddedChangedBrokenRepairedAndRemoved() throws Exception {
        host.start();
        host.python("w.py", "#[rule: w]", "print('one')");
        host.awaitPlugin("w.py");
        assertEquals("one\n", host.fake("w.py").path("output").stringValue(""));
        host.python("w.py", "#[rule: w]", "print('two')");
        await().until(() -> host.fake("w.py").path("output").stringValue("").equals("two\n"));
        host.python("w.py", "#[rule: (w]\n#[rule: ^(w]", "print('three')");
        await().until(() -> plugin().path("state").stringValue("").equals("invalid"));
        assertTrue(plugin().path("invalid").stringValue("").contains("line "), () -> plugin().toString());
        host.python("w.py", "#[rule: w]", "def broken(:");
        await().until(() -> plugin().path("invalid").stringValue("").contains("SyntaxError"));
        assertEquals("plugin_invalid", host.fake("w.py").path("error").path("code").stringValue(""));
        host.python("w.py", "#[rule: w]", "print('four')");
        await().until(() -> host.fake("w.py").path("output").stringValue("").equals("four\n"));
        Files.delete(folder.resolve("plugins/w.py"));
        await().until(() -> plugin().path("error").path("code").stringValue("").equals("not_found"));
    }

    private JsonNode plugin() {
        return host.get("/plugins/w.py");
    }

    @Test
    void settingsTakeEffectAndBrokenOnesDoNot() throws Exception {
        host.qq("a", "10001", "default: true\n").qq("b", "10002", "").start();
        SimulatedAccount b = host.connect("b", "10002");
        host.python("p.py", "", "print(middleware.push('penguin', '1', '', '', 'x'))");
        host.awaitPlugin("p.py");
        assertEquals("0\n", host.fake("p.py").path("output").stringValue(""));
        host.file("botyard.yaml", "aliases: { penguin: qq }\npush: { failover: same-im }\n");
        await().until(() -> host.fake("p.py").path("output").stringValue("").equals("1\n"));
        assertEquals("first-online", host.get("/pushes?code=accepted").path("pushes").get(0).path("rule").stringValue(""));
        host.file("botyard.yaml", "aliases: [\n");
        await().until(() -> problems().contains("botyard.yaml"));
        assertEquals("1\n", host.fake("p.py").path("output").stringValue(""));
        assertTrue(b.callsOf("send_group_msg").size() >= 2);
    }

    @Test
    void withoutADefaultTheConfiguredOrderDecidesNotTheOrderOfConnecting() throws Exception {
        host.qq("late", "10001", "order: 1\n").qq("early", "10002", "order: 2\n");
        host.python("p.py", "", "print(middleware.push('qq', '1', '', '', 'x'))");
        host.start();
        SimulatedAccount early = host.connect("early", "10002");
        assertEquals("1\n", host.fake("p.py").path("output").stringValue(""));
        SimulatedAccount late = host.connect("late", "10001");
        assertEquals("1\n", host.fake("p.py").path("output").stringValue(""));
        assertEquals("1 1", early.callsOf("send_group_msg").size() + " " + late.callsOf("send_group_msg").size());
    }

    @Test
    void anOfflineDefaultAnswersZeroUnlessFailoverIsAllowed() throws Exception {
        host.qq("a", "10001", "default: true\n").qq("b", "10002", "");
        host.python("p.py", "",
                "print(middleware.push('qq', '1', '', '', 'x'), middleware.push('qq', '1', '', '', 'y', {'failover': 'same-im'}))");
        host.start();
        host.connect("b", "10002");
        assertEquals("0 1\n", host.fake("p.py").path("output").stringValue(""));
        JsonNode pushes = host.get("/pushes").path("pushes");
        assertEquals("first-online account_offline",
                pushes.get(0).path("rule").stringValue("") + " " + pushes.get(1).path("code").stringValue(""));
        assertEquals("a", pushes.get(0).path("rejected").get(0).path("account_id").stringValue(""));
    }

    @Test
    void aLostConnectionComesBackAndASecondOneIsRefusedWhileTheFirstLives() throws Exception {
        host.qq("a", "10001", "").start();
        SimulatedAccount a = host.connect("a", "10001");
        int refused = refusedStatus();
        assertEquals(409, refused);
        a.lines().getFirst().socket().abort();
        await().pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> {
            host.connect("a", "10001");
            return true;
        });
    }

    private int refusedStatus() throws Exception {
        try {
            host.simulator().account("10001")
                    .connect(java.net.URI.create("ws://" + host.address().getAuthority() + "/api/qq/receive"));
            return 101;
        } catch (dev.botyard.testkit.onebot.WireSocket.HandshakeRefused e) {
            return e.status();
        }
    }
}
