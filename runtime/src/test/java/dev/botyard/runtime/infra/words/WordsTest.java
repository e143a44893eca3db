package dev.botyard.runtime.infra.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Which language somebody reads, and how a text is said in it. `xx` is a language of this test alone: a file `words/xx.po` beside it.
class WordsTest {

    @Test
    void aFileBesideTheOthersIsALanguage() {
        assertEquals("xx", Words.of("xx-XX").orElseThrow().tag());
        assertEquals("ACCOUNT bot LACKS", Words.accepted("xx").say("account bot is not there"));
    }

    /// One mistake of a translator does not take a whole language away.
    @Test
    void ofASentenceThatStandsTwiceTheFirstCounts() {
        Logger logger = (Logger) LoggerFactory.getLogger(Catalogue.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try {
            Catalogue catalogue = Catalogue.read("/words/xx.po").orElseThrow();
            assertEquals("ACCOUNT bot LACKS", new Recognition(catalogue).say("account bot is not there"));
            assertEquals(
                    List.of("WARN the catalogue /words/xx.po has this twice, and the first counts: account {0} is not there"),
                    logged.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList());
        } finally {
            logger.detachAppender(logged);
        }
    }

    @Test
    void theDearestLanguageThatThereIsCounts() {
        assertEquals("xx", Words.accepted("xx").tag());
        assertEquals("xx", Words.accepted("en;q=0.5, qq, xx-Latn-XX;q=0.8").tag());
        assertEquals("en", Words.accepted("en, xx;q=0.9").tag());
        assertEquals("xx", Words.accepted("en;q=0, *;q=0.1, xx ; q=0.001").tag());
        assertEquals("en", Words.accepted("xx;q=0").tag());
        assertEquals("en", Words.accepted("").tag());
        assertEquals("en", Words.accepted(";;,,=xx;q=7,../../words/xx").tag());
        assertEquals("zh", Words.accepted("zh-TW").tag());
        assertEquals("zh", Words.accepted("zh-Hans-CN, en;q=0.2").tag());
    }

    @Test
    void aTerminalSaysItWithTheVariablesThatAllProgramsRead() {
        assertEquals("zh", Words.ofTerminal(Map.of("LANG", "zh_CN.UTF-8")).tag());
        assertEquals("en", Words.ofTerminal(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C")).tag());
        assertEquals("zh", Words.ofTerminal(Map.of("LANG", "en_US.UTF-8", "LC_MESSAGES", "zh_TW", "LC_ALL", "")).tag());
        assertEquals("en", Words.ofTerminal(Map.of("LANG", "POSIX")).tag());
        assertEquals("en", Words.ofTerminal(Map.of()).tag());
    }

    @Test
    void nobodyHasToBeAskedWhoReads() {
        assertEquals("en", Words.current().tag());
        assertEquals("xx", Words.of("xx").orElseThrow().<String, RuntimeException>during(() -> Words.current().tag()));
    }

    @Test
    void holesMayComeInAnotherOrder() {
        assertEquals("二 b 一 a 三", said("one a two b three", "one {0} two {1} three", "二 {1} 一 {0} 三"));
    }

    @Test
    void whatStandsInAHoleIsLookedUpToo() {
        assertEquals("不能启动：没有文件 x", said("it cannot start: there is no file x", "it cannot start: {0}", "不能启动：{0}",
                "there is no file {0}", "没有文件 {0}"));
    }

    @Test
    void latinWordsAreSetApartFromIdeographs() {
        assertEquals("应为 strict 之一", said("expected strict", "expected {0}", "应为{0}之一"));
        assertEquals("应为数字之一", said("expected a number", "expected {0}", "应为{0}之一", "a number", "数字"));
    }

    @Test
    void whatIsNotKnownStaysAsItIs() {
        assertEquals("of this nobody knows", said("of this nobody knows", "one of {0} is wrong", "{0}"));
        assertEquals("不能启动：of this nobody knows",
                said("it cannot start: of this nobody knows", "it cannot start: {0}", "不能启动：{0}"));
    }

    @Test
    void partsOfATextAreSaidWhereTheWholeIsNotKnown() {
        assertEquals("botyard.yaml:3: port: 应为数字。",
                said("botyard.yaml:3: port: expected a number.", "expected a number", "应为数字", ".",
                        "。"));
        assertEquals("没有文件。你是不是指 'x'？", said("There is no file. Did you mean 'x'?", "there is no file.", "没有文件。",
                "Did you mean '{0}'?", "你是不是指 '{0}'？"));
        assertEquals("a.yaml:3: port: 应为数字，从 0 到 9。你是不是指 '8'？",
                said("a.yaml:3: port: expected a number from 0 to 9. Did you mean '8'?",
                        "expected a number{0}.", "应为数字{0}。", "from {0} to {1}", "，从 {0} 到 {1}", "Did you mean '{0}'?",
                        "你是不是指 '{0}'？"));
        assertEquals("连不上 h:9: 连接被拒绝: /h:9",
                said("no connection to h:9: refused it: /h:9", "no connection to {0}", "连不上{0}", "refused it", "连接被拒绝"));
        assertEquals("没有文件。现有：a、b。",
                said("there is no file. There are a、b.", "there is no file.{0}", "没有文件。{0}", "{0} There are {1}.",
                        "{0}现有：{1}。"));
        assertEquals("没有文件\n  没有文件", said("there is no file\n  there is no file", "there is no file", "没有文件"));
        assertEquals("没有文件；没有文件", said("there is no file; there is no file", "there is no file", "没有文件", "; ", "；"));
    }

    @Test
    void whatIsPutBehindOtherWordsIsKnownWithWhatPartsThem() {
        assertEquals("被拒绝：5；请等待 3 秒",
                said("it was refused: 5; wait for 3 s", "it was refused: {0}", "被拒绝：{0}", "; wait for {0} s", "；请等待 {0} 秒"));
        String[] entries = {"it was refused: {0}", "被拒绝：{0}", "; add the bot to the group", "；请把机器人加入群", "no right", "没有权限"};
        assertEquals("被拒绝：230002；请把机器人加入群", said("it was refused: 230002; add the bot to the group", entries));
        assertEquals("被拒绝：没有；x；请把机器人加入群",
                said("it was refused: no; x; add the bot to the group", "it was refused: {0}", "被拒绝：{0}",
                        "; add the bot to the group", "；请把机器人加入群", "no; {0}", "没有；{0}", "it was {0}; {1}", "是{0}；{1}"));
        assertEquals("被拒绝：没有权限；请把机器人加入群", said("it was refused: no right; add the bot to the group", entries));
    }

    @Test
    void fullWidthPunctuationHasNoSpaceBesideIt() {
        assertEquals("不能读取（已 3 次）：x", said("it cannot be read (3 times now): x", "it cannot be read{0}: {1}", "不能读取{0}：{1}",
                "({0} times now)", "（已 {0} 次）"));
    }

    @Test
    void aFullStopBehindAHoleIsNoPartOfIt() {
        assertEquals("应为数字，不能是 'a'。", said("it is no number, but 'a'.", "it is no number, but {0}", "应为数字，不能是 {0}", ".", "。"));
    }

    @Test
    void whatBeginsOrEndsWithASeparatorHasNothingBesideIt() {
        assertEquals("运行 2 个: a.py 1", said("2 runs now: a.py 1", "{0} runs now{1}", "运行 {0} 个{1}"));
        assertEquals("; ", said("; ", "{0} runs now{1}", "运行 {0} 个{1}"));
    }

    @Test
    void theSentenceWithMostWordsOfItsOwnCounts() {
        assertEquals("端口 80 被占用",
                said("port 80 is taken", "port {0} is {1}", "端口{1}{0}", "port {0} is taken", "端口 {0} 被占用", "{0} is taken",
                        "{0} 没了"));
    }

    @Test
    void whatPeopleWroteIsNoPattern() {
        assertEquals("没有账号 '{1} $1 \\d .*'。",
                said("there is no account '{1} $1 \\d .*'.", "there is no account '{0}'.", "没有账号 '{0}'。"));
        String many = "there is no account '" + "a: ".repeat(5_000) + "'.";
        assertEquals(many, said(many, "there is no account '{0}'.", "没有账号 '{0}'。"));
        String deep = "it says: ".repeat(300) + "end";
        assertEquals(true, said(deep, "it says: {0}", "说：{0}").contains("it says"));
    }

    @Test
    void aWordAloneIsATermOnlyInsideOfASentence() {
        String[] entries = {"there is no {0} '{1}'", "没有{0} '{1}'", "account", "账号"};
        assertEquals("没有账号 'account'", said("there is no account 'account'", entries));
        assertEquals("account", said("account", entries));
    }

    @Test
    void catalogueIsReadAsTranslatorsWriteIt() {
        List<String> twice = new ArrayList<>();
        assertEquals(Map.of("a \"b\"\nc", "d\te", "f g", "h"), PoFile.sentences("""
                # head
                msgid ""
                msgstr "Language: xx\\n"

                #. {0} what
                #: runtime/A.java
                msgid "a \\"b\\"\\n"
                "c"
                msgstr ""
                "d\\te"

                msgid "f g"
                msgstr "h"

                msgid "not yet"
                msgstr ""
                """, twice::add));
        assertThrows(IllegalArgumentException.class, () -> PoFile.sentences("msgid a", twice::add));
        assertEquals(List.of(), twice);
        assertEquals(Map.of("a", "b"),
                PoFile.sentences("msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"", twice::add));
        assertEquals(List.of("a"), twice);
    }

    private static String said(String text, String... entries) {
        Map<String, String> sentences = new LinkedHashMap<>();
        for (int index = 0; index < entries.length; index += 2) {
            sentences.put(entries[index], entries[index + 1]);
        }
        return new Recognition(new Catalogue(sentences)).say(text);
    }
}
