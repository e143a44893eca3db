package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.RecordedCall;
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

/// People pay, in both languages: the lock, what else is said meanwhile, numbers, and payments that belong to nobody.
@TestInstance(Lifecycle.PER_CLASS)
class PaymentsIT {
    private RunningHost host;
    private SimulatedAccount bot;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n");
        host.file("botyard.yaml", "masters: { qq: [\"1\"] }\n");
        host.python("py_lock.py", "#[rule: py lock]",
                "if sender.atWaitPay():\n    sender.reply('somebody is paying')\n    exit()\n"
                        + "sender.reply('pay now')\nr = sender.waitPay('q', 60000)\n"
                        + "sender.reply('got ' + (r if isinstance(r, str) else str(r['money'] >= 19.8) + ' ' + str(r['expected_amount'])).lower())");
        javascript("lock",
                "if (await s.atWaitPay()) { await s.reply('somebody is paying'); return; }\nawait s.reply('pay now');\n"
                        + "const r = await s.waitPay('q', 60000);\n"
                        + "await s.reply('got ' + (typeof r === 'string' ? r : `${typeof r.money === 'number' && r.money >= 19.8} ${r.expected_amount}`));");
        host.python("py_event.py", "#[event: payment]", "print(sender.getEventData()['money'] > 1)");
        host.python("hello.py", "#[rule: hello]", "sender.reply('hello back')");
        host.start();
        bot = host.connect("bot", "10001");
    }

    private void javascript(String word, String body) throws Exception {
        host.file("plugins/js_" + word + ".js", "//[author: test]\n//[rule: js " + word
                + "]\nconst m = require('./middleware');\nconst s = new m.Sender(m.getSenderID());\n" + body + "\n");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    private void says(String user, String text) {
        bot.emit(bot.events().groupText("21", user, text));
    }

    private void hears(String answer) throws Exception {
        RecordedCall call = bot.awaitCall("an answer", one -> one.param("group_id").equals("21"), SOON);
        assertEquals(answer, call.text());
        bot.forgetCalls();
    }

    private void waitsForPayment(int count) {
        await("waits for payment").until(() -> host.get("/payments").path("waits").size() == count);
    }

    private void isPaid(String im, String user, String amount) {
        host.post("/payments",
                "{\"imType\":\"" + im + "\",\"account_id\":\"bot\",\"userID\":\"" + user + "\",\"amount\":" + amount
                        + ",\"channel\":\"epay\",\"type\":\"payment\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void onePayerLocksTheYardAndWhoeverPaysPaysForIt(String language) throws Exception {
        says("100", language + " lock");
        hears("pay now");
        waitsForPayment(1);
        says("101", language + " lock");
        hears("somebody is paying");
        isPaid("qq", "wxid_of_100", "19.8");
        hears("got true 0");
        waitsForPayment(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void onlyTheExitWordIsTakenFromTheChat(String language) throws Exception {
        says("100", language + " lock");
        hears("pay now");
        host.awaitWaits(1);
        says("100", "hello");
        hears("hello back");
        says("100", "q");
        hears("got q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void whatNobodyClaimsIsToldAndAssigned(String language) throws Exception {
        isPaid("qq", "stranger", "20");
        RecordedCall notice = bot.awaitCall("a notice", one -> one.param("user_id").equals("1"), SOON);
        bot.forgetCalls();
        JsonNode unclaimed = host.get("/payments?unclaimed").path("payments");
        assertEquals(1, unclaimed.size(), unclaimed::toString);
        String id = unclaimed.get(0).path("id").stringValue("");
        assertTrue(notice.text().contains(id) && notice.text().contains("20 from (stranger)"), notice::text);
        says("100", language + " lock");
        hears("pay now");
        waitsForPayment(1);
        String run = host.get("/payments").path("waits").get(0).path("run").stringValue("");
        assertTrue(host.post("/payments/" + id + "/assign", "{\"run\":\"no-such\"}").path("error").path("message").stringValue("")
                .contains("does not wait for a payment"));
        JsonNode done = host.post("/payments/" + id + "/assign", "{\"run\":\"" + run + "\"}");
        assertTrue(done.path("delivered").booleanValue(false), done::toString);
        hears("got true 0");
        assertEquals(0, host.get("/payments?unclaimed").path("payments").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aRunThatWasCutWaitsNoMore(String language) throws Exception {
        says("100", language + " lock");
        hears("pay now");
        waitsForPayment(1);
        String run = host.get("/payments").path("waits").get(0).path("run").stringValue("");
        host.post("/runs/" + run + "/cancel", "{}");
        waitsForPayment(0);
    }
}
