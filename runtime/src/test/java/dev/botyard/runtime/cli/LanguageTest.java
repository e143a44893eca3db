package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.words.Words;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands speak the language of the terminal.
class LanguageTest {
    private static final Words CHINESE = Words.of("zh").orElseThrow();

    @TempDir
    private Path home;

    private Said say(String... words) {
        return CHINESE.during(() -> Said.by(words));
    }

    @Test
    void helpIsSaidInIt() {
        String help = say("doctor", "--help").out();
        assertTrue(help.startsWith("用法："), help);
        assertTrue(help.contains("检查主机需要的一切，并说明该怎么做。"), help);
        assertTrue(help.contains("显示帮助并退出。"), help);
        String all = say("--help").out();
        assertTrue(all.contains("命令："), all);
        assertTrue(all.contains("用 'botyard run' 启动。"), () -> "a sentence with a hole of picocli's: " + all);
        String run = say("run", "--help").out();
        assertTrue(run.contains("退出码："), run);
        assertTrue(run.contains("130   由 Ctrl-C 停止"), run);
    }

    @Test
    void whatIsMissingIsExplainedInIt() {
        String said = say("accounts", "start").err();
        assertTrue(said.startsWith("'botyard accounts start' 需要 ID：账号；用 'botyard accounts' 列出。\n帮助："), said);
        assertTrue(say("push").err().startsWith("'botyard push' 需要 IM：IM 类型，如 qq。"), () -> say("push").err());
    }

    @Test
    void columnsAreCalledInIt() throws Exception {
        try (Terminal terminal = new Terminal(home)) {
            terminal.host.on("GET /accounts", 200,
                    "{\"accounts\": [{\"id\": \"bot\", \"state\": \"online\"}], \"problems\": []}");
            String table = CHINESE.during(() -> terminal.say("accounts")).out();
            assertTrue(table.startsWith("ID "), table);
            assertTrue(table.lines().findFirst().orElseThrow().contains("状态"), table);
        }
    }

    @Test
    void mistakesAreSaidInIt() {
        assertEquals("没有 --nonsense 这个选项。", say("doctor", "--nonsense").err().lines().findFirst().orElseThrow());
    }

    @Test
    void whatTheHostAnswersIsSaidInItAndPrintedAsItCameToPrograms() throws Exception {
        try (Terminal terminal = new Terminal(home)) {
            terminal.host.on("GET /accounts", 403,
                    "{\"error\": {\"code\": \"forbidden\", \"message\": \"this needs the role operator, and ann has the role viewer\"}}");
            assertEquals("这需要 operator（管理者）角色，而 ann 的角色是 viewer（查看者）",
                    CHINESE.during(() -> terminal.say("accounts")).err().strip());
            terminal.host.on("GET /accounts", 200, """
                    {"accounts": [{"id": "bot", "state": "failed", "reason": "stopped by an operator"}], "problems": []}
                    """);
            String table = CHINESE.during(() -> terminal.say("accounts")).out();
            assertTrue(table.contains("已由管理者停止"), table);
            String json = CHINESE.during(() -> terminal.say("accounts", "--json")).out();
            assertTrue(json.contains("\"stopped by an operator\""), json);
        }
    }

    @Test
    void completionIsTheSameInEveryLanguage() {
        assertEquals(Said.by("completion", "fish"), say("completion", "fish"));
    }
}
