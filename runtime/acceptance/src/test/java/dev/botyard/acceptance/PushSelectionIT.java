package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Which account sends, on the wire: two QQ accounts (A is the default), the web account, Python scripts.
@TestInstance(Lifecycle.PER_CLASS)
class PushSelectionIT {
    private static final String ALL_SIX = """
            o = {%s}
            print(middleware.push("qq", "123456", "", "t", "c", o),
                middleware.pushImage("qq", "123456", "", "t", "base64://iVBORw0KGgo=", o),
                middleware.pushVoice("qq", "123456", "", "t", "base64://IyFBTVI=", o),
                middleware.pushVideo("qq", "123456", "", "t", "base64://AAAAGGZ0eXA=", o),
                middleware.pushFile("qq", "123456", "", "t", "base64://aGVsbG8=", o),
                middleware.pushMixed("qq", "123456", "", "t", [{"type": "text", "text": "x"}], o))""";

    private Path folder;
    private RunningHost host;
    private SimulatedAccount a;
    private SimulatedAccount b;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        folder = home;
        host = new RunningHost(folder).qq("bot_a", "10001", "default: true\n").qq("bot_b", "10002", "").qq("bot_off", "10003",
                "");
        host.python("plain.py", "#[rule: plain]", "print(middleware.push(\"qq\", \"123456\", \"\", \"t\", \"c\"))");
        for (String spelling : List.of("account_id", "accountID", "accountId")) {
            host.python(spelling + ".py", "#[rule: " + spelling + "]", ALL_SIX.formatted("\"" + spelling + "\": \"bot_a\""));
        }
        host.python("timer.py", "#[cron: * * * * * *]", "print(middleware.push(\"qq\", \"777\", \"\", \"\", \"tick\"))");
        host.python("six.py", "#[rule: six]", ALL_SIX.formatted(""));
        host.python("offline.py", "", ALL_SIX.formatted("\"account_id\": \"bot_off\""));
        host.python("unknown.py", "", "print(middleware.push('qq', '1', '', '', 'c', {'account_id': 'nobody'}))");
        host.python("foreign.py", "", "print(middleware.push('qq', '1', '', '', 'c', {'account_id': 'web'}))");
        host.python("strict.py", "", "middleware.push('qq', '1', '', '', 'c', {'account_id': 'bot_off', 'strict': True})");
        host.python("nobody.py", "", "print(middleware.push('tg', '1', '', '', 'c'))");
        host.python("error.py", "", "middleware.push('qq', '1', '', '', 'c')");
        host.python("late.py", "", "middleware.push('qq', '1', '', '', 'c', {}, 300)");
        host.python("targets.py", "", """
                print(middleware.push('qq', '5', '', '', 'to group'), middleware.push('qq', '', '6', '', 'to user'),
                    middleware.push('qq', 5, 6, '', 'to both'), middleware.push('qq', '5', None, 'only a title', ''))
                try:
                    middleware.push('qq', '', '', '', 'to nobody')
                except Exception as e:
                    print('refused:', e)""");
        host.python("media.py", "",
                """
                        print(middleware.pushImage('qq', '1', '', '', './daily.png'),
                            middleware.pushVoice('qq', '1', '', '', 'voice.amr', {}, 15000), middleware.pushVideo('qq', '1', '', '', 'film.mp4'),
                            middleware.pushFile('qq', '1', '', '', 'table.bin', {'filename': 'one.csv', 'mimeType': 'text/csv'}),
                            middleware.pushFile('qq', '1', '', '', 'table.bin', {'fileName': 'two.csv', 'mime_type': 'text/csv'}),
                            middleware.pushFile('qq', '1', '', '', 'table.bin', {'file_name': 'three.csv'}),
                            middleware.pushMixed('qq', '1', '', '', [{'type': 'text', 'text': 'look: '}, {'type': 'image', 'source': './result.png'}]))""");
        host.python("missing.py", "", "middleware.pushImage('qq', '1', '', '', './missing.png')");
        for (String name : List.of("daily.png", "result.png")) {
            Files.write(folder.resolve("plugins").resolve(name), new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        }
        Files.write(folder.resolve("plugins/voice.amr"), "#!AMR\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Files.write(folder.resolve("plugins/film.mp4"), new byte[]{0, 0, 0, 0x18, 'f', 't', 'y', 'p', 'm', 'p', '4', '2'});
        Files.write(folder.resolve("plugins/table.bin"), new byte[]{1, 2, 3});
        host.start();
        b = host.connect("bot_b", "10002");
        a = host.connect("bot_a", "10001");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @BeforeEach
    void forget() {
        a.forgetCalls();
        b.forgetCalls();
    }

    @Test
    void aMessageIsAnsweredThroughItsOwnAccount() throws Exception {
        b.emit(b.events().groupText("123456", "7", "plain"));
        RecordedCall call = b.awaitCall("send_group_msg", SOON);
        assertEquals("123456 c", call.param("group_id") + " " + call.text());
        assertTrue(a.callsOf("send_group_msg").stream().noneMatch(other -> other.param("group_id").equals("123456")));
    }

    @Test
    void allSixFunctionsSpeakThroughTheCurrentAccount() throws Exception {
        b.emit(b.events().groupText("123456", "7", "six"));
        assertEquals("1 1 1 1 1 1\n", host.awaitRun("six.py", "message").path("output").stringValue(""));
        assertTrue(toGroup(a).isEmpty(), () -> toGroup(a).toString());
        assertEquals(6, toGroup(b).size());
    }

    @Test
    void aNamedAccountSpeaksInEverySpellingAndEveryFunction() throws Exception {
        for (String spelling : List.of("account_id", "accountID", "accountId")) {
            forget();
            b.emit(b.events().groupText("123456", "7", spelling));
            assertEquals("1 1 1 1 1 1\n", host.awaitRun(spelling + ".py", "message").path("output").stringValue(""), spelling);
            assertEquals(6, toGroup(a).size(), spelling);
            assertTrue(toGroup(b).isEmpty(), spelling);
        }
    }

    private static List<RecordedCall> toGroup(SimulatedAccount account) {
        return java.util.stream.Stream
                .concat(account.callsOf("send_group_msg").stream(), account.callsOf("upload_group_file").stream())
                .filter(call -> call.param("group_id").equals("123456")).toList();
    }

    @Test
    void aScheduleSpeaksThroughTheDefaultAccount() throws Exception {
        RecordedCall tick = a.awaitCall("the tick",
                call -> call.action().equals("send_group_msg") && call.param("group_id").equals("777"), SOON);
        assertEquals("tick", tick.text());
        assertTrue(b.callsOf("send_group_msg").stream().noneMatch(call -> call.param("group_id").equals("777")));
    }

    @Test
    void aFakeRunSpeaksThroughTheDefaultAccount() {
        assertEquals("1\n", host.fake("plain.py").path("output").stringValue(""));
        assertEquals(1, toGroup(a).size());
        assertTrue(toGroup(b).isEmpty());
    }

    @Test
    void aMessageOfAnotherImSpeaksThroughTheDefaultAccount() throws Exception {
        host.say("web", "web", "alice", "plain");
        a.awaitCall("to the group", call -> call.action().equals("send_group_msg") && call.param("group_id").equals("123456"),
                SOON);
        assertTrue(toGroup(b).isEmpty());
    }

    @Test
    void aNamedAccountThatCannotSendSendsNothingAndTheRunSaysWhy() {
        for (String plugin : List.of("offline.py", "unknown.py", "foreign.py")) {
            JsonNode run = host.fake(plugin);
            assertTrue(run.path("output").stringValue("").matches("0( 0 0 0 0 0)?\n"), run::toString);
            String reason = plugin.equals("offline.py") ? "account_offline" : "account_unknown";
            assertTrue(run.path("notes").get(0).stringValue("").contains(reason), run::toString);
        }
        assertTrue(toGroup(a).isEmpty() && toGroup(b).isEmpty());
        JsonNode strict = host.fake("strict.py");
        assertEquals("error", strict.path("status").stringValue(""));
        assertTrue(strict.path("error").stringValue("").contains("bot_off"), strict::toString);
    }

    @Test
    void anImWithoutAccountsAnswersZero() {
        assertEquals("0\n", host.fake("nobody.py").path("output").stringValue(""));
    }

    @Test
    void aRefusalOfThePlatformIsAnExceptionWithAccountImAndCode() {
        a.once("send_group_msg", Behaviour.failed(1200, "the message is blocked"));
        JsonNode run = host.fake("error.py");
        String error = run.path("error").stringValue("");
        assertTrue(error.contains("bot_a") && error.contains("qq") && error.contains("rejected") && error.contains("1200"),
                run::toString);
    }

    @Test
    void aTargetThatThePlatformDoesNotKnowIsNotAskedAgainUntilItSpeaks() throws Exception {
        String push = "{\"imType\":\"qq\",\"userID\":\"666\",\"content\":\"c\"}";
        String elsewhere = push.replace("}", ",\"failover\":\"same-im\"}");
        a.once("send_private_msg", Behaviour.failed(1200, "not a friend"));
        assertEquals("unreachable_target", host.post("/push", push).path("code").stringValue(""));
        a.forgetCalls();
        JsonNode known = host.post("/push", push);
        assertEquals("unreachable_target 0", known.path("code").stringValue("") + " " + known.path("sent").intValue(-1));
        assertTrue(known.path("reason").stringValue("").contains("not a friend"), known::toString);
        assertEquals(List.of(), a.callsOf("send_private_msg"));
        assertEquals("bot_b", host.post("/push", elsewhere).path("account_id").stringValue(""));
        a.emit(a.events().privateText("666", "hello again"));
        await().until(() -> host.post("/push", push).path("code").stringValue("").equals("accepted"));
    }

    @Test
    void noAnswerInTimeIsAnUnknownOutcomeAndNotRetried() {
        a.on("send_group_msg", Behaviour.SILENCE);
        try {
            JsonNode run = host.fake("late.py");
            assertTrue(run.path("error").stringValue("").contains("unknown_outcome"), run::toString);
            assertEquals(1, a.callsOf("send_group_msg").stream().filter(call -> call.param("group_id").equals("1")).count());
            assertTrue(b.callsOf("send_group_msg").isEmpty());
        } finally {
            a.on("send_group_msg", Behaviour.NORMAL);
        }
    }

    @Test
    void groupWinsOverPersonAndNobodyIsRefused() {
        JsonNode run = host.fake("targets.py");
        String output = run.path("output").stringValue("");
        assertTrue(output.startsWith("1 1 1 1\nrefused: "), run::toString);
        assertTrue(output.contains("no target"), output);
        assertEquals(List.of("to group", "to both", "only a title"),
                a.callsOf("send_group_msg").stream().filter(call -> call.param("group_id").equals("5")).map(RecordedCall::text)
                        .toList());
        assertEquals(List.of("to user"), a.callsOf("send_private_msg").stream().map(RecordedCall::text).toList());
    }

    @Test
    void mediaReachAPeerThatDoesNotShareOurDisk() {
        JsonNode run = host.fake("media.py");
        assertEquals("1 1 1 1 1 1 1\n", run.path("output").stringValue(""), run::toString);
        String sent = a.callsOf("send_group_msg").stream().filter(call -> call.param("group_id").equals("1"))
                .map(call -> call.params().toString())
                .toList().toString();
        assertTrue(sent.contains("base64://iVBORw0KGgo="), sent);
        assertTrue(sent.contains("\"record\"") && sent.contains("\"video\""), sent);
        assertTrue(!sent.contains(folder.toString()), sent);
        List<String> files = a.callsOf("upload_group_file").stream().map(call -> call.param("name")).toList();
        assertEquals(List.of("one.csv", "two.csv", "three.csv"), files);
    }

    @Test
    void aMissingFileIsNamed() {
        String error = host.fake("missing.py").path("error").stringValue("");
        assertTrue(error.contains("media_failed") && error.contains("missing.png"), error);
    }

    @Test
    void explainSaysWhatAPushWouldDo() throws IOException {
        for (String kind : List.of("text", "image", "mixed")) {
            assertEquals("accepted",
                    host.post("/push/explain", "{\"imType\":\"qq\",\"groupCode\":\"1\",\"kind\":\"" + kind + "\"}")
                            .path("code").stringValue(""),
                    kind);
        }
        JsonNode answer = host.post("/push/explain", "{\"imType\":\"qq\",\"groupCode\":\"1\",\"content\":\"x\"}");
        assertEquals("bot_a default accepted",
                answer.path("account_id").stringValue("") + " " + answer.path("rule").stringValue("") + " "
                        + answer.path("code").stringValue(""));
        JsonNode offline = host.post("/push/explain",
                "{\"imType\":\"qq\",\"groupCode\":\"1\",\"content\":\"x\",\"options\":{\"account_id\":\"bot_off\"}}");
        assertEquals("account_offline", offline.path("code").stringValue(""));
        assertTrue(a.callsOf("send_group_msg").stream().noneMatch(call -> call.text().equals("x")));
    }

    @Test
    void aRepeatedRequestWithOneKeySendsOnce() {
        String body = "{\"imType\":\"qq\",\"groupCode\":\"42\",\"content\":\"once\"}";
        String first = host.send("POST", "/api/v1/push", body, host.token(), "Idempotency-Key", "k1").body();
        String second = host.send("POST", "/api/v1/push", body, host.token(), "Idempotency-Key", "k1").body();
        assertEquals(first, second);
        assertEquals(1, a.callsOf("send_group_msg").stream().filter(call -> call.param("group_id").equals("42")).count());
        assertEquals(422, host.send("POST", "/api/v1/push", body.replace("once", "twice"), host.token(), "Idempotency-Key", "k1")
                .statusCode());
    }

    @Test
    void aDialogueTakesTheAnswerAwayFromOtherPlugins() throws Exception {
        host.python("ask.py", "#[rule: ask]", "sender.reply('name?')\nsender.reply('hi ' + sender.listen(10000))");
        host.awaitPlugin("ask.py");
        b.emit(b.events().privateText("9", "ask"));
        b.awaitCall("the question", call -> call.text().equals("name?"), SOON);
        host.awaitWaits(1);
        b.emit(b.events().privateText("9", "plain"));
        b.awaitCall("the answer", call -> call.text().equals("hi plain"), SOON);
        assertTrue(toGroup(b).isEmpty());
    }
}
