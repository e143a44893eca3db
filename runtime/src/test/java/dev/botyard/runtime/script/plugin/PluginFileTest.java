package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.Language;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginFileTest {
    @TempDir
    private Path folder;

    private Plugin read(String name, String source) throws IOException {
        Files.writeString(folder.resolve(name), source);
        return PluginFile.read(folder.resolve(name), List.of(folder), ZoneOffset.UTC);
    }

    private Plugin read(PluginEnvironments.State state, String source) throws IOException {
        Files.writeString(folder.resolve("a.py"), source);
        return PluginFile.read(folder.resolve("a.py"), List.of(folder), ZoneOffset.UTC,
                (language, dependencies, changed) -> state, () -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea.py", "tea.js", "TEA.PY", "tea.mjs", "签到.py", "a b.cjs"})
    void scriptsAreKnownByTheirNames(String name) {
        assertTrue(PluginFile.isPlugin(folder.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {".tea.py", "_shared.py", "middleware.py", "middleware.js", "middleware_ql.js", "middleware.pyi",
        "middleware.d.ts", "tea.txt", "tea", "tea.py~", "tea.py.bak", "tea.go"})
    void otherFilesAreLeftAlone(String name) {
        assertFalse(PluginFile.isPlugin(folder.resolve(name)));
    }

    @Test
    void theStampChangesWithTheContentAndOnlyThen() throws IOException {
        String first = read("a.py", "#[author: a]\n").stamp();
        assertEquals(first, read("a.py", "#[author: a]\n").stamp());
        assertNotEquals(first, read("a.py", "#[author: b]\n").stamp());
        assertNotEquals(first, read("a.py", "#[author: a]\n\n").stamp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", " \n", "import a\r"})
    void aLongFileIsReadAtOnceWhateverItsLinesAre(String line) throws IOException {
        String source = line.repeat(200_000);
        assertFalse(assertTimeoutPreemptively(Patience.SOON, () -> read("a.py", source)).declares());
        assertTrue(read("a.py", source + "from botyard import on_message\n").declares());
    }

    @Test
    void anEmptyFileIsAPluginThatNothingFires() throws IOException {
        Plugin plugin = read("a.py", "");
        assertEquals("enabled", plugin.state());
        assertFalse(plugin.header().fired());
    }

    @Test
    void aRuleThatDoesNotCompileMakesItInvalidAndTheOtherRulesAreStillKnown() throws IOException {
        Plugin plugin = read("a.py", "#[author: a]\n#[rule: tea]\n#[rule: ^(]\n");
        assertEquals("invalid", plugin.state());
        assertTrue(plugin.invalid().startsWith("line 3: The rule '^('"), plugin.invalid());
        assertEquals(List.of("tea"), plugin.rules().stream().map(Object::toString).toList());
        assertEquals(3, plugin.problems().getFirst().line());
    }

    @Test
    void aScheduleThatIsNoneIsTheProblemOfItsLineAlone() throws IOException {
        Plugin plugin = read("a.py", "#[author: a]\n#[cron: every morning]\n#[rule: tea]\n");
        assertEquals("enabled", plugin.state());
        HeaderProblem problem = plugin.problems().getFirst();
        assertEquals("2 ERROR", problem.line() + " " + problem.severity());
    }

    @Test
    void aReplyScriptRunsAndItsWorkerIsToldWhatItIs() throws IOException {
        Plugin plugin = read("a.js", "//[author: a]\n//[rule: hi]\nsendText('ho')\nsendTxt('ha')\n");
        assertEquals("enabled", plugin.state());
        assertTrue(plugin.startJson().contains("\"dialect\":\"es5\""), plugin.startJson());
        assertEquals(List.of(4), PluginFile.advice(plugin, false).stream().map(HeaderProblem::line).toList());
    }

    @Test
    void packagesThatAreNotThereKeepItWaitingOrStopIt() throws IOException {
        assertEquals("installing", read(PluginEnvironments.State.missing("its packages come", true), "").state());
        Plugin failed = read(PluginEnvironments.State.missing("pip failed", false), "");
        assertEquals("invalid pip failed", failed.state() + " " + failed.invalid());
    }

    @Test
    void aBrokenRuleIsToldBeforeMissingPackages() throws IOException {
        Plugin plugin = read(PluginEnvironments.State.missing("its packages come", true), "#[author: a]\n#[rule: ^(]\n");
        assertEquals("invalid", plugin.state());
        assertFalse(plugin.installing());
    }

    @Test
    void packagesThatAreThereAreToldToItsWorkerAndTheirNotesToItsAuthor() throws IOException {
        Plugin plugin = read(PluginEnvironments.State.ready(List.of(Path.of("/packages/x")), List.of("npm left a script out")),
                "#[author: a]\n");
        assertTrue(plugin.startJson().contains("\"paths\":[\"/packages/x\"]"), plugin.startJson());
        assertEquals(List.of(new HeaderProblem(0, Severity.WARNING, "npm left a script out")), plugin.problems());
    }

    @Test
    void theHeaderDecidesWhoMayMentionEverybodyElseTheText() throws IOException {
        assertTrue(read("a.py", "s.reply('[CQ:at,qq=all]')").mentionsAll());
        assertFalse(read("a.py", "s.reply('hi')").mentionsAll());
        assertFalse(read("a.py", "#[mention_all: false]\ns.reply('[CQ:at,qq=all]')").mentionsAll());
        assertTrue(read("a.py", "#[mention_all: true]\n").mentionsAll());
    }

    @Test
    void aFileThatIsFarTooLargeIsRefused() throws IOException {
        Path large = folder.resolve("large.py");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((8 << 20) + 1);
        }
        IOException told = assertThrows(IOException.class, () -> PluginFile.read(large, List.of(folder), ZoneOffset.UTC));
        assertEquals("it is larger than 8388608 bytes", told.getMessage());
    }

    @Test
    void aLinkThatLeadsNowhereSaysSo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.py"), folder.resolve("gone.py"));
        IOException told = assertThrows(IOException.class, () -> PluginFile.read(link, List.of(folder), ZoneOffset.UTC));
        assertTrue(told.getMessage().contains("which does not exist; correct the link or remove it"), told.getMessage());
    }

    @Test
    void aFileOfNoLanguageIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "tea");
        assertThrows(IOException.class, () -> PluginFile.read(text, List.of(folder), ZoneOffset.UTC));
    }

    @Test
    void adviceOnAnswersThatDoNotComeFollowsHeaderAndHost() throws IOException {
        String source = "a = s.listen(1)\nif a is None:\n    pass\n";
        Plugin plain = read("a.py", source);
        assertEquals(List.of(2), PluginFile.advice(plain, false).stream().map(HeaderProblem::line).toList());
        assertEquals(List.of(), PluginFile.advice(plain, true), "the host gives None");
        assertEquals(List.of(), PluginFile.advice(read("a.py", "#[timeout_value: none]\n" + source), false));
        assertEquals(1, PluginFile.advice(read("a.py", "#[timeout_value: empty]\n" + source), true).size());
    }

    @Test
    void theLanguageIsTheFilesOwn() throws IOException {
        assertEquals(Language.JAVASCRIPT, read("a.mjs", "").language());
        assertEquals(folder, read("a.mjs", "").folder());
    }
}
