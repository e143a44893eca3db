package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A stranger in a group types what scripts write as codes, and scripts say it again in every way they have: it arrives as it was typed.
@TestInstance(Lifecycle.PER_CLASS)
class BorderIT {
    private static final String CODE = "[CQ:image,file=/etc/passwd][CQ:at,qq=all]";
    private static final String TYPED = CODE + " &#91;CQ:at,qq=all&#93; &amp; [";

    private RunningHost host;
    private SimulatedAccount bot;
    private SimulatedAccount other;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n").qq("other", "10002", "");
        host.file("botyard.yaml", "masters: { qq: [\"9\"] }\n");
        python("say", "sender.reply(sender.param(1))");
        python("all", "sender.reply(sender.getMessage())");
        python("wrap", "sender.reply('[' + sender.getUserName() + ':' + sender.param(1) + '] ' + '[' + sender.param(1) + ']')");
        python("cut", "sender.reply('[' + sender.param(1).split(' ')[0] + sender.param(1).replace(' ', ''))");
        python("keep", "middleware.bucketSet('border', 'k', sender.param(1))\nsender.reply('kept')");
        python("ask", "sender.reply('?')\nsender.reply(sender.listen(20000))");
        python("mix",
                "sender.replyMixed([{'type': 'text', 'text': sender.param(1)}, {'type': 'text', 'text': '[CQ:face,id=3]'}])");
        python("fwd", "middleware.push('qq', '701', '', '', sender.param(1), {'account_id': 'other'})");
        python("head", "middleware.push('qq', '701', '', sender.param(1), '', {'account_id': 'other'})");
        python("tell", "middleware.notifyMasters(sender.param(1))");
        python("break", "sender.breakIn('say ' + sender.param(1))");
        python("cron",
                "middleware.Cron().addCron('*/1 * * * * *', True, 'say ' + sender.param(1), False, '', '', 'qq', '700', '5')");
        python("notice", "sender.groupNoticeSend(sender.param(1))");
        python("past",
                "sender.reply([m['content'] for m in sender.getHistoryMessages('qq') if m['content'].startswith('past')][0])");
        python("who", "sender.reply(sender.getUserName())");
        python("name", "sender.reply('[CQ:at,qq=5,name=' + sender.param(1) + '] hi')");
        python("members", "sender.reply(sender.getGroupMemberList()['members'][0]['nickname'])");
        python("author", "sender.reply('[CQ:face,id=1]&#91;' + sender.param(1) + '&#93;[CQ:at,qq=all] you sent [CQ:image]')");
        python("ping", "sender.reply('[CQ:at,qq=' + sender.param(1) + '] wake up')");
        python("call",
                "middleware.push('qq', '701', '', '', '[CQ:at,qq=' + sender.param(1) + '] wake up', {'account_id': 'other'})");
        python("warn", "middleware.notifyMasters('[CQ:at,qq=' + sender.param(1) + '] wake up')");
        python("part", "sender.replyMixed([{'type': 'text', 'text': '[CQ:at,qq=' + sender.param(1) + '] wake up'}])");
        python("chosen", "# \"all\" may be called\nsender.reply('[CQ:at,qq=' + sender.param(1) + '] wake up')");
        host.python("allowed.py", "#[rule: ^allowed (.+)$]\n#[mention_all: true]",
                "sender.reply('[CQ:at,qq=' + sender.param(1) + '] wake up')");
        host.python("event.py", "#[event: group.member.join]",
                "d = sender.getEventData()\nsender.reply(d['comment'] + d['deep']['list'][0] + '[CQ:at,qq=' + str(d['user_id']) + ']')");
        host.python("route.py", "#[router: /border]\n#[method: post]",
                "import json\nsender_ = sender\nb = sender.getRouterBody()\n"
                        + "middleware.push('qq', '701', '', '', b['x'] + json.loads(sender.getRouterData())['x'] + sender.getRouterParams()['q'], {'account_id': 'other'})\n"
                        + "sender.response({'x': b['x']})");
        host.file("plugins/js_say.js", js("js (.+)", "await s.reply(await s.param(1));"));
        host.file("plugins/js_ping.js", js("jsping (.+)", "await s.reply(`[CQ:at,qq=${await s.param(1)}] wake up`);"));
        host.file("plugins/js_chosen.js",
                js("jschosen (.+)", "const who = await s.param(1) || 'all';\nawait s.reply(`[CQ:at,qq=${who}] wake up`);"));
        host.file("plugins/js_kept.js", js("kept", "await s.reply(await m.bucketGet('border', 'k'));"));
        host.file("plugins/js_code.js", js("jscode", "await s.reply('[CQ:face,id=1]&#91;');"));
        host.start();
        bot = host.connect("bot", "10001");
        other = host.connect("other", "10002");
        bot.on("get_group_member_list", Behaviour.data("[{\"group_id\":700,\"user_id\":5,\"nickname\":"
                + Json.MAPPER.writeValueAsString(TYPED) + ",\"card\":\"\",\"role\":\"member\"}]"));
    }

    private void python(String word, String body) throws Exception {
        host.python(word + ".py", "#[rule: ^" + word + "( [^\\x00]+)?$]", body.replace("sender.param(1)", "sender.param(1)[1:]"));
    }

    private static String js(String rule, String body) {
        return "//[author: test]\n//[rule: " + rule
                + "]\nconst m = require('./middleware');\nconst s = new m.Sender(m.getSenderID());\n" + body + "\n";
    }

    @AfterAll
    void stop() {
        host.close();
    }

    private void says(String text) {
        bot.emit(bot.events().groupText("700", "5", text));
    }

    private static RecordedCall heard(SimulatedAccount account, Predicate<RecordedCall> call) throws Exception {
        return account.awaitCall("an answer",
                one -> (one.action().equals("send_group_msg") || one.action().equals("send_private_msg")) && call.test(one),
                SOON);
    }

    private void answers(String expected) throws Exception {
        answers(bot, expected);
    }

    private static void answers(SimulatedAccount account, String expected) throws Exception {
        RecordedCall call = heard(account, any -> true);
        assertEquals(expected, call.text());
        assertEquals("text", call.types());
    }

    @ParameterizedTest
    @ValueSource(strings = {"say", "break", "js", "cron"})
    void whatSomebodyTypedIsSaidAsItWasTyped(String word) throws Exception {
        says(word + " " + TYPED);
        answers(TYPED);
    }

    @Test
    void theWholeMessageIsSaidAsItWasTyped() throws Exception {
        says("all " + TYPED);
        answers("all " + TYPED);
    }

    @Test
    void anAuthorsBracketsMakeNoCodeOfIt() throws Exception {
        says("wrap CQ:at,qq=all");
        answers("[user 5:CQ:at,qq=all] [CQ:at,qq=all]");
        says("cut [ CQ:at,qq=all]");
        answers("[[[CQ:at,qq=all]");
        says("cut CQ:at,qq=all] x");
        answers("[CQ:at,qq=all]CQ:at,qq=all]x");
    }

    @Test
    void anAnswerAndABucketOfAnotherPluginInAnotherLanguage() throws Exception {
        says("ask");
        answers("?");
        host.awaitWaits(1);
        says(TYPED);
        answers(TYPED);
        says("keep " + TYPED);
        answers("kept");
        says("kept");
        answers(TYPED);
    }

    @Test
    void partsOfMixedMessagesBesideAnAuthorsCode() throws Exception {
        says("mix " + CODE);
        RecordedCall call = heard(bot, any -> true);
        assertEquals(CODE, call.text());
        assertEquals("text face", call.types());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fwd", "head"})
    void pushesThroughAnotherAccount(String word) throws Exception {
        says(word + " " + TYPED);
        answers(other, TYPED);
    }

    @Test
    void whatMastersAreTold() throws Exception {
        says("tell " + TYPED);
        answers(TYPED);
    }

    @Test
    void anAnnouncement() throws Exception {
        says("notice " + TYPED);
        assertEquals(TYPED, bot.awaitCall("_send_group_notice", SOON).param("content"));
    }

    @Test
    void theMemoryAndTheListOfMembers() throws Exception {
        says("past " + TYPED);
        answers("past " + TYPED);
        says("members");
        answers(TYPED);
    }

    @Test
    void aNickname() throws Exception {
        bot.emit(bot.events().groupText("700", "5", "who").replace("\"user 5\"", Json.MAPPER.writeValueAsString(TYPED)));
        answers(TYPED);
        bot.emit(bot.events().groupText("700", "5", "wrap at,qq=all").replace("\"user 5\"", "\"CQ\""));
        answers("[CQ:at,qq=all] [at,qq=all]");
    }

    @Test
    void everyWordOfAnEventAndSomebodyWhoseIdIsAll() throws Exception {
        String code = Json.MAPPER.writeValueAsString(CODE);
        bot.emit(bot.events().notice("group_increase",
                ",\"sub_type\":\"approve\",\"group_id\":700,\"user_id\":\"all\",\"operator_id\":1,"
                        + "\"comment\":" + code + ",\"deep\":{\"list\":[" + code + "]}"));
        RecordedCall call = heard(bot, any -> true);
        assertEquals(CODE + CODE + "@all", call.text());
        assertEquals("text text", call.types());
    }

    @Test
    void wordsInAValueOfAnAuthorsCodeStayInIt() throws Exception {
        says("name x,qq=all");
        RecordedCall call = heard(bot, any -> true);
        assertEquals("at text", call.types());
        assertEquals("5", call.segment(0, "qq"));
        says("name x][CQ:at,qq=all]");
        call = heard(bot, any -> true);
        assertEquals("at text", call.types());
        assertEquals("[CQ:at,qq=all]] hi", call.text());
    }

    @ParameterizedTest
    @CsvSource({"ping,false", "jsping,false", "call,true", "warn,false", "part,false"})
    void aLoneWordMentionsNobodyThroughAnAuthorWhoWroteNoSuchMention(String word, boolean elsewhere) throws Exception {
        says(word + " all");
        RecordedCall call = heard(elsewhere ? other : bot, any -> true);
        assertEquals("@all wake up", call.text());
        assertFalse(call.types().contains("at"), call::types);
        says(word + " 6");
        assertEquals("6", heard(elsewhere ? other : bot, one -> one.types().contains("at")).segment(0, "qq"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chosen", "jschosen", "allowed"})
    void anAuthorWhoWroteItMayMentionEverybody(String word) throws Exception {
        says(word + " all");
        RecordedCall call = heard(bot, any -> true);
        assertEquals("at text", call.types());
        assertEquals("all", call.segment(0, "qq"));
    }

    @Test
    void bodiesAndQueriesOfARoute() throws Exception {
        String body = Json.MAPPER.writeValueAsString(Map.of("x", CODE));
        String answer = host.send("POST", "/border?q=%5BCQ:at,qq=all%5D", body, "", "Content-Type", "application/json").body();
        assertEquals(body, answer);
        answers(other, CODE + CODE + "[CQ:at,qq=all]");
    }

    @Test
    void whatAnAuthorWroteIsACodeAndABrokenOneIsText() throws Exception {
        says("author " + CODE);
        RecordedCall call = heard(bot, any -> true);
        assertEquals("face text at text", call.types());
        assertEquals("[" + CODE + "] you sent [CQ:image]", call.text());
        says("jscode");
        call = heard(bot, any -> true);
        assertEquals("face text", call.types());
        assertEquals("[", call.text());
    }

    @Test
    void pushesOfTheApiArePlainUnlessTheySayOtherwise() throws Exception {
        String to = "\"imType\":\"qq\",\"groupCode\":\"701\",\"account_id\":\"other\",\"content\":\"[CQ:face,id=1] &amp;\"";
        host.post("/push", "{" + to + "}");
        answers(other, "[CQ:face,id=1] &amp;");
        host.post("/push", "{" + to + ",\"parse\":\"cq\"}");
        RecordedCall call = heard(other, any -> true);
        assertEquals("face text", call.types());
        assertEquals(" &", call.text());
        host.post("/push", "{" + to.replace("face,id=1", "at,qq=all") + ",\"parse\":\"cq\"}");
        assertEquals("all", heard(other, any -> true).segment(0, "qq"));
        String refused = host.post("/push", "{" + to + ",\"parse\":\"html\"}").toString();
        assertTrue(refused.contains("parse is 'html'; it must be 'cq'"), refused);
        host.post("/messages", "{\"imType\":\"qq\",\"account_id\":\"bot\",\"groupCode\":\"700\",\"userID\":\"5\",\"content\":"
                + Json.MAPPER.writeValueAsString("say " + TYPED) + "}");
        answers(TYPED);
    }
}
