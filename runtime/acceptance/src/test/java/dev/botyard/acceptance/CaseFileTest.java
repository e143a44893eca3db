package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a case may look like, and that a wrong expectation is noticed.
class CaseFileTest {
    @TempDir
    private Path folder;

    private CaseFile read(String yaml, String... scripts) throws IOException {
        for (String script : scripts) {
            Files.writeString(folder.resolve(script), "");
        }
        return CaseFile.read(Files.writeString(folder.resolve("tea.yaml"), yaml));
    }

    private void isRefused(String words, String yaml, String... scripts) {
        String told = assertThrows(IllegalArgumentException.class, () -> read(yaml, scripts)).getMessage();
        assertTrue(told.contains(words), told);
    }

    @Test
    void scenesAndStepsKeepTheirOrder() throws Exception {
        CaseFile file = read("one:\n  - say: $lang a\n    by: 8\n  - hear: b\ntwo:\n  - waits: 1\n", "tea.py", "tea.js");

        assertEquals(List.of("py", "js"), file.languages());
        assertEquals(List.of("one", "two"), file.scenes().stream().map(CaseFile.Scene::name).toList());
        assertEquals(List.of("say", "hear"), file.scenes().getFirst().steps().stream().map(CaseFile.Step::verb).toList());
        assertEquals(8, file.scenes().getFirst().steps().getFirst().more().path("by").asInt());
    }

    @Test
    void aLanguageIsMissingOnlyWhereTheFileSaysSo() throws Exception {
        isRefused("tea.yaml has no script tea.js", "one:\n  - say: a\n", "tea.py");
        assertEquals(List.of("py"), read("only: py\none:\n  - say: a\n").languages());
        isRefused("tea.yaml has no script tea.rb", "only: rb\none:\n  - say: a\n");
        assertEquals(List.of("api"), read("only: api\none:\n  - say: a\n").languages());
    }

    @Test
    void whatIsMisspelledIsNotPassedOver() {
        isRefused("one: there is no step 'says', only [answers, ask, ", "only: api\none:\n  - says: a\n");
        isRefused("'from' cannot stand beside 'say'", "only: api\none:\n  - say: a\n    from: 8\n");
        isRefused("is no step", "only: api\none:\n  - a\n");
        isRefused("has no steps", "only: api\none: []\n");
        isRefused("has no case", "only: api\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1|1", "1.0|1", "true|true", "'\"a\"'|'\"a\"'", "'\"/^a.c$/\"'|'\"abc\"'",
        "'\"/^4\\\\d$/\"'|42", "'\"/b/\"'|'[\"abc\"]'", "'{\"a\":1}'|'{\"a\":1,\"b\":2}'", "'{}'|'{\"a\":1}'",
        "'[1,{}]'|'[1,{\"a\":1}]'"})
    void whatIsWantedFits(String wanted, String got) {
        assertTrue(Wanted.mismatch(Json.MAPPER.readTree(wanted), Json.MAPPER.readTree(got)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'\"1\"'|1", "1|'\"1\"'", "true|'\"true\"'", "'\"\"'|null", "'\"/./\"'|null",
        "'\"a\"'|'\"ab\"'",
        "'\"/^b/\"'|'\"ab\"'", "'{\"a\":1}'|'{\"b\":1}'", "'{\"a\":{\"b\":1}}'|'{\"a\":{\"b\":2}}'", "'[1]'|'[1,2]'", "'[]'|'{}'",
        "'{}'|'[]'"})
    void whatIsNotWantedIsTold(String wanted, String got) {
        assertTrue(Wanted.mismatch(Json.MAPPER.readTree(wanted), Json.MAPPER.readTree(got)).isPresent());
    }

    @Test
    void aMismatchNamesItsPlace() {
        assertEquals("a.0.b was 2, wanted 1", Wanted.mismatch(Json.MAPPER.readTree("{\"a\":[{\"b\":1}]}"),
                Json.MAPPER.readTree("{\"a\":[{\"b\":2}]}")).orElseThrow());
    }

    @Test
    void namesAreFilledInAndUnknownOnesStay() {
        Cast cast = new Cast("tea", "py", 3);
        cast.keep("run", "r-1");

        assertEquals("py r-1 $member $", cast.fill("$lang $run $member $"));
        assertEquals("{\"r-1\":[\"1004\",1]}", cast.fill(Json.MAPPER.readTree("{\"$run\":[\"$group\",1]}")).toString());
    }
}
