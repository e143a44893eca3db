package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One table for both SDKs: the same call, written the same way, has the same answer in Python and in JavaScript, on a live host in a run that
/// was started by a group message.
@TestInstance(Lifecycle.PER_CLASS)
class SdkTableIT {
    private static final String RECEIPT = "\\{\"ok\":true,\"message_id\":\"\\d+\".*\"message_ids\":\\[\"\\d+\"\\].*\"error\":\"\",\"action\":\"%s\"\\}";
    private static final String FILE = "\\{\"path\":\"/.*\",\"file_path\":\"/.*\",\"file_name\":\"%s\",\"mime_type\":\"%s\",\"file_size\":5.*\\}";

    /// Call and what its answer looks like as JSON without blanks.
    private static final String[][] TABLE = {
        {"sender.getImtype()", "\"qq\""}, {"sender.getUserID()", "\"9007199254740993\""},
        {"sender.getUserName()", "\"user9007199254740993\""},
        {"sender.getUserAvatarUrl()", "\".*\""}, {"sender.getChatID()", "\"123\""}, {"sender.getChatName()", "\".*\""},
        {"sender.getGroupName()", "\".*\""}, {"sender.isAdmin()", "false"}, {"sender.isAI()", "false"},
        {"sender.getAIParam()", ".*"},
        {"sender.getMessage()", "\"(py|js)tableone\""}, {"sender.getMessageID()", "\"-?\\d+\""}, {"sender.param(1)", "\"one\""},
        {"sender.param(7)", "\"\""}, {"sender.getPluginName()", "\"Table\""}, {"sender.getPluginVersion()", "\"1.2.3\""},
        {"sender.getEventType()", "\"\""}, {"sender.getEventData()", "\\{\\}"}, {"sender.getMediaItems()", "\\[\\]"},
        {"sender.getHistoryMessageIDs(1)", "\\[\"-?\\d+\"\\]"},
        {"sender.reply(\"hi\")", RECEIPT.formatted("sendText")},
        {"sender.replyMarkdown(\"**hi**\")", RECEIPT.formatted("sendMarkdown")},
        {"sender.replyImage(\"base64://iVBORw0KGgo=\")", RECEIPT.formatted("sendImage")},
        {"sender.replyVoice(\"base64://IyFBTVI=\")", RECEIPT.formatted("sendVoice")},
        {"sender.replyVideo(\"base64://AAAAGGZ0eXA=\")", RECEIPT.formatted("sendVideo")},
        {"sender.replyFile(\"base64://aGVsbG8=\", {\"filename\": \"a.txt\"})", "\\{\"ok\":true.*\"action\":\"sendFile\"\\}"},
        {"sender.replyMixed([{\"type\": \"text\", \"text\": \"a\"}, {\"type\": \"image\", \"source\": \"base64://iVBORw0KGgo=\"}])",
            RECEIPT.formatted("sendMixed")},
        {"sender.recallMessage(\"42\")", "\\{\"ok\":true.*\"action\":\"recallMessage\"\\}"},
        {"sender.recallMessage([\"42\", \"43\"])", "\\{\"ok\":true,.*\"message_ids\":\\[\"42\",\"43\"\\].*\\}"},
        {"sender.setContinue()", "true"}, {"sender.atWaitPay()", "false"}, {"sender.listen(1000)", "\"\""},
        {"sender.waitPay(\"q\", 1000)", "\"timeout\""}, {"sender.groupKick(\"5\")", "true"},
        {"sender.groupBan(\"5\", 60)", "true"},
        {"sender.groupUnban(\"5\")", "true"}, {"sender.groupWholeBan()", "true"}, {"sender.groupWholeUnban()", "true"},
        {"middleware.push(\"qq\", \"1\", \"\", \"t\", \"c\")", "1"}, {"middleware.push(\"tg\", \"1\", \"\", \"t\", \"c\")", "0"},
        {"middleware.pushImage(\"qq\", \"1\", \"\", \"t\", \"base64://iVBORw0KGgo=\")", "1"},
        {"middleware.pushVoice(\"qq\", \"1\", \"\", \"t\", \"base64://IyFBTVI=\")", "1"},
        {"middleware.pushVideo(\"qq\", \"1\", \"\", \"t\", \"base64://AAAAGGZ0eXA=\")", "1"},
        {"middleware.pushFile(\"qq\", \"1\", \"\", \"t\", \"base64://aGVsbG8=\")", "1"},
        {"middleware.pushMixed(\"qq\", \"1\", \"\", \"t\", [{\"type\": \"text\", \"text\": \"a\"}])", "1"},
        {"middleware.set(\"k\", \"v\")", "true"}, {"middleware.get(\"k\")", "\"v\""},
        {"middleware.bucketSet(\"a.b\", \"k\", \"1\")", "true"},
        {"middleware.bucketGet(\"a.b\", \"k\")", "\"1\""}, {"middleware.bucketGet(\"a.b\", \"none\")", "\"\""},
        {"middleware.bucketKeys(\"a.b\", \"1\")", "\\[\"k\"\\]"}, {"middleware.bucketAllKeys(\"a.b\")", "\\[\"k\"\\]"},
        {"middleware.bucketAll(\"a.b\")", "\\{\"k\":\"1\"\\}"}, {"middleware.bucketDel(\"a.b\", \"k\")", "true"},
        {"sender.bucketSet(\"s\", \"k\", \"2\")", "true"}, {"sender.bucketGet(\"s\", \"k\")", "\"2\""},
        {"middleware.fileDownload(\"base64://aGVsbG8=\")", FILE.formatted(".*", ".*")},
        {"middleware.downloadAdapterFile(\"data:text/plain,hello\", {\"fileName\": \"x.txt\"})",
            FILE.formatted("x(-1)?.txt", "text/plain")},
        {"middleware.getGroupMemberList()",
            "\\{\"ok\":true,\"im_type\":\"qq\",\"account_id\":\"bot\",\"group_id\":\"123\",\"members\":\\[\\{.*\\}\\].*\\}"},
        {"middleware.getActiveImtypes()", "\\[.*\"qq\".*\\]"}, {"middleware.name()", "\"Botyard\""},
        {"middleware.machineId()", "\".+\""},
        {"middleware.version()", "\".+\""}, {"middleware.domain()", "\"http://127.0.0.1:\\d+\""},
        {"middleware.port()", "\"?\\d+\"?"},
        {"middleware.versionInfo()", "\\{.*\"version\".*\\}"}, {"middleware.notifyMasters(\"note\")", "1"},
        {"middleware.notifyMasters(\"note\", [\"web\"])", "0"}, {"middleware.coffee()", "true"},
        {"middleware.spread(\"x\")", "\"\""},
        {"middleware.generateFromSinglePrompt(\"x\")", "\"\""}, {"middleware.render(\"<p>\", \"p\", {})", "\"\""},
        {"middleware.getHistoryMessages(\"qq\")", "\\[\\{.*\\}\\]"}, {"sender.breakIn(\"nothing listens to this\")", "true"},
        {"sender.setEventType(\"x\")", "true"}, {"sender.setEventData({\"a\": 1})", "true"},
        {"sender.returnValue(\"done\")", ".*"}};

