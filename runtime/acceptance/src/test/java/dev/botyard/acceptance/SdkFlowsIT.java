package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What scripts do over time, in both languages: wait for people and payments, say things in somebody's name, make schedules, answer HTTP,
/// act in groups. `LANGUAGE WORD` starts the plugin `WORD` of that language, which answers with what it saw.
@TestInstance(Lifecycle.PER_CLASS)
class SdkFlowsIT {
    private static final String USER = "9007199254740993";

    private RunningHost host;
    private SimulatedAccount bot;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n");
        both("listen", "sender.reply('got ' + AWAIT sender.listen(20000))");
        both("anybody", "sender.reply('got ' + AWAIT sender.listen(20000, 0, 'group'))");
        both("old", "sender.reply('got ' + AWAIT sender.input(20000, 1, False))", "False", "false");
        both("oldgroup", "sender.reply('got ' + AWAIT sender.input(20000, 0, True))", "True", "true");
        host.python("eager.py", "#[rule: got (.+)]", "sender.reply('eager')");
        host.python("py_media.py", "#[rule: py media]",
                "sender.listen(20000)\nsender.reply(' '.join(m['type'] for m in sender.getMediaItems()))");
        javascript("media", "await s.listen(20000);\nawait s.reply((await s.getMediaItems()).map((m) => m.type).join(' '));");
        host.python("py_pay.py", "#[rule: py pay]",
                "p = sender.waitPay('quit', 20000, '¥1,000.50')\nsender.reply(p if isinstance(p, str) else ' '.join(str(p[k]) for k in "
                        + "('event_type', 'money', 'Money', 'amount_matched', 'FromName', 'payment_channel')).lower())");
        javascript("pay", "const p = await s.waitPay('quit', 20000, '¥1,000.50');\nawait s.reply(typeof p === 'string' ? p : "
                + "['event_type', 'money', 'Money', 'amount_matched', 'FromName', 'payment_channel'].map((k) => p[k]).join(' ').toLowerCase());");
        host.python("py_paying.py", "#[rule: py paying]",
                "sender.reply(str(sender.atWaitPay()).lower() + ' ' + str(sender.waitPay('', 1000)))");
        javascript("paying", "await s.reply(`${await s.atWaitPay()} ${await s.waitPay('', 1000)}`);");
        both("break", "sender.breakIn('broken in')");
        host.python("heard.py", "#[rule: broken in]", "sender.reply('heard ' + sender.getUserID() + ' ' + sender.getChatID())");
        host.python("py_cron.py", "#[rule: py cron]",
                "c = middleware.Cron()\ne = c.addCron('*/1 * * * * *', True, 'from py cron', False, '', 'memo', 'qq', '31', '77')\n"
                        + "one = c.getCron(e['id'])\nu = c.updateCron(e['id'], None, None, None, None, None, 'other')\n"
                        + "f = c.addCron('0 0 1 1 *', False, 'never')\n"
                        + "sender.reply(' '.join([one['memo'], u['memo'], u['cmd'], str(len(c.getCrons()) >= 2), str(c.delCron(f['id'])), str(c.delCron(f['id']))]).lower())");
        javascript("cron", "const c = new m.Cron();\n"
                + "const e = await c.addCron('*/1 * * * * *', true, 'from js cron', false, '', 'memo', 'qq', '31', '77');\n"
                + "const one = await c.getCron(e.id), u = await c.updateCron(e.id, null, null, null, null, null, 'other');\n"
                + "const f = await c.addCron('0 0 1 1 *', false, 'never');\n"
                + "await s.reply([one.memo, u.memo, u.cmd, (await c.getCrons()).length >= 2, await c.delCron(f.id), await c.delCron(f.id)].join(' '));");
        host.python("scheduled.py", "#[rule: from (.+) cron]", "sender.reply('scheduled ' + sender.param(1))");
        host.python("py_route.py", "#[router: /py/{name}]\n#[method: get,post]", route());
        host.file("plugins/js_route.js",
                "//[author: test]\n//[router: /js/{name}]\n//[method: get,post]\nconst m = require('./middleware.js');\n"
                        + "const s = new m.Sender(m.getSenderID());\nawait s.response({ path: await s.getRouterPath(), same: await s.getRouter(), "
                        + "method: await s.getRouterMethod(), params: await s.getRouterParams(), cookie: (await s.getRouterCookies()).c, "
                        + "header: (await s.getRouterHeaders())['x-kind'] || (await s.getRouterHeaders())['X-Kind'], body: await s.getRouterBody(), "
                        + "data: await s.getRouterData(), top: [await m.getRouter(), await m.getMethod(), await m.getRouterData()], im: await s.getImtype() });\n");
        both("bans", "sender.groupBan('5')\nAWAIT sender.groupBan('5', 'soon')");
        host.python("py_group.py", "#[rule: py group]", "sender.groupNoticeSend('note')\nsender.groupAddRequest('f1', True)\n"
                + "sender.friendAddRequest('f2', False)\ntry:\n    sender.groupInviteIn('5', '6')\nexcept Exception as e:\n    sender.reply(str(e))");
        javascript("group",
                "await s.groupNoticeSend('note');\nawait s.groupAddRequest('f1', true);\nawait s.friendAddRequest('f2', false);\n"
                        + "try {\n  await s.groupInviteIn('5', '6');\n} catch (e) {\n  await s.reply(e.message);\n}");
        host.python("py_fresh.py", "#[rule: py fresh]\n#[isolation: process]", "import os\nsender.reply(str(os.getpid()))");
        host.file("plugins/js_fresh.js", head("js fresh", "//[isolation: process]\n") + "await s.reply(String(process.pid));\n");
        host.python("py_threads.py", "#[rule: py threads]", "from concurrent.futures import ThreadPoolExecutor\n"
                + "with ThreadPoolExecutor(8) as pool:\n    list(pool.map(lambda i: middleware.bucketSet('threads', str(i), i), range(200)))\n"
                + "sender.reply(str(len(middleware.bucketAllKeys('threads'))))");
        javascript("threads",
                "await Promise.all(Array.from({ length: 200 }, (_, i) => m.bucketSet('jsthreads', String(i), i)));\n"
                        + "await s.reply(String((await m.bucketAllKeys('jsthreads')).length));");
        host.file("plugins/sibling.py", "WORD = 'sister'\n").file("plugins/brother.js", "module.exports = 'brother';\n");
        host.python("py_ends.py", "#[rule: py ends]", "import sibling\nsender.reply(sibling.WORD)\nexit()\nsender.reply('no')");
        javascript("ends", "await s.reply(require('./brother') === 'brother' ? 'sister' : 'no');\nreturn;");
        host.file("plugins/js_exit.js", head("js exit", "") + "await s.reply('bye');\nprocess.exit(0);\n");
        host.file("plugins/js_module.mjs",
                "//[author: test]\n//[rule: js module]\nimport middleware, { Sender, getSenderID } from './middleware.js';\n"
                        + "const s = new Sender(getSenderID());\nawait s.reply(typeof middleware.push);\n");
        host.start();
        bot = host.connect("bot", "10001");
    }

    private static String route() {
        return "headers = {k.lower(): v for k, v in sender.getRouterHeaders().items()}\n"
                + "sender.response({'path': sender.getRouterPath(), 'same': sender.getRouter(), 'method': sender.getRouterMethod(), "
                + "'params': sender.getRouterParams(), 'cookie': sender.getRouterCookies().get('c'), 'header': headers.get('x-kind'), "
                + "'body': sender.getRouterBody(), 'data': sender.getRouterData(), "
                + "'top': [middleware.getRouter(), middleware.getMethod(), middleware.getRouterData()], 'im': sender.getImtype()})";
    }

    private static String head(String rule, String more) {
        return "//[author: test]\n//[rule: " + rule + "]\n" + more
                + "const m = require('./middleware');\nconst s = new m.Sender(m.getSenderID());\n";
    }

    private void javascript(String word, String body) throws Exception {
        host.file("plugins/js_" + word + ".js", head("js " + word, "") + body + "\n");
    }

    private void both(String word, String call) throws Exception {
        both(word, call, "", "");
    }

    private void both(String word, String call, String python, String javascript) throws Exception {
        host.python("py_" + word + ".py", "#[rule: py " + word + "]", call.replace("AWAIT ", ""));
        javascript(word, "await " + (python.isEmpty() ? call : call.replace(python, javascript)).replace("AWAIT", "await")
                .replace("sender.", "s.") + ";");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    private void says(String group, String user, String text) {
        bot.emit(bot.events().groupText(group, user, text));
    }

    private void hears(String group, String answer) throws Exception {
        RecordedCall call = bot.awaitCall("an answer in " + group, one -> one.param("group_id").equals(group), SOON);
        assertEquals(answer, call.text());
        bot.forgetCalls();
    }

    /// In whatever order the calls came.
    private void sees(String action, Predicate<RecordedCall> call) {
        await(action).pollInterval(Duration.ofMillis(10)).until(() -> bot.callsOf(action).stream().anyMatch(call));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void onlyTheSamePersonAnswersAndNobodyElseHearsIt(String language) throws Exception {
        says("21", USER, language + " listen");
        host.awaitWaits(1);
        says("21", "8", "got no stranger");
        hears("21", "eager");
        says("22", USER, "got no other group");
        hears("22", "eager");
        says("21", USER, "got it");
        hears("21", "got got it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py anybody", "js anybody", "py oldgroup", "js oldgroup"})
    void anybodyInTheGroupAnswers(String start) throws Exception {
        says("23", USER, start);
        host.awaitWaits(1);
        says("23", "8", "me");
        hears("23", "got me");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aSilenceWithoutATimeIsHalfAnHourAndOneWithoutSenseIsAnError(String language) throws Exception {
        says("29", USER, language + " bans");
        sees("set_group_ban", call -> call.param("duration").equals("1800"));
        JsonNode run = host.awaitRun(language + "_bans." + language, "message");
        assertTrue(run.path("error").stringValue("").contains("groupBan needs seconds"), run::toString);
        assertEquals(1, bot.callsOf("set_group_ban").size());
        bot.forgetCalls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aGroupCallWithoutAGroupIsAMistakeOfTheScript(String language) throws Exception {
        bot.emit(bot.events().privateText(USER, language + " bans"));
        await().untilAsserted(() -> assertTrue(host.awaitRun(language + "_bans." + language, "message")
                .path("error").stringValue("").contains("groupBan acts on the current group, and this run has none")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void theAnswerIsRecalledWhenAskedFor(String language) throws Exception {
        says("24", USER, language + " old");
        host.awaitWaits(1);
        says("24", USER, "secret");
        sees("delete_msg", call -> true);
        sees("send_group_msg", call -> call.text().equals("got secret"));
        bot.forgetCalls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void mediaComeWithTheAnswer(String language) throws Exception {
        says("25", USER, language + " media");
        host.awaitWaits(1);
        bot.emit(bot.events().groupCq("25", USER,
                "[CQ:image,file=a.png,url=http://127.0.0.1/a.png][CQ:record,file=a.amr,url=http://127.0.0.1/a.amr]"));
        hears("25", "image voice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aPaymentEndsTheWaitOfItsPayer(String language) throws Exception {
        says("26", USER, language + " pay");
        host.awaitWaits(1);
        says("27", USER, language + " paying");
        hears("27", "true busy");
        host.post("/payments", "{\"imType\":\"qq\",\"account_id\":\"bot\",\"userID\":\"" + USER
                + "\",\"userName\":\"Ada\",\"amount\":\"1000.50\",\"channel\":\"alipay\"}");
        hears("26", "payment 1000.5 1000.5 true ada alipay");
        says("27", USER, language + " paying");
        hears("27", "false timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void theExitCodeEndsTheWaitForAPayment(String language) throws Exception {
        says("28", USER, language + " pay");
        host.awaitWaits(1);
        says("28", USER, "quit");
        hears("28", "quit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void breakInSpeaksInTheUsersName(String language) throws Exception {
        says("29", USER, language + " break");
        hears("29", "heard " + USER + " 29");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void schedulesAreMadeChangedAndSpeakInDisguise(String language) throws Exception {
        says("30", USER, language + " cron");
        sees("send_group_msg", call -> call.text().equals("scheduled " + language) && call.param("group_id").equals("31"));
        sees("send_group_msg", call -> call.text().equals("memo other from " + language + " cron true true false"));
        bot.forgetCalls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aRouteSeesTheWholeRequest(String language) {
        String body = host.send("POST", "/" + language + "/bob?q=1", "{\"a\":[1]}", "", "X-Kind", "test", "Cookie", "c=d",
                "Content-Type", "application/json").body().replace(" ", "").replace("\\", "");
        for (String part : new String[]{"\"path\":\"/" + language + "/bob\"", "\"same\":\"/" + language + "/bob\"",
            "\"method\":\"POST\"",
            "\"name\":\"bob\"", "\"cookie\":\"d\"", "\"header\":\"test\"", "\"body\":{\"a\":[1]}", "\"data\":\"{\"a\":[1]}\"",
            "\"top\":[\"/" + language + "/bob\",\"POST\",\"{\"a\":[1]}\"]", "\"im\":\"\""}) {
            assertTrue(body.contains(part), () -> "no " + part + " in " + body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void requestsAndNoticesReachThePlatform(String language) throws Exception {
        says("32", USER, language + " group");
        sees("_send_group_notice", call -> call.param("content").equals("note"));
        sees("set_group_add_request", call -> call.param("flag").equals("f1") && call.param("approve").equals("true"));
        sees("set_friend_add_request", call -> call.param("flag").equals("f2") && call.param("approve").equals("false"));
        sees("send_group_msg", call -> call.text().contains("inviting"));
        bot.forgetCalls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aFreshProcessServesOneRunOnly(String language) throws Exception {
        assertNotEquals(answer("33", language + " fresh"), answer("33", language + " fresh"));
    }

    private String answer(String group, String text) throws Exception {
        says(group, USER, text);
        String answer = bot.awaitCall("an answer", call -> call.param("group_id").equals(group), SOON).text();
        bot.forgetCalls();
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void manyCallsAtOnceAllReturn(String language) throws Exception {
        assertEquals("200", answer("34", language + " threads"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void siblingsAreImportedAndAnEndIsAnEnd(String language) throws Exception {
        assertEquals("sister", answer("35", language + " ends"));
        JsonNode run = host.awaitRun(language + "_ends." + language, "message");
        assertEquals("ok", run.path("status").stringValue(""), run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"js exit bye", "js module function"})
    void javascriptEndsAndModulesWork(String row) throws Exception {
        String[] words = row.split(" ");
        assertEquals(words[2], answer("36", words[0] + " " + words[1]));
    }
}
