package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.qx.wire.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What scripts can do on QQ, WeChat and Qianxun, with two accounts each: the same calls in both languages, what they answer, and what the
/// platform got. A cell that a platform cannot fill says so in words.
@TestInstance(Lifecycle.PER_CLASS)
class ImTableIT {
    private static final String[] MEDIA = {"\"base64://aW1hZ2U=\"", "\"base64://dm9pY2U=\"", "\"base64://dmlkZW8=\"",
        "\"note.txt\""};
    private static final String[] KINDS = {"Image", "Voice", "Video", "File"};
    private static final String NO_VOICE = ".*unsupported_part: adapter qx of account qx_. cannot send voice; Qianxun has no call for voice "
            + "messages: send it as a file.*";

    private RunningHost host;
    private final PlayedQx qx = new PlayedQx();
    private final PlayedWeixin weixin = new PlayedWeixin();
    private final Map<String, PlayedIm> platforms = Map.of("qq", new PlayedQq(), "weixin", weixin, "qx", qx);

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).file("plugins/note.txt", "a note");
        for (PlayedIm platform : platforms.values()) {
            platform.prepare(host);
            String im = platform.im();
            script(im + "_all", "all", im, Stream.concat(pushes(platform, "{}"), replies(im)).toList());
            script(im + "_push", "never", im, pushes(platform, "{}").toList());
            script(im + "_named", "never", im, pushes(platform, "{\"account_id\": \"" + im + "_b\"}").toList());
            inbound(im);
        }
        host.python("py_relay.py", "#[rule: py relay]", "sender.listen(20000)\nitem = sender.getMediaItems()[0]\n"
                + "print(middleware.pushImage('qq', '123', '', '', item['source']), middleware.downloadAdapterFile(item)['file_size'])");
        host.file("plugins/js_relay.js", "//[author: t]\n//[rule: js relay]\nconst m = require('./middleware');\n"
                + "const s = new m.Sender(m.getSenderID());\nawait s.listen(20000);\nconst item = (await s.getMediaItems())[0];\n"
                + "console.log(await m.pushImage('qq', '123', '', '', item.source), (await m.downloadAdapterFile(item)).file_size);\n");
        script("weixin_late", "late", "weixin", List.of("sender.reply(\"words\")",
                "middleware.push(\"weixin\", \"\", \"late@im.wechat\", \"\", \"words\")",
                "middleware.push(\"weixin\", \"\", \"stranger@im.wechat\", \"\", \"words\")"));
        script("qx_group", "group", "qx", List.of("sender.groupInviteIn(\"wxid_new\", \"\")", "sender.groupKick(\"wxid_ann\")"));
        script("qx_pay", "pay", "qx", List.of("sender.waitPay(\"quit\", 20000, \"12.5\")"));
        host.start();
        for (PlayedIm platform : platforms.values()) {
            platform.arrive(host);
        }
    }

    @AfterAll
    void stop() {
        host.close();
        platforms.values().forEach(PlayedIm::close);
    }

    private static Stream<String> pushes(PlayedIm platform, String options) {
        String to = "(" + platform.target() + ", \"title\", ";
        List<String> calls = new ArrayList<>(List.of("middleware.push" + to + "\"words\", " + options + ")"));
        for (int i = 0; i < KINDS.length; i++) {
            calls.add("middleware.push" + KINDS[i] + to + MEDIA[i] + ", " + options + ")");
        }
        calls.add("middleware.pushMixed" + to + mixed() + ", " + options + ")");
        return calls.stream();
    }

    private static String mixed() {
        return "[{\"type\": \"text\", \"text\": \"both\"}, {\"type\": \"image\", \"source\": " + MEDIA[0] + "}]";
    }

    private static Stream<String> replies(String im) {
        List<String> calls = new ArrayList<>(List.of("sender.reply(\"words\")"));
        for (int i = 0; i < KINDS.length; i++) {
            calls.add("sender.reply" + KINDS[i] + "(" + MEDIA[i] + ")");
        }
        calls.addAll(List.of("sender.replyMixed(" + mixed() + ")", "sender.recallMessage(\"42\")",
                "middleware.getGroupMemberList(" + (im.equals("weixin") ? "\"1\"" : "") + ")"));
        return calls.stream();
    }

    /// One line for each call: its answer as JSON, or `error: …`.
    private void script(String name, String word, String im, List<String> calls) throws Exception {
        StringBuilder python = new StringBuilder(
                "#[author: t]\n#[rule: py " + word + "]\n#[imType: " + im + "]\nimport json, middleware\n"
                        + "sender = middleware.Sender(middleware.getSenderID())\n");
        StringBuilder javascript = new StringBuilder("//[author: t]\n//[rule: js " + word + "]\n//[imType: " + im + "]\n"
                + "const middleware = require('./middleware');\nconst sender = new middleware.Sender(middleware.getSenderID());\n");
        for (String call : calls) {
            python.append("try:\n    print(json.dumps(").append(call)
                    .append("))\nexcept Exception as e:\n    print('error:', e)\n");
            javascript.append("try { console.log(JSON.stringify(await ").append(call)
                    .append(")); } catch (e) { console.log('error: ' + e.message); }\n");
        }
        host.file("plugins/py_" + name + ".py", python.toString()).file("plugins/js_" + name + ".js", javascript.toString());
    }

    private void inbound(String im) throws Exception {
        host.python("py_" + im + "_in.py", "#[rule: py in]\n#[imType: " + im + "]",
                "for i in range(7):\n    text = sender.listen(20000)\n    print(text, [m['type'] + m.get('transcript', '') for m in sender.getMediaItems()])");
        host.file("plugins/js_" + im + "_in.js", "//[author: t]\n//[rule: js in]\n//[imType: " + im
                + "]\nconst m = require('./middleware');\n"
                + "const s = new m.Sender(m.getSenderID());\nfor (let i = 0; i < 7; i++) {\n  const text = await s.listen(20000);\n"
                + "  console.log(text, '[' + (await s.getMediaItems()).map((x) => `'${x.type}${x.transcript ?? ''}'`).join(', ') + ']');\n}\n");
    }

    static Stream<Arguments> cells() {
        return Stream.of("qq", "weixin", "qx").flatMap(
                im -> Stream.of("py", "js").map(language -> Arguments.of(im, language)));
    }

    /// How the six kinds are answered: `1`/ok, or the words of the refusal.
    private static List<String> wanted(String im, String done, String noVoice) {
        return List.of(done, done, im.equals("qx") ? noVoice : done, done, done, done);
    }

    private static List<String> got(String im) {
        return switch (im) {
            case "qq" ->
                List.of("text words", "image image", "record voice", "video video", "text both", "image image", "file a note");
            case "weixin" ->
                List.of("text words", "image image", "file voice", "video video", "file a note", "text both", "image image");
            default -> List.of("text words", "image image", "file video", "file a note", "text both", "image image");
        };
    }

    @ParameterizedTest
    @MethodSource("cells")
    void pushesAndRepliesOfARunSpeakThroughTheAccountOfItsChat(String im, String language) throws Exception {
        PlayedIm platform = platforms.get(im);
        platform.forget();
        platform.say("b", "text", language + " all");
        List<String> lines = run(language + "_" + im + "_all", "message", 14);
        check(wanted(im, "1", "0"), lines.subList(0, 6));
        check(wanted(im, "\\{\"ok\": ?true.*", NO_VOICE), lines.subList(6, 12));
        check(List.of(
                im.equals("qq") ? "\\{\"ok\": ?true.*" : ".*has no message recall; .* has no call that takes messages back: .*",
                im.equals("weixin")
                        ? ".*has no member listing; a bot of iLink talks to people only, it is in no group"
                        : "\\{\"ok\": ?true.*\"members\": ?\\[\\{.*"),
                lines.subList(12, 14));
        List<String> twice = new ArrayList<>(got(im));
        twice.addAll(got(im));
        assertEquals(sorted(twice), sorted(platform.got("b")));
        assertEquals(List.of(), platform.got("a"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void pushesOfAFakeRunSpeakThroughTheDefaultOrTheNamedAccount(String im, String language) {
        PlayedIm platform = platforms.get(im);
        platform.forget();
        host.fake(language + "_" + im + "_push" + extension(language));
        check(wanted(im, "1", "0"), run(language + "_" + im + "_push", "fake", 6));
        assertEquals(sorted(got(im)), sorted(platform.got("a")));
        assertEquals(List.of(), platform.got("b"));
        platform.forget();
        host.fake(language + "_" + im + "_named" + extension(language));
        check(wanted(im, "1", "0"), run(language + "_" + im + "_named", "fake", 6));
        assertEquals(sorted(got(im)), sorted(platform.got("b")));
        assertEquals(List.of(), platform.got("a"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyKindComesIn(String im, String language) throws Exception {
        PlayedIm platform = platforms.get(im);
        platform.say("b", "text", language + " in");
        for (String kind : List.of("text", "image", "voice", "video", "file", "quote", "at")) {
            host.awaitWaits(1);
            platform.say("b", kind, kind + "ed");
            if (!kind.equals("at")) {
                String heard = kind;
                await().pollInterval(Duration.ofMillis(10)).until(() -> waitingAfter(language, im, heard));
            }
        }
        assertEquals(
                List.of("texted []", "[CQ:image] ['image']",
                        im.equals("weixin") ? "[CQ:record] ['voicevoiceed']" : "[CQ:record] ['voice']", "[CQ:video] ['video']",
                        "[CQ:file] ['file']", "quoteed []", "ated []"),
                run(language + "_" + im + "_in", "message", 7).stream()
                        .map(line -> line.replaceAll("\\[CQ:(\\w+),[^]]*]", "[CQ:$1]")).toList());
    }

    /// WeChat's media are encrypted, Qianxun's lie on another machine: the account that received them finds their bytes.
    @ParameterizedTest
    @CsvSource({"weixin,py", "weixin,js", "qx,py", "qx,js"})
    void mediaOfOneImArePassedOnToAnother(String im, String language) throws Exception {
        platforms.get("qq").forget();
        platforms.get(im).say("b", "text", language + " relay");
        host.awaitWaits(1);
        platforms.get(im).say("b", "image", "");
        await().pollInterval(Duration.ofMillis(10)).until(() -> !platforms.get("qq").got("a").isEmpty());
        assertEquals(List.of("1 5"), run(language + "_relay", "message", 1));
        assertEquals(List.of("image hello"), platforms.get("qq").got("a"));
    }

    /// An answer that comes too late, a push to the same person, and one to somebody who has never written.
    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aClosedWindowIsSaidWithTheTimeItClosed(String language) throws Exception {
        weixin.forget();
        weixin.sayLate("b", "late@im.wechat", language + " late");
        List<String> lines = run(language + "_weixin_late", "message", 3);
        String closed = "account weixin_b \\(weixin\\), window_closed: the reply window of late@im.wechat closed at "
                + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:").format(ZonedDateTime.now().minusDays(1))
                + "[^;]*; it opens again .*";
        check(List.of(".*\"ok\": ?false.*" + closed, "error: .*" + closed,
                "error: .*window_closed: the reply window of stranger@im.wechat is not open: .* has not written .*"), lines);
        assertEquals(List.of(), weixin.got("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void peopleAreInvitedButNotRemoved(String language) throws Exception {
        qx.forget();
        qx.say("b", "text", language + " group");
        check(List.of("true", "error: .*no call of Qianxun is known that removes people from a group: wxid_ann stays .*"),
                run(language + "_qx_group", "message", 2));
        assertEquals(List.of("wxid_new"), qx.told(Call.INVITE, "objWxid"));
    }

    @Test
    void friendRequestsRecallsAndTransfersReachScripts() {
        qx.forget();
        qx.report("b", 10011,
                Map.of("wxid", "wxid_new", "nick", "New", "v3", "v3_1", "v4", "v4_2", "scene", 3, "content", "please"));
        heard("friend.request qx wxid_new please None None\nTrue\n");
        assertEquals(List.of("v3_1", "v3_1"), qx.told(Call.AGREE_FRIEND, "v3"));
        assertEquals(List.of("by js", "by py"), sorted(qx.told(Call.REMARK, "remark")));
        qx.report("b", 10013, Map.of("fromType", 1, "fromWxid", "wxid_ann", "msgId", "55"));
        heard("message.recall qx wxid_ann None 55 None\n");
        qx.report("b", 10006, Map.of("fromWxid", "wxid_ann", "msgSource", 4, "money", "￥0.50", "transferid", "1"));
        heard("qx-payment-transfer qx wxid_ann None None 0.5\n");
    }

    private void heard(String output) {
        for (String file : List.of("qx_event.py", "qx_event.js")) {
            await(file).pollInterval(Duration.ofMillis(20))
                    .until(() -> newest(file).path("output").stringValue("").equals(output));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aTransferEndsTheWaitForIt(String language) throws Exception {
        qx.say("b", "text", language + " pay");
        host.awaitWaits(1);
        qx.report("b", 10006, Map.of("fromWxid", "wxid_ann", "msgSource", 4, "money", "￥12.50", "transferid", language));
        String paid = run(language + "_qx_pay", "message", 1).getFirst();
        for (String fact : List.of("\"money\": ?12.5\\b", "\"Money\": ?12.5\\b", "\"amount_matched\": ?true",
                "\"FromWxid\": ?\"wxid_ann\"", "\"trade_no\": ?\"" + language + "\"", "\"payment_channel\": ?\"wechat\"")) {
            assertTrue(paid.matches(".*" + fact + ".*"), () -> paid + " has no " + fact);
        }
    }

    /// Whether the run has taken the message and waits for the next.
    private boolean waitingAfter(String language, String im, String kind) {
        List<String> order = List.of("text", "image", "voice", "video", "file", "quote");
        JsonNode run = newest(language + "_" + im + "_in" + extension(language));
        return run.path("output").stringValue("").lines().count() > order.indexOf(kind);
    }

    private JsonNode newest(String file) {
        return host.get("/runs?plugin=" + file).path("runs").path(0);
    }

    private static String extension(String language) {
        return "." + language;
    }

    private List<String> run(String name, String trigger, int lines) {
        JsonNode run = host.awaitRun(name + "." + name.substring(0, 2), trigger);
        List<String> output = run.path("output").stringValue("").lines().toList();
        assertEquals(lines, output.size(), run::toString);
        return output;
    }

    private static void check(List<String> wanted, List<String> lines) {
        for (int i = 0; i < wanted.size(); i++) {
            int at = i;
            assertTrue(lines.get(i).matches(wanted.get(i)),
                    () -> "line " + at + ": " + lines.get(at) + ", wanted " + wanted.get(at));
        }
    }

    private static List<String> sorted(List<String> list) {
        return list.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
