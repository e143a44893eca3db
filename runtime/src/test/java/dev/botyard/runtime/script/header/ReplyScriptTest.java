package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which scripts are reply scripts, and which of their calls nobody answers.
class ReplyScriptTest {
    private static boolean is(String source) {
        return ReplyScript.is("", Path.of("/home/plugins/a.js"), source);
    }

    private static List<String> unknown(String source) {
        return ReplyScript.unknownGlobals(source, name -> null).stream()
                .map(problem -> problem.line() + " " + problem.message().replaceAll("^'(\\w+)'.*", "$1")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendText('hi')", "let a = `x ${GetContent()} y`;", "var GetContent = GetContent()",
        "try { importJs('x.js') } catch (e) {}\nfunction main() { Debug(1) }\nmain()", "if (isAdmin()) { request({ url: 'x' }) }",
        "var re = /[/\"]/; sendText(re)", "a = b / 2; sendText('require(1)')"})
    void aScriptThatCallsTheGlobalsAndLoadsNothingIsOne(String source) {
        assertTrue(is(source));
    }

    @ParameterizedTest
    @ValueSource(strings = {"const { Sender } = require('./middleware')\nfunction request() {}\nrequest()", "// sendText('hi')",
        "const say = 'sendText(1)'", "import m from 'middleware'\nsendText(1)", "module.exports = (push) => push(1)",
        "function sleep(ms) { return ms }\nsleep(5)", "const call = (x) => x; call(1)", "class A { request(x) { return x } }",
        "sender.sendText('hi')", "importJs('x.js')", "", "const m = await import('./m.mjs'); push()",
        "export default 1\nsendText()"})
    void othersAreNot(String source) {
        assertFalse(is(source));
    }

    @Test
    void theHeaderDecidesAndThenTheFolder() {
        assertTrue(ReplyScript.is("es5", Path.of("a.js"), "require('axios')"));
        assertFalse(ReplyScript.is("javascript", Path.of("/p/replies/a.js"), "sendText(1)"));
        assertTrue(ReplyScript.is("", Path.of("/p/replies/a.js"), "var a = 1"));
        assertFalse(ReplyScript.is("", Path.of("/p/replies/a.js"), "const m = require('./middleware.js')"));
        assertEquals("es5", PluginHeaderParser.parse("a.js", "//[rule: hi]\nsendText('ho')\n").info().language());
        assertEquals("python", PluginHeaderParser.parse("a.py", "sendText('ho')\n").info().language());
    }

    @Test
    void aCallThatNobodyAnswersIsNamedWithItsLine() {
        assertEquals(List.of("2 sendTxt", "5 setTimeout"), unknown("""
                const a = JSON.parse('{}'), list = [1].map((x) => String(x));
                sendTxt('hi')
                function say(words) { words(1) }
                const { run } = { run() { return parseInt('1') } }; run()
                setTimeout(say, 5); new Date(); var GetContent = GetContent(); if (isAdmin()) say()
                """));
    }

    @Test
    void whatAnImportDeclaresIsKnownAndAMissingOneIsNamed() {
        String source = "// importJs('no.js')\nimportJs(\"lib.js\")\nhelp()\n";
        assertEquals(List.of(), ReplyScript.unknownGlobals(source, name -> "function help() {}"));
        List<HeaderProblem> problems = ReplyScript.unknownGlobals(source, name -> null);
        assertEquals(1, problems.size());
        assertEquals(2, problems.getFirst().line());
        assertTrue(problems.getFirst().message().contains("no file lib.js"), problems.getFirst().message());
    }

    @Test
    void aLongObfuscatedTextIsReadInOnePass() {
        String source = "var x = '" + "\\x41".repeat(300_000) + "'; /* " + "* ".repeat(300_000) + "*/ sendText(x)";
        assertTrue(is(source));
    }

    @Test
    void theNamesAreThoseOfTheSdk() throws IOException {
        String declared = Files.readString(Path.of("..", "plugins", "sdk-javascript", "replies.d.ts"));
        TreeSet<String> names = new TreeSet<>(List.of("console"));
        for (Matcher name = Pattern.compile("(?m)^declare (?:function|const) (\\w+)").matcher(declared); name.find();) {
            names.add(name.group(1));
        }
        assertEquals(names, new TreeSet<>(ReplyGlobals.NAMES));
    }
}
