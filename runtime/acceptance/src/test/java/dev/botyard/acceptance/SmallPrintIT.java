package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What scripts of other hosts take for granted, in both languages: replies of nothing, receipts as ids, IM types in any case, ends.
@TestInstance(Lifecycle.PER_CLASS)
class SmallPrintIT {
    private static final String SETTINGS = "aliases: { Wx: QQ }\nmasters: { QQ: [\"1\", \"2\"] }\n";

    private RunningHost host;
    private SimulatedAccount bot;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).file("botyard.yaml", SETTINGS)
                .file("accounts/bot.yaml", "im: QQ\ndefault: true\nconfig:\n  self_id: \"10001\"\n  access_token: token-10001\n");
        host.python("py_empty.py", "#[rule: py empty]",
                "r = [sender.reply(''), sender.reply(None), sender.replyMarkdown(''), sender.replyImage(''), sender.replyMixed([]), "
                        + "sender.replyFile('no-such-file.pdf')]\n"
                        + "sender.reply(' '.join(str(not one['ok'] and one['error'] != '') for one in r) + ' ' + "
                        + "str(middleware.push('qq', '', '5', '', '')) + str(middleware.pushImage('qq', '', '5', '', None)))");
        javascript("empty",
                "const r = [await s.reply(''), await s.reply(null), await s.replyMarkdown(''), await s.replyImage(''), "
                        + "await s.replyMixed([]), await s.replyFile('no-such-file.pdf')];\n"
                        + "await s.reply(r.map((one) => !one.ok && one.error !== '' ? 'True' : 'False').join(' ') + ' ' + "
                        + "await m.push('qq', '', '5', '', '') + await m.pushImage('qq', '', '5', '', null));");
        host.python("py_cron.py", "#[rule: py cron]", "c = middleware.Cron()\ne = c.addCron('0 9 * * *', False, 'daily')\n"
                + "u = c.updateCron(e, '0 8 * * *')\nsender.reply(u['cron'] + ' ' + str(c.delCron(e)).lower() + ' ' + str(len(c.getCrons())))");
        javascript("cron", "const { addCron, updateCron, delCron, getCrons } = new m.Cron();\nconst { reply } = s;\n"
                + "const e = await addCron('0 9 * * *', false, 'daily');\nconst u = await updateCron(e, '0 8 * * *');\n"
                + "await reply(`${u.cron} ${await delCron(e)} ${(await getCrons()).length}`);");
        host.python("py_case.py", "#[rule: py case]",
                "sender.reply(' '.join([sender.getImtype(), str(middleware.push('Wx', '', '5', '', 'hi')), str(sender.isAdmin()).lower(), "
                        + "middleware.bucketGet('QQ', 'masters'), middleware.bucketGet('wx', 'masters', 'none'), "
                        + "str(middleware.notifyMasters('note', ['WX']))]))");
        javascript("case", "await s.reply([await s.getImtype(), await m.push('Wx', '', '5', '', 'hi'), await s.isAdmin(), "
                + "await m.bucketGet('QQ', 'masters'), await m.bucketGet('wx', 'masters', 'none'), await m.notifyMasters('note', ['WX'])].join(' '));");
        host.python("py_gone.py", "#[rule: py gone (.+)]",
                "import os\nprint('printed')\nsender.reply('gone')\nos._exit(int(sender.param(1)))");
        javascript("gone (.+)", "console.log('printed');\nawait s.reply('gone');\nprocess.exit(Number(await s.param(1)));");
        host.python("py_alias.py", "#[rule: py alias]\n#[imtype+: WX]", "sender.reply(middleware.domain())");
        host.file("plugins/js_alias.js", "//[author: test]\n//[rule: js alias]\n//[imtype+: wx]\n"
                + "const m = require('./middleware');\nnew m.Sender(m.getSenderID()).reply(await m.domain());\n");
        host.python("py_blocked.py", "#[rule: .+ alias]\n#[priority: 9]\n#[imtype-: wx]", "sender.reply('blocked for nobody')");
        host.start();
        bot = host.connect("bot", "10001");
    }

    private void javascript(String rule, String body) throws Exception {
        host.file("plugins/js_" + rule.split(" ")[0] + ".js", "//[author: test]\n//[rule: js " + rule
                + "]\nconst m = require('./middleware');\nconst s = new m.Sender(m.getSenderID());\n" + body + "\n");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    private String answer(String user, String text) throws Exception {
        bot.emit(bot.events().groupText("21", user, text));
        String answer = bot.awaitCall("an answer", one -> one.param("group_id").equals("21"), SOON).text();
        bot.forgetCalls();
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void nothingToSendIsToldAndNotRaised(String language) throws Exception {
        assertEquals("True True True True True True 00", answer("9", language + " empty"));
        JsonNode run = host.awaitRun(language + "_empty." + language, "message");
        assertEquals("ok", run.path("status").stringValue(""));
        assertTrue(run.path("notes").toString().contains("push to qq was not sent: there is nothing to send"), run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void whatAddCronReturnedNamesTheEntry(String language) throws Exception {
        assertEquals("0 8 * * * true 0", answer("9", language + " cron"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void imTypesHaveNoCase(String language) throws Exception {
        assertEquals("qq 1 true 1&2 1&2 2", answer("1", language + " case"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aProcessThatEndsItselfEndsTheRun(String language) throws Exception {
        assertEquals("gone", answer("9", language + " gone 0"));
        JsonNode run = host.awaitRun(language + "_gone." + language, "message");
        assertEquals("ok printed", run.path("status").stringValue("") + " " + run.path("output").stringValue("").strip());
        assertEquals("gone", answer("9", language + " gone 3"));
        dev.botyard.testkit.Patience.await().untilAsserted(() -> {
            JsonNode failed = host.awaitRun(language + "_gone." + language, "message");
            assertEquals("error", failed.path("status").stringValue(""));
            assertTrue(failed.path("error").stringValue("").contains("exit code 3"), failed::toString);
        });
        assertEquals("gone", answer("9", language + " gone 0"), "others go on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void headersNameImTypesByTheirAliasesAndDomainFollowsTheSettings(String language) throws Exception {
        host.file("botyard.yaml", SETTINGS);
        await("the address of before").until(() -> answer("9", language + " alias").equals(host.address().toString()));
        host.file("botyard.yaml", SETTINGS + "public_url: https://bots.example.org/yard/\n");
        await("the new address").until(() -> answer("9", language + " alias").equals("https://bots.example.org/yard"));
    }
}
