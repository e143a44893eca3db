package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People who answer before the script listens: while the platform's answer to the question is still under way.
class EarlyAnswerIT {
    private static final String ASKER = "3";

    private RunningHost host;
    private SimulatedAccount bot;
    private volatile String answers = ASKER;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n");
        both("ask", "AWAIT sender.reply('what?')", "AWAIT sender.reply('got ' + AWAIT sender.listen(20000))");
        both("anybody", "AWAIT sender.reply('what?')", "AWAIT sender.reply('got ' + AWAIT sender.listen(20000, 0, 'group'))");
        both("never", "AWAIT sender.reply('what?')", "False and sender.listen(20000)");
        host.python("eager.py", "#[rule: tea]", "sender.reply('eager')");
        host.start();
        bot = host.connect("bot", "10001");
        bot.onCall(call -> {
            if (call.text().equals("what?")) {
                bot.emit(bot.events().groupText("700", answers, "tea"));
            }
        });
    }

    private void both(String word, String... lines) throws Exception {
        String body = String.join("\n", lines);
        host.python("py_" + word + ".py", "#[rule: py " + word + "]", body.replace("AWAIT ", ""));
        host.file("plugins/js_" + word + ".js", "//[author: test]\n//[rule: js " + word
                + "]\nconst m = require('./middleware');\nconst sender = new m.Sender(m.getSenderID());\n"
                + body.replace("AWAIT ", "await ").replace("False and", "false &&") + "\n");
    }

    private void says(String text) {
        bot.emit(bot.events().groupText("700", ASKER, text));
    }

    private List<String> said() {
        return bot.callsOf("send_group_msg").stream().map(RecordedCall::text).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void theAnswerBelongsToTheListenThatFollows(String language) throws Exception {
        says(language + " ask");
        await().until(() -> said().contains("got tea"));
        assertEquals(List.of("what?", "got tea"), said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void anybodyInTheGroupMayBeQuick(String language) throws Exception {
        answers = "4";
        says(language + " anybody");
        await().until(() -> said().contains("got tea"));
        assertEquals(List.of("what?", "got tea"), said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void whereTheScriptDoesNotListenTheMessageFiresOthers(String language) throws Exception {
        says(language + " never");
        bot.awaitCall("eager", call -> call.text().equals("eager"), SOON);
    }

    @AfterEach
    void stop() {
        host.close();
    }
}
