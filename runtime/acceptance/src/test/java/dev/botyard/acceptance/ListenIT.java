package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a script hears that listens: nothing in time, in the way that its author asks for; a picture; and no more than it lives.
@TestInstance(Lifecycle.PER_CLASS)
class ListenIT {
    private RunningHost host;
    private SimulatedAccount bot;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n");
        both("none", "[timeout_value: none]", "AWAIT sender.reply(String(AWAIT sender.listen(1000) === NULL))");
        both("empty", "[timeout_value: empty]", "AWAIT sender.reply(String(AWAIT sender.input(1000) === ''))");
        both("unsaid", "", "AWAIT sender.reply(String(AWAIT sender.listen(1000) === ''))");
        both("again", "", "AWAIT sender.reply('?')", "AWAIT sender.reply(AWAIT sender.listen(60000))");
        both("what", "", "AWAIT sender.reply('?')", "AWAIT sender.reply('<' + AWAIT sender.listen(60000))");
        both("short", "[timeout: 2s]", "AWAIT sender.listen(60000)");
        host.python("echo.py", "#[rule: hello]", "sender.reply('hello back')");
        host.start();
        bot = host.connect("bot", "10001");
    }

    private void both(String word, String header, String... lines) throws Exception {
        String body = String.join("\n", lines);
        host.python("py_" + word + ".py", "#" + header + "\n#[rule: py " + word + "]",
                body.replace("AWAIT ", "").replace("===", "==").replace("NULL", "None").replace("String(", "str("));
        host.file("plugins/js_" + word + ".js", "//[author: test]\n//" + header + "\n//[rule: js " + word
                + "]\nconst m = require('./middleware');\nconst sender = new m.Sender(m.getSenderID());\n"
                + body.replace("AWAIT ", "await ").replace("NULL", "null") + "\n");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    private void says(String text) {
        bot.emit(bot.events().groupText("700", "5", text));
    }

    private void sends(String segments) {
        bot.emit(bot.events().groupText("700", "5", "").replace("[{\"type\":\"text\",\"data\":{\"text\":\"\"}}]", segments));
    }

    private RecordedCall heard() throws Exception {
        RecordedCall call = bot.awaitCall("an answer", one -> one.action().equals("send_group_msg"), SOON);
        bot.forgetCalls();
        return call;
    }

    @ParameterizedTest
    @CsvSource({"py,none", "js,none", "py,empty", "js,empty", "py,unsaid", "js,unsaid"})
    void whenNobodyAnswersTheAuthorGetsWhatHeAsksFor(String language, String word) throws Exception {
        assertEquals("true", saysAndHears(language + " " + word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void withoutAWordOfTheAuthorTheSettingHolds(String language) throws Exception {
        host.file("botyard.yaml", "plugins: { timeout_value: none }\n");
        await("null instead of nothing").until(() -> saysAndHears(language + " unsaid").equals("false"));
        assertEquals("true", saysAndHears(language + " empty"));
        host.file("botyard.yaml", "");
        await("nothing again").until(() -> saysAndHears(language + " unsaid").equals("true"));
    }

    private String saysAndHears(String text) throws Exception {
        says(text);
        return heard().text().toLowerCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aPictureAloneIsAnAnswerAndCanBeSaidAgain(String language) throws Exception {
        says(language + " again");
        assertEquals("?", heard().text());
        host.awaitWaits(1);
        sends("[{\"type\":\"image\",\"data\":{\"file\":\"a.png\",\"url\":\"https://example.com/a.png?x=1,2&y=[CQ:at,qq=all]\"}}]");
        RecordedCall call = heard();
        assertEquals("image", call.types());
        assertEquals("https://example.com/a.png?x=1,2&y=[CQ:at,qq=all]", call.segment(0, "file"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "py|[{\"type\":\"at\",\"data\":{\"qq\":\"all\"}}]|<[CQ:at,qq=all]",
        "js|[{\"type\":\"at\",\"data\":{\"qq\":\"all\"}}]|<[CQ:at,qq=all]",
        "py|[{\"type\":\"mface\",\"data\":{\"key\":\"1\"}}]|<[CQ:mface]",
        "js|[{\"type\":\"mface\",\"data\":{\"key\":\"1\"}}]|<[CQ:mface]"})
    void whatIsNoMediumIsHeardAsText(String language, String segments, String expected) throws Exception {
        says(language + " what");
        assertEquals("?", heard().text());
        host.awaitWaits(1);
        sends(segments);
        RecordedCall call = heard();
        assertEquals(expected, call.text());
        assertEquals("text", call.types());
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "js"})
    void aRunThatIsOverTakesNoMessageAnyMore(String language) throws Exception {
        says(language + " short");
        host.awaitRun(language + "_short." + language, "message");
        says("hello");
        assertEquals("hello back", heard().text());
    }
}
