package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PluginTest {

    @Test
    void itsStateIsWhatStopsItFirst() {
        assertEquals("enabled", Scripts.plugin("a.py").state());
        assertEquals("disabled", Scripts.plugin("a.py", "disable: true").state());
        assertEquals("invalid", Scripts.invalid("a.py", "line 1: no", "disable: true").state());
        assertEquals("installing", Scripts.installing("a.py").state());
        assertTrue(Scripts.installing("a.py").enabled(), "its runs wait");
        assertFalse(Scripts.installing("a.py", "disable: true").enabled());
        assertFalse(Scripts.invalid("a.py", "line 1: no").enabled());
    }

    @Test
    void codeThatDoesNotCompileMakesItInvalidWithTheLine() {
        Plugin judged = Scripts.plugin("a.py").judged(new Verdict(7, "SyntaxError: invalid syntax"));
        assertEquals("invalid", judged.state());
        assertEquals("line 7: SyntaxError: invalid syntax", judged.invalid());
        assertEquals(new HeaderProblem(7, Severity.ERROR, "SyntaxError: invalid syntax"), judged.problems().getLast());
    }

    @Test
    void whatWasWrongBeforeStaysTheReason() {
        Plugin judged = Scripts.invalid("a.py", "line 2: no rule").judged(new Verdict(7, "SyntaxError"));
        assertEquals("line 2: no rule", judged.invalid());
        assertEquals(1, judged.problems().size(), "but the code's fault is told");
    }

    @Test
    void packagesDoNotHelpCodeThatDoesNotCompile() {
        Plugin judged = Scripts.installing("a.py").judged(new Verdict(0, "SyntaxError"));
        assertEquals("invalid SyntaxError", judged.state() + " " + judged.invalid());
    }

    @Test
    void codeThatCompilesChangesNothing() {
        Plugin plugin = Scripts.plugin("a.py");
        assertSame(plugin, plugin.judged(Verdict.FINE));
    }

    @Test
    void oneMoreProblemStandsBehindTheOthersAndStopsNothing() {
        Plugin plugin = Scripts.plugin("a.py", "bypass: perhaps").with(new HeaderProblem(0, Severity.WARNING, "slow"));
        assertEquals(List.of(2, 0), plugin.problems().stream().map(HeaderProblem::line).toList());
        assertEquals("enabled", plugin.state());
    }

    @Test
    void workersAreToldWhatTheyNeedToLoadIt() {
        Plugin plugin = Scripts.plugin("t\"ea.py", "title: Tea", "version: 1");
        JsonNode told = Json.MAPPER.readTree("{" + Plugin.startJson(plugin.path(), List.of(Path.of("/a"), Path.of("/b")),
                List.of(Path.of("/packages/x")), plugin.header(), "s-1") + "}").path("plugin");
        assertEquals(Json.MAPPER.readTree("""
                {"file": "/plugins/t\\"ea.py", "folder": "/plugins", "folders": ["/a", "/b"], "paths": ["/packages/x"],
                 "name": "t\\"ea", "title": "Tea", "version": "1", "stamp": "s-1", "dialect": ""}"""), told);
    }

    @Test
    void operatorsSeeItsHeaderAndWhenItRunsNext() {
        PluginRecord record = PluginRecord.of(
                Scripts.plugin("tea.py", "rule: ^tea$", "rule: milk", "event: payment", "cron: 0 8 * * *", "router: /tea",
                        "priority: 5", "admin: true", "description: Makes tea"),
                List.of(ZonedDateTime.of(2027, 1, 2, 8, 0, 0, 0, ZoneOffset.ofHours(8))), List.of());
        assertEquals("tea.py tea enabled ann 5 true", String.join(" ", record.file(), record.title(), record.state(),
                record.author(), "" + record.priority(), "" + record.admin()));
        assertEquals(List.of("^tea$", "milk"), record.rules());
        assertEquals(List.of("payment"), record.events());
        assertEquals("0 8 * * * /tea " + List.of("2027-01-02T08:00+08:00"),
                record.cron() + " " + record.router() + " " + record.nextRuns());
    }

    @Test
    void whatItHasNotStandsThereAsNothing() {
        PluginRecord record = PluginRecord.of(Scripts.plugin("tea.py"), List.of(), List.of());
        assertEquals("||||", record.cron() + "|" + record.router() + "|" + record.invalid() + "|" + record.description() + "|");
        assertEquals(List.of(), record.rules());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', value = {"s.reply('[CQ:at,qq=all] hi')~true", "at = \"all\"~true",
        "f(`all`)~true",
        "[CQ:at,qq = all]~true", "print(all([]))~false", "[CQ:at,qq=alligator]~false", "'all of them'~false", "''~false",
        "'all\"~false"})
    void onlyAWrittenMentionOfEverybodyCounts(String source, boolean written) {
        assertEquals(written, EverybodyMention.in(source));
    }
}
