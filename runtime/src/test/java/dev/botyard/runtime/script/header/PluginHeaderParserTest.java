package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.ImTypes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginHeaderParserTest {
    private static PluginHeader python(String... lines) {
        return PluginHeaderParser.parse("sample.py", String.join("\n", lines));
    }

    private static PluginHeader pythonBy(String... lines) {
        return python("# [author: ann]\n" + String.join("\n", lines));
    }

    private static List<String> texts(List<HeaderValue> values) {
        return values.stream().map(HeaderValue::text).toList();
    }

    @Test
    void readsARealisticPythonScript() {
        PluginHeader header = python("#!/usr/bin/env python3", "# -*- coding: utf-8 -*-", "", "############ parcels ############",
                "#[title: Parcel watch]   shown in the list", "# [Author:ann]", "#[version: v1.2]", "#[class: 工具类]",
                "#[description: Looks up parcels.<br>Needs a key]", "#[platform: qq,wx,tg] just for the market", "",
                "#[public: false]",
                "#[rule: ^([Pp]arcel) (\\d+)$] a number", "#[rule: raw https?://[\\w.]+/p/[\\s\\S]+]",
                "#[cron: 0 8 * * *]   daily",
                "#[priority: 9999999999]", "#[admin: false]", "#[disable:false]", "#[imType: ]", "#[userId-: 12, 34，56]",
                "import middleware", "",
                "# [param: {\"required\":true,\"key\":\"ann.parcel.token\",\"bool\":false,\"name\":\"Key [x]\"}] needed",
                "# [rule: not a trigger any more]", "x = 1  # [param: not here]");

        assertEquals("Parcel watch", header.info().title());
        assertEquals("ann", header.info().author());
        assertEquals("python", header.info().language());
        assertEquals("工具类", header.info().category());
        assertEquals(List.of("^([Pp]arcel) (\\d+)$", "raw https?://[\\w.]+/p/[\\s\\S]+"), texts(header.rules()));
        assertEquals(13, header.rules().getFirst().line());
        assertEquals("0 8 * * *", header.cron().orElseThrow().text());
        assertEquals(9_999_999_999L, header.priority());
        assertEquals(Set.of(), header.selectors().imTypes().allow());
        assertEquals(Set.of("12", "34", "56"), header.selectors().users().block());
        assertEquals("ann.parcel", header.params().getFirst().bucket());
        assertEquals("token", header.params().getFirst().key());
        assertEquals("Key [x]", header.params().getFirst().name());
        assertEquals(List.of("platform", "public"), List.copyOf(header.other().keySet()));
        assertEquals(List.of(), header.problems());
    }

    @Test
    void readsARealisticJavaScriptFileWithByteOrderMarkAndWindowsLineEnds() {
        PluginHeader header = PluginHeaderParser.parse("hook.js",
                "\uFEFF//[author: bob]\r\n// [title: Hook]\r\n//[router: /hooks/{repo}]\r\n"
                        + "//[method: Get,post]\r\n//[method: PUT]\r\n//[server: ci]\r\n//[isolation: process]\r\n//[timeout: 1h30m]\r\n//[concurrency: 2]\r\n"
                        + "const m = require('./middleware.js')\r\n");

        assertEquals("javascript", header.info().language());
        assertEquals(new PluginRoute(3, "/hooks/{repo}", Set.of("GET", "POST", "PUT"), "ci"), header.route().orElseThrow());
        assertEquals(Isolation.PROCESS, header.isolation());
        assertEquals(new PluginLimits(Optional.of(Duration.ofMinutes(90)), OptionalInt.of(2)), header.limits());
        assertEquals(List.of(), header.problems());
    }

    @Test
    void readsHeadersInABlockCommentAtTheTop() {
        PluginHeader header = PluginHeaderParser.parse("a.js",
                "/**\n * [author: bob]\n * //[rule: hello]\n [title: T] */\nlet a = 1\n");
        assertEquals("bob", header.info().author());
        assertEquals("T", header.info().title());
        assertEquals(List.of("hello"), texts(header.rules()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"^([Kk]eep)$]~^([Kk]eep)$", "a] see [1]~a", "[\\s\\S]+] text~[\\s\\S]+",
        "^[^[]+$]~^[^[]+$",
        "[a[bc]]]~[a[bc]]", "\\[x\\]]~\\[x\\]", "[^\\]]+] tail~[^\\]]+", "^[ab$] tail~^[ab$", "[]x]y]~[]x]y",
        "never closed~never closed"})
    void findsTheEndOfARule(String written, String expected) {
        assertEquals(List.of(expected), texts(pythonBy("#[rule: " + written).rules()));
    }

    @Test
    void reportsABracketThatIsNeverClosed() {
        HeaderProblem problem = pythonBy("#[rule: hello").problems().getFirst();
        assertEquals(2, problem.line());
        assertEquals(HeaderProblem.Severity.WARNING, problem.severity());
    }

    @Test
    void leavesOutOfTitlesWhatNobodySeesAndSaysSo() {
        PluginHeader header = PluginHeaderParser.parse("tea.py",
                "#[author: ann]\n#[title: Tea \u202eyp\u200b]\n#[rule: tea\u200b]\n");
        assertEquals("Tea yp", header.displayName());
        assertEquals("tea\u200b", header.rules().getFirst().text());
        assertEquals(
                List.of("line 2: The header 'title' has U+202E (RIGHT-TO-LEFT OVERRIDE), which nobody sees; it is left out."),
                header.problems().stream().map(problem -> "line " + problem.line() + ": " + problem.message()).toList());
    }

    @Test
    void acceptsHeadersAfterADocstring() {
        PluginHeader header = python("\"\"\"What it does", "in two lines\"\"\"", "# [author: ann]", "# [rule: hi]", "import os",
                "# [rule: no]");
        assertEquals(List.of("hi"), texts(header.rules()));
    }

    @Test
    void readsEverythingBelowCodeWhenTheTopHasNoHeader() {
        PluginHeader header = python("# a script [note: see below]", "# [note: mine]", "import os", "# [author: ann]", "def f():",
                "    # [rule: hi]");
        assertEquals("ann", header.info().author());
        assertEquals(List.of("hi"), texts(header.rules()));
    }

    @Test
    void treatsEmptyAndPlaceholderValuesAsNone() {
        PluginHeader header = pythonBy("#[cron: ]", "#[rule:]", "#[imType:]", "#[param: ]", "#[router: ]", "#[cron: 0 0 0 0 0]");
        assertEquals(Optional.empty(), header.cron());
        assertEquals(List.of(), header.rules());
        assertEquals(List.of(), header.params());
        assertEquals(List.of(), header.problems());
    }

    @Test
    void keepsTheFirstOfTwoSchedules() {
        PluginHeader header = pythonBy("#[cron: 1 * * * *]", "#[cron: 2 * * * *]");
        assertEquals(new HeaderValue(2, "1 * * * *"), header.cron().orElseThrow());
        assertEquals(3, header.problems().getFirst().line());
        assertEquals(HeaderProblem.Severity.ERROR, header.problems().getFirst().severity());
    }

    @Test
    void letsTheLastOfRepeatedTextsWin() {
        assertEquals("b", pythonBy("#[title: a]", "#[title: b]", "#[title: ]").info().title());
    }

    @Test
    void warnsOfAMissingAuthorButKeepsThePlugin() {
        PluginHeader header = python("#[rule: hi]");
        assertEquals(1, header.rules().size());
        assertEquals(HeaderProblem.Severity.WARNING, header.problems().getFirst().severity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"key\": \"a.b\"", "{'key':'a.b'}", "[1]", "text", "{\"name\": \"no key\"}"})
    void dropsABrokenParamWithAWarning(String json) {
        PluginHeader header = pythonBy("#[param: " + json + "]", "#[rule: hi]");
        assertEquals(List.of(), header.params());
        assertEquals(1, header.rules().size());
        assertEquals(2, header.problems().getFirst().line());
    }

    @ParameterizedTest
    @CsvSource({"a.b,a,b", "a.b.c,a.b,c", "plain,otto,plain", ".x,otto,.x", "x.,otto,x."})
    void splitsParamKeysAtTheLastDot(String key, String bucket, String name) {
        PluginParam param = pythonBy("#[param: {\"key\":\"" + key + "\"}]").params().getFirst();
        assertEquals(bucket, param.bucket());
        assertEquals(name, param.key());
    }

    @Test
    void mapsOldAndNewSpellingsOfParams() {
        PluginHeader header = pythonBy("#[param: {\"key\":\"a.b\",\"bool\":true,\"value\":true}]",
                "#[param: {\"key\":\"a.c\",\"type\":\"secret\",\"default\":\"new\",\"value\":\"old\"}]",
                "#[param: {\"key\":\"a.d\",\"type\":\"select\",\"options\":[\"x\",{\"label\":\"Y\",\"value\":\"y\"}],\"scope\":\"account\"}]",
                "#[param: {\"spliter\":true,\"name\":\"More\"}]",
                "#[param: {\"key\":\"a.e\",\"default\":7,\"type\":\"number\"}]");
        List<PluginParam> params = header.params();
        assertEquals(PluginParam.Type.BOOLEAN, params.get(0).type());
        assertEquals("true", params.get(0).defaultValue());
        assertTrue(params.get(1).secret());
        assertEquals("new", params.get(1).defaultValue());
        assertEquals(List.of(new PluginParam.Option("x", "x"), new PluginParam.Option("Y", "y")), params.get(2).options());
        assertEquals(PluginParam.Scope.ACCOUNT, params.get(2).scope());
        assertTrue(params.get(3).separator());
        assertEquals(Optional.of("7"), header.defaultOf("a", "e"));
        assertEquals(Optional.empty(), header.defaultOf("a", "d"));
    }

    @Test
    void neverShowsTheDefaultOfASecret() {
        assertFalse(pythonBy("#[param: {\"key\":\"a.c\",\"type\":\"secret\",\"default\":\"hush\"}]").toString().contains("hush"));
    }

    @Test
    void readsDependencies() {
        PluginHeader header = pythonBy("#[dependency: {\"name\":\"requests\",\"version\":\">=2,<3\"}]",
                "#[dependency: {\"manager\":\"pip\"}]",
                "#[dependency: {\"name\":\"x\",\"manager\":\"cargo\"}]");
        assertEquals(List.of(new PluginDependency(2, "requests", "pip", ">=2,<3")), header.dependencies());
        assertEquals(List.of(3, 4), header.problems().stream().map(HeaderProblem::line).toList());
    }

    @Test
    void readsBareNamesOfPackages() {
        assertEquals(
                List.of("aiohttp ", "requests 2.32.3", "rsa >=4,<5", "httpx ", "bs4 ~=0.0.1", "curl_cffi ",
                        "aiohttp[speedups,x] 3"),
                pip("aiohttp", "requests==2.32.3, rsa >= 4,<5", "httpx bs4~=0.0.1", "'curl_cffi'", "aiohttp[speedups,x]==3"));
        PluginHeader npm = PluginHeaderParser.parse("sample.js",
                "//[author: ann]\n//[dependency: axios@^1.7, @scope/tea, got]\n//[dependency: qs==6]");
        assertEquals(List.of("axios npm ^1.7", "@scope/tea npm ", "got npm ", "qs npm 6"), npm.dependencies().stream()
                .map(one -> one.name() + " " + one.manager() + " " + one.version()).toList());
        assertEquals(List.of(), npm.problems());
    }

    private static List<String> pip(String... values) {
        PluginHeader header = pythonBy(
                Arrays.stream(values).map(value -> "#[dependency: " + value + "]").toArray(String[]::new));
        assertEquals(List.of(), header.problems());
        return header.dependencies().stream().map(one -> one.name() + " " + one.version()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--index-url=http://x", "../tea", "tea; rm", "-r list", "tea@"})
    void refusesWhatIsNoNameOfAPackage(String value) {
        PluginHeader header = pythonBy("#[dependency: " + value + "]");
        assertEquals(1, header.problems().size(), header.problems()::toString);
        assertTrue(header.dependencies().stream().noneMatch(one -> one.name().startsWith("-") || one.name().contains("..")),
                header.dependencies()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks", "/api/x", "/open", "/healthz", "/a/{b", "/a/{b}/{b}", "/a{b}"})
    void refusesPathsThatARouteCannotHave(String path) {
        PluginHeader header = pythonBy("#[router: " + path + "]");
        assertEquals(Optional.empty(), header.route());
        assertEquals(HeaderProblem.Severity.ERROR, header.problems().getFirst().severity());
    }

    @Test
    void namesImTypesByTheirAliases() {
        UnaryOperator<String> canonical = im -> ImTypes.canonical(Map.of("wx", "weixin"), im);
        PluginHeader header = pythonBy("#[imtype+: WX]", "#[event: Wx-notice-group_increase]");
        assertTrue(header.selectors().admit("weixin", "1", "", canonical));
        assertFalse(header.selectors().admit("qq", "1", "", canonical));
        assertFalse(pythonBy("#[imtype-: wx]").selectors().admit("weixin", "1", "", canonical));
        assertTrue(pythonBy("#[imtype-: wx]").selectors().admit("qq", "1", "", canonical));
        assertTrue(header.listensTo("weixin-notice-group_increase-approve", canonical));
        assertFalse(header.listensTo("qq-notice-group_increase", canonical));
    }

    @Test
    void readsWhatTheAuthorChooses() {
        assertEquals(new PluginChoices(Optional.empty(), Optional.empty()), pythonBy().choices());
        assertEquals(new PluginChoices(Optional.of(true), Optional.of(false)),
                pythonBy("#[timeout_value: None]", "#[mention_all: false]").choices());
        PluginHeader wrong = pythonBy("#[timeout_value: zero]");
        assertEquals(Optional.empty(), wrong.choices().timeoutNone());
        assertTrue(wrong.problems().getFirst().message().contains("write none or empty"), wrong.problems()::toString);
    }

    @Test
    void letsTheAllowListWinOverTheBlockList() {
        PluginSelectors selectors = pythonBy("#[imtype+: QQ]", "#[imtype: tg]", "#[imtype-: qq]", "#[groupid-: 7]").selectors();
        assertTrue(selectors.admit("qq", "1", "", ImTypes::plain));
        assertTrue(selectors.admit("TG", "1", "8", ImTypes::plain));
        assertFalse(selectors.admit("wx", "1", "", ImTypes::plain));
        assertFalse(selectors.admit("qq", "1", "7", ImTypes::plain));
    }

    @Test
    void matchesEventsByNameOrPrefix() {
        PluginHeader header = pythonBy("#[event: qq-notice-group_increase]", "#[event: group.member.leave]");
        assertTrue(header.listensTo("qq-notice-group_increase", ImTypes::plain));
        assertTrue(header.listensTo("qq-notice-group_increase-approve", ImTypes::plain));
        assertFalse(header.listensTo("qq-notice-group_increased", ImTypes::plain));
        assertTrue(header.listensTo("group.member.leave", ImTypes::plain));
        assertFalse(header.listensTo("group.member", ImTypes::plain));
    }

    @Test
    void readsNumbersAndFlagsWithCare() {
        PluginHeader header = pythonBy("#[priority: 99999999999999999999999999999999999999999999999]", "#[admin: YES]",
                "#[bypass: perhaps]",
                "#[timeout: soon]", "#[concurrency: 0]",
                "#[isolation: vm]");
        assertEquals(Long.MAX_VALUE, header.priority());
        assertTrue(header.admin());
        assertFalse(header.bypass());
        assertEquals(List.of(2, 4, 5, 6, 7), header.problems().stream().map(HeaderProblem::line).toList());
    }

    @Test
    void takesTheLanguageFromTheFileUnlessItIsADialect() {
        assertEquals("es5", PluginHeaderParser.parse("a.js", "//[author: a]\n//[language: es5]").info().language());
        PluginHeader odd = pythonBy("#[language: nodejs]");
        assertEquals("python", odd.info().language());
        assertEquals(1, odd.problems().size());
    }
}
