package dev.botyard.runtime.script.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static String filled(String template, String data) {
        return Template.fill(template, Json.MAPPER.readTree(data));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"<h1>{{title}}</h1>~{\"title\":\"Hello\"}~<h1>Hello</h1>",
        "{{ a.b }}{{a.c}}|~{\"a\":{\"b\":7}}~7|", "{{l.1}}~{\"l\":[1,2]}~2",
        "{{n}} {{t}} {{z}}|~{\"n\":7.5,\"t\":true,\"z\":null}~7.5 true |",
        "{{#l}}<i>{{.}}</i>{{/l}}~{\"l\":[\"a\",\"b\"]}~<i>a</i><i>b</i>",
        "{{#l}}{{n}}{{of}} {{/l}}|~{\"of\":\"!\",\"l\":[{\"n\":1},{\"n\":2}]}~1! 2! |",
        "{{^l}}none{{/l}}{{#l}}some{{/l}}~{\"l\":[]}~none", "{{#a}}{{#a}}x{{/a}}{{/a}}{{#b}}y{{/b}}~{\"a\":true,\"b\":\"\"}~x",
        "a{{! said to nobody }}b~{}~ab", "{ {a} } {{}}|~{\"a\":1}~{ {a} } |", "{{#o}}{{x}}{{/o}}~{\"o\":{\"x\":\"in\"}}~in",
        "no data {{x}}|~[]~no data |"})
    void dataStandsWhereItIsNamed(String template, String data, String page) {
        assertEquals(page, filled(template, data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{x}}", "{{{x}}}", "{{&x}}", "{{#l}}{{.}}{{/l}}"})
    void aValueIsNeverMarkup(String template) {
        String data = "{\"x\":\"<img src=x onerror='a' b=\\\"`&\",\"l\":[\"<img src=x onerror='a' b=\\\"`&\"]}";
        assertEquals("&lt;img src=x onerror=&#39;a&#39; b=&quot;&#96;&amp;", filled(template, data));
    }

    @Test
    void aValueIsNoTemplate() {
        assertEquals("{{secret}}", filled("{{x}}", "{\"x\":\"{{secret}}\",\"secret\":1}"));
    }

    @ParameterizedTest
    @CsvSource({"{{#a}}x,does not end {{#a}}", "{{/a}}x,ends {{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}},does not end {{#b}}"})
    void aSectionThatIsNotClosedIsSaid(String template, String why) {
        RenderException failure = assertThrows(RenderException.class, () -> filled(template, "{\"a\":1,\"b\":1}"));
        assertTrue(failure.getMessage().contains(why), failure::getMessage);
    }

    @Test
    void aPageHasAnEnd() {
        String rows = "{{#l}}".repeat(9) + "x".repeat(50) + "{{/l}}".repeat(9);
        String data = "{\"l\":[1,2,3,4,5,6,7,8,9,10]}";
        assertTrue(assertThrows(RenderException.class, () -> filled(rows, data)).getMessage().contains("more than"));
    }
}
