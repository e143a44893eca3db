package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings of one plugin and the buckets that its script reads.
class PluginParamsTest {
    private static final Plugin TEA = Scripts.plugin("tea.py",
            "param: {\"key\":\"tea.kind\",\"name\":\"Kind\",\"required\":true}",
            "param: {\"key\":\"tea.cn.milk\",\"bool\":true,\"default\":\"false\"}",
            "param: {\"key\":\"tea.cups\",\"type\":\"number\",\"default\":2,\"required\":true}",
            "param: {\"key\":\"tea.size\",\"options\":{\"s\":\"Small\",\"l\":\"Large\"}}",
            "param: {\"key\":\"key\",\"type\":\"secret\",\"default\":\"from-the-header\"}",
            "param: {\"spliter\":true,\"name\":\"More\"}");

    @TempDir
    private Path folder;
    private Store store;
    private PluginParams params;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("botyard.db"));
        params = new PluginParams(store.buckets());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ParamRecord shown(String key) {
        return params.of(TEA).stream().filter(param -> param.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void whatNobodySetShowsItsDefaultAndTellsWhatIsNeeded() {
        assertEquals("2 false false",
                shown("tea.cups").value() + " " + shown("tea.cups").set() + " " + shown("tea.cups").missing());
        assertEquals(" true", shown("tea.kind").value() + " " + shown("tea.kind").missing());
        assertEquals(List.of("Kind"), params.missing(TEA));
        assertEquals(List.of("Kind"), PluginParams.needed(TEA.header()));
    }

    @Test
    void valuesStandWhereTheScriptReadsThem() {
        params.set(TEA, Map.of("tea.kind", "green", "tea.cn.milk", "YES", "cups", " 3 ", "size", "Large", "key", "k"));
        assertEquals("green true 3 l k",
                String.join(" ", store.buckets().get("tea", "kind"), store.buckets().get("tea.cn", "milk"),
                        store.buckets().get("tea", "cups"), store.buckets().get("tea", "size"),
                        store.buckets().get("otto", "key")));
        assertEquals(List.of(), params.missing(TEA));
        assertEquals("green true", shown("tea.kind").value() + " " + shown("tea.kind").set());
    }

    @Test
    void whatIsTakenBackShowsItsDefaultAgain() {
        params.set(TEA, Map.of("tea.cups", "3"));
        params.set(TEA, Map.of("tea.cups", ""));
        assertEquals("2 false", shown("tea.cups").value() + " " + shown("tea.cups").set());
        assertEquals(List.of(), store.buckets().keys("tea", null));
    }

    @Test
    void whatAScriptWroteItselfIsShown() {
        store.buckets().set("tea", "size", "xxl");
        assertEquals("xxl", shown("tea.size").value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tea.cn.milk | perhaps | tea.cn.milk must be true or false, not 'perhaps'",
        "tea.cups | many | tea.cups must be a number, not 'many'",
        "tea.size | huge | tea.size must be one of s, l, not 'huge'",
        "tea.kind | ' ' | tea.kind is required and has no default; give a value",
        "tea.kidn | x | tea.py has no setting 'tea.kidn'. Did you mean 'tea.kind'? There are key, tea.cn.milk, tea.cups, tea.kind, tea.size."})
    void whatIsWrongIsSaidAndNothingIsSet(String key, String value, String sentence) {
        Map<String, String> values = new java.util.LinkedHashMap<>(Map.of("tea.kind", "green"));
        values.put(key, value);
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> params.set(TEA, values)).getMessage());
        assertEquals(List.of(), store.buckets().bucketNames());
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        values.put("tea.cups", "x");
        values.put("tea.cn.milk", "y");
        assertEquals("tea.cups must be a number, not 'x'; tea.cn.milk must be true or false, not 'y'",
                assertThrows(IllegalArgumentException.class, () -> params.set(TEA, values)).getMessage());
    }

    @Test
    void aSecretIsNeverShown() {
        params.set(TEA, Map.of("key", "very-secret-tea"));
        ParamRecord key = shown("key");
        assertEquals("  true", key.value() + " " + key.standard() + " " + key.set());
        assertFalse(params.of(TEA).toString().contains("very-secret-tea"));
        assertEquals("the ***", Secrets.process().mask("the very-secret-tea"));
    }

    @Test
    void aWrongSecretIsNotRepeated() {
        Plugin plugin = Scripts.plugin("a.py", "param: {\"key\":\"a.pin\",\"type\":\"number\",\"secret\":true}");
        assertEquals("a.pin must be a number",
                assertThrows(IllegalArgumentException.class, () -> params.set(plugin, Map.of("a.pin", "open"))).getMessage());
    }

    @Test
    void aChoiceWithoutChoicesTakesAnything() {
        Plugin plugin = Scripts.plugin("a.py", "param: {\"key\":\"a.b\",\"type\":\"select\"}");
        params.set(plugin, Map.of("a.b", "x"));
        assertEquals("x", store.buckets().get("a", "b"));
    }
}
