package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rest of the host asks of a header.
class PluginHeaderTest {

    private static PluginHeader of(String file, String... headers) {
        return PluginHeaderParser.parse(file, "#[author: a]\n#[" + String.join("]\n#[", headers) + "]\n");
    }

    @ParameterizedTest
    @CsvSource({"tea.py,tea", "tea.v2.py,tea.v2", "tea,tea", ".py,.py"})
    void itsNameIsTheFilesWithoutItsEnding(String file, String name) {
        assertEquals(name, of(file, "rule: x").baseName());
        assertEquals(name, of(file, "rule: x").displayName(), "without a title");
        assertEquals("Tea", of(file, "title: Tea").displayName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rule: x", "event: x", "cron: 0 8 * * *", "router: /x"})
    void anyTriggerFiresIt(String header) {
        assertTrue(of("a.py", header).fired());
    }

    @Test
    void whatItDoesForAModelIsTheLastThatItSays() {
        assertEquals("tells the weather", of("a.py", "ai: tells something", "AI:  tells the weather ").tool());
        assertTrue(of("a.py", "ai: tells the weather").fired(), "a model fires it");
        for (String none : List.of("title: x", "ai: ", "aid: x")) {
            assertEquals("", of("a.py", none).tool(), none);
            assertFalse(of("a.py", none).fired(), none);
        }
    }

    @Test
    void withoutATriggerNothingDoes() {
        assertFalse(of("a.py", "title: x", "router: wrong", "cron: ").fired());
    }

    @Test
    void theLastDeclarationOfAKeyHolds() {
        PluginHeader header = of("a.py", "param: {\"key\":\"b.k\",\"default\":\"\"}",
                "param: {\"key\":\"b.k\",\"default\":\"one\"}",
                "param: {\"key\":\"b.k\",\"default\":\"two\"}", "param: {\"key\":\"lone\",\"default\":\"three\"}");
        assertEquals(Optional.of("two"), header.defaultOf("b", "k"));
        assertEquals(Optional.of("three"), header.defaultOf("otto", "lone"));
        assertEquals(Optional.empty(), header.defaultOf("otto", "k"));
        assertEquals(Optional.empty(), header.defaultOf("b", "K"), "keys are compared as they are");
    }

    @ParameterizedTest
    @CsvSource({"payment,payment,true", "payment,payments,false", "qq-notice,qq-notice-poke,true",
        "qq-notice-,qq-notice-poke,false",
        "qq-notice-poke,qq-notice,false", "group.member,group.member.join,false", "wx-notice,weixin-notice-poke,true"})
    void anEventIsMeantByItsNameOrAPartThatEndsAtADash(String subscribed, String event, boolean listens) {
        assertEquals(listens, of("a.py", "event: " + subscribed).listensTo(event, im -> im.equals("wx") ? "weixin" : im));
    }

    @Test
    void whatTheHostDoesNotKnowIsKept() {
        PluginHeader header = of("a.py", "price: 5", "Price: 6", "shop: x");
        assertEquals(List.of("5", "6"), header.other().get("price").stream().map(HeaderValue::text).toList());
        assertEquals("[price, shop]", header.other().keySet().toString());
        assertThrows(UnsupportedOperationException.class, () -> header.other().clear());
    }

    @Test
    void listsGrowWithEachLineAndMethodsThatAreNoneAreTold() {
        PluginHeader header = of("a.py", "imtype: QQ", "imtype+: weixin，tg", "groupid-: 7", "router: /x",
                "method: get,POST,fetch",
                "methods: delete");
        assertEquals("[qq, weixin, tg]", header.selectors().imTypes().allow().toString());
        assertEquals("[7]", header.selectors().groups().block().toString());
        assertEquals("[GET, POST, DELETE]", header.route().orElseThrow().methods().toString());
        assertEquals(List.of("The HTTP method 'fetch' was left out; use get, post, put or delete."),
                header.problems().stream().map(HeaderProblem::message).toList());
    }

    @ParameterizedTest
    @CsvSource({"a.js,typescript,javascript", "a.mjs,es5,es5", "a.py,es5,python", "a.go,golang,golang", "a.txt,ruby,ruby",
        "a.js,'',javascript"})
    void theLanguageIsTheFilesUnlessItIsADialect(String file, String declared, String language) {
        assertEquals(language, of(file, "language: " + declared).info().language());
    }

    @Test
    void theDescriptionOfAPluginIsTakenAsItIs() {
        PluginInfo info = of("a.py", "description: a<br>b", "version: v1", "class: tools", "icon: i", "service: s",
                "createAt: now",
                "runtime: python@3.12").info();
        assertEquals("a<br>b v1 tools i s now python@3.12", String.join(" ", info.description(), info.version(), info.category(),
                info.icon(), info.service(), info.createdAt(), info.runtime()));
    }
}