    private RunningHost host;
    private SimulatedAccount bot;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        StringBuilder python = new StringBuilder(
                "#[author: t]\n#[title: Table]\n#[version: 1.2.3]\n#[rule: pytable (.+)]\nimport json, middleware\n"
                        + "sender = middleware.Sender(middleware.getSenderID())\n");
        StringBuilder javascript = new StringBuilder(
                "//[author: t]\n//[title: Table]\n//[version: 1.2.3]\n//[rule: jstable (.+)]\n"
                        + "const middleware = require('./middleware');\nconst sender = new middleware.Sender(middleware.getSenderID());\n");
        for (String[] row : TABLE) {
            python.append("print(json.dumps(").append(row[0]).append(", separators=(',', ':')))\n");
            javascript.append("console.log(JSON.stringify(await ").append(row[0]).append("));\n");
        }
        host = new RunningHost(home).qq("bot", "10001", "default: true\n").file("plugins/table.py", python.toString())
                .file("plugins/table.js", javascript.toString()).file("botyard.yaml", "masters: { qq: [\"900\"] }\n").start();
        bot = host.connect("bot", "10001");
        bot.on("get_group_member_list",
                Behaviour.data("[{\"group_id\":123,\"user_id\":5,\"nickname\":\"n\",\"card\":\"\",\"role\":\"member\"}]"));
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void pythonAnswersAsTheTableSays() {
        check("table.py", "pytable one");
    }

    @Test
    void javascriptAnswersAsTheTableSays() {
        check("table.js", "jstable one");
    }

    private void check(String plugin, String message) {
        bot.emit(bot.events().groupText("123", "9007199254740993", message));
        JsonNode[] run = new JsonNode[1];
        await().until(() -> {
            run[0] = host.awaitRun(plugin, "message");
            return true;
        });
        List<String> lines = run[0].path("output").stringValue("").lines().toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < TABLE.length; i++) {
            String line = i < lines.size() ? lines.get(i).replace(" ", "") : "nothing";
            if (!line.matches(TABLE[i][1])) {
                wrong.add(TABLE[i][0] + " answered " + line + ", wanted " + TABLE[i][1]);
            }
        }
        assertTrue(wrong.isEmpty(),
                () -> String.join("\n", wrong) + "\n" + run[0].path("error") + run[0].path("traceback") + run[0].path("notes"));
    }
}
