package dev.botyard.runtime.infra.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What scripts and requests write, read alike at both doors.
class ArgumentsTest {
    private static Arguments of(String json) {
        return new Arguments(Json.MAPPER.readTree(json.replace('\'', '"')), IllegalArgumentException::new);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"{'a':'x'} | x", "{'a':7} | 7", "{'a':true} | true",
        "{'a':1.50} | 1.5", "{'a':7.0} | 7", "{'a':-0.0} | 0", "{'a':1.2345678901234568e17} | 123456789012345680",
        "{'a':1e-7} | 0.0000001", "{'a':123456789012345678901} | 123456789012345678901", "{'a':null} | \"\"", "{} | \"\""})
    void textIsWhatIsWritten(String json, String text) {
        assertEquals(text, of(json).text("a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"{'a':7} | 7", "{'a':'7'} | 7", "{'a':' 7.9 '} | 7",
        "{'a':7.9} | 7",
        "{'a':'1e3'} | 1000", "{'a':''} | 5", "{'a':null} | 5", "{} | 5", "{'a':-1} | -1",
        "{'a':9007199254740993} | 9007199254740993"})
    void numbersMayBeText(String json, long number) {
        assertEquals(number, of(json).number("a", 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"{'a':true} | true", "{'a':1} | true", "{'a':-2.5} | true",
        "{'a':'Yes'} | true", "{'a':' on '} | true", "{'a':'no'} | false", "{'a':''} | false", "{'a':0} | false",
        "{'a':0.0} | false",
        "{'a':null} | false", "{} | false", "{'a':[1]} | false"})
    void wordsAndNumbersMaySayYes(String json, boolean yes) {
        assertEquals(yes, of(json).flag("a"));
    }

    @Test
    void oneTextIsAListOfOne() {
        assertEquals(List.of("x", "7"), of("{'a':['x',7.0,null]}").texts("a"));
        assertEquals(List.of("x"), of("{'a':'x'}").texts("a"));
        assertEquals(List.of(), of("{'a':null}").texts("a"));
    }

    @Test
    void ofSeveralNamesTheFirstThatSaysSomethingCounts() {
        assertEquals("x", of("{'a':'','b':null,'c':'x','d':'y'}").text("a", "b", "c", "d"));
    }

    @Test
    void whatCannotBeMeantIsRefusedWithASentence() {
        assertEquals("a must be text, not a list", refused(() -> of("{'a':[1]}").text("a")));
        assertEquals("a must be text, not an object", refused(() -> of("{'a':{}}").text("a")));
        for (String no : List.of("'x'", "'NaN'", "'5d'", "'0x10'", "true", "[]", "1e999", "'1e999'")) {
            String sentence = refused(() -> of("{'a':" + no + "}").number("a", 0));
            assertTrue(sentence.startsWith("a must be a number, not "), () -> no + ": " + sentence);
        }
        assertEquals("a must be an object", refused(() -> of("{'a':[1]}").object("a")));
        assertEquals("a must be a list", refused(() -> of("{'a':'x'}").objects("a")));
        assertEquals("a must be a list of objects", refused(() -> of("{'a':[{},'x']}").objects("a")));
        assertEquals("a must be a list of text", refused(() -> of("{'a':[[1]]}").texts("a")));
        assertEquals("a must be a list", refused(() -> of("{'a':{}}").texts("a")));
        assertEquals("userID is missing", refused(() -> of("{'userId':' '}").required(Argument.USER)));
    }

    @Test
    void aNumberWithAHugeExponentDoesNotFillTheMemory() {
        assertTrue(of("{'a':1e999999999}").text("a").length() < 400);
    }

    @Test
    void everySpellingIsTakenAtBothDoorsAndNoneTwiceInOneArgument() {
        for (Argument argument : Argument.values()) {
            assertEquals(argument.spellings().size(), new HashSet<>(argument.spellings()).size(), argument.name());
            for (String spelling : argument.spellings()) {
                assertEquals("x", of("{'" + spelling + "':'x'}").text(argument));
                assertEquals("x", argument.of(Map.of(spelling, " x ")));
                assertEquals("7", argument.of(Map.of(spelling, 7.0)));
            }
        }
    }

    private static String refused(Executable reading) {
        return assertThrows(IllegalArgumentException.class, reading).getMessage();
    }
}
