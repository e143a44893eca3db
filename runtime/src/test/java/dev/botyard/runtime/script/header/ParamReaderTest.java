package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Configuration fields and packages, which are JSON in a comment.
class ParamReaderTest {
    private final HeaderProblems problems = new HeaderProblems();

    private Optional<PluginParam> read(String json) {
        return ParamReader.read(new HeaderLine(4, "param", json, true), problems);
    }

    private PluginParam param(String fields) {
        return read("{\"key\":\"a.b\"" + (fields.isEmpty() ? "" : "," + fields) + "}").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"''~STRING", "\"type\":\"BOOLEAN\"~BOOLEAN", "\"type\":\"number\"~NUMBER",
        "\"type\":\"secret\"~SECRET", "\"type\":\"select\"~SELECT", "\"bool\":true~BOOLEAN", "\"bool\":\"yes\"~BOOLEAN",
        "\"bool\":false~STRING", "\"type\":\"string\",\"bool\":true~BOOLEAN", "\"secret\":true~SECRET",
        "\"options\":[\"x\"]~SELECT", "\"type\":\"string\",\"options\":[\"x\"]~STRING",
        "\"type\":\"number\",\"bool\":true~NUMBER"})
    void theTypeIsSaidInNewAndOldWords(String fields, PluginParam.Type type) {
        assertEquals(type, param(fields).type());
    }

    @Test
    void anUnknownTypeIsTextAndTold() {
        assertEquals(PluginParam.Type.STRING, param("\"type\":\"colour\"").type());
        assertEquals("The type 'colour' of the param reads as string; use string, boolean, number, secret or select.",
                problems.inOrder().getFirst().message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"[\"x\",\"y\"]~x=x y=y",
        "[{\"label\":\"X\",\"value\":\"1\"},{\"name\":\"Y\",\"value\":2}]~X=1 Y=2",
        "[{\"value\":\"1\"}]~1=1", "{\"1\":\"X\",\"2\":\"Y\"}~X=1 Y=2", "\"x, y，z,,\"~x=x y=y z=z", "5~5=5", "[]~''",
        "null~''", "[true,null]~true=true ="})
    void choicesMayBeWrittenInManyWays(String options, String expected) {
        assertEquals(expected, String.join(" ", param("\"options\":" + options).options().stream()
                .map(option -> option.label() + "=" + option.value()).toList()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"\"default\":\"x\",\"value\":\"y\"~x", "\"value\":\"y\"~y",
        "\"default\":\"\",\"value\":\"y\"~y",
        "\"default\":false~false", "\"default\":0~0", "\"default\":[1]~[1]", "\"default\":null~''", "\"default\":\"  x \"~x"})
    void theDefaultIsText(String fields, String expected) {
        assertEquals(expected, param(fields).defaultValue());
    }

    @Test
    void theOtherFieldsAreTakenAsTheyAre() {
        PluginParam param = param("\"name\":\"Key\",\"desc\":\"What\",\"placeholder\":\"abc\",\"required\":1,\"bind\":\"b\","
                + "\"scope\":\"Account\"");
        assertEquals("Key What abc b ACCOUNT 4", String.join(" ", param.name(), param.description(), param.placeholder(),
                param.bind(), param.scope().name(), "" + param.line()));
        assertTrue(param.required());
        assertEquals("a.b", param("").name(), "without a name it is its key");
        assertEquals(PluginParam.Scope.GLOBAL, param("\"scope\":\"world\"").scope());
    }

    @Test
    void aSecretIsKnownAsOneWhateverItsType() {
        assertTrue(param("\"type\":\"secret\"").secret());
        assertTrue(param("\"type\":\"number\",\"secret\":true").secret());
        assertFalse(param("").secret());
    }

    @Test
    void aHeadingNeedsNoKeyAndHasNoDefault() {
        PluginParam heading = read("{\"spliter\":true,\"name\":\"More\",\"default\":\"x\"}").orElseThrow();
        assertTrue(heading.separator());
        PluginHeader header = PluginHeaderParser.parse("a.py",
                "#[author: a]\n#[param: {\"spliter\":true,\"key\":\"a.b\",\"default\":\"x\"}]");
        assertEquals(Optional.empty(), header.defaultOf("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"key\":\"\"}", "{\"key\":null}", "[]", "\"a.b\"", "{\"key\":\"a.b\"", "{'key':'a'}", "",
        "{\"key\":}"})
    void aLineThatNamesNothingIsLeftOutAndTold(String json) {
        assertEquals(Optional.empty(), read(json));
        assertEquals(1, problems.inOrder().size());
        assertTrue(problems.inOrder().getFirst().message().contains("left out") && !problems.inOrder().getFirst().message()
                .contains("\n"), problems.inOrder()::toString);
    }

    private Optional<PluginDependency> dependency(String json, String language) {
        return DependencyReader.read(new HeaderLine(5, "dependency", json, true), language, problems).stream().findFirst();
    }

    @ParameterizedTest
    @CsvSource({"python,pip", "javascript,npm", "es5,npm", "golang,go", "klingon,npm"})
    void aPackageComesFromTheManagerOfTheLanguage(String language, String manager) {
        assertEquals(Optional.of(new PluginDependency(5, "x", manager, "")), dependency("{\"name\":\"x\"}", language));
    }

    @Test
    void aPackageMayNameItsManagerAndItsVersion() {
        assertEquals(Optional.of(new PluginDependency(5, "x", "npm", "1.2")),
                dependency("{\"name\":\"x\",\"manager\":\"NPM\",\"version\":1.2}", "python"));
        assertEquals(List.of(), problems.inOrder());
    }

    @Test
    void aPackageWithoutANameOrOfAnUnknownManagerIsAnError() {
        assertEquals(Optional.empty(), dependency("{\"manager\":\"pip\"}", "python"));
        assertEquals(Optional.empty(), dependency("{\"name\":\"x\",\"manager\":\"cargo\"}", "python"));
        assertEquals(List.of(HeaderProblem.Severity.ERROR, HeaderProblem.Severity.ERROR),
                problems.inOrder().stream().map(HeaderProblem::severity).toList());
    }

    @Test
    void aFieldOfAPackageThatMeansNothingIsTold() {
        assertTrue(dependency("{\"name\":\"x\",\"versoin\":\"1\"}", "python").isPresent());
        assertEquals("The field 'versoin' of the dependency has no meaning.", problems.inOrder().getFirst().message());
    }

    @Test
    void whatHelpsToFillItInIsKept() {
        PluginParam param = param("\"description\":\"d\",\"help\":\"h\",\"group\":\"g\",\"placeholder\":\"p\"");
        assertEquals("d h g p", String.join(" ", param.description(), param.help(), param.group(), param.placeholder()));
        assertEquals("e", param("\"desc\":\"e\",\"description\":\"d\"").description());
    }

    @ParameterizedTest
    @CsvSource({"a.b.c.d.e, has 4 levels", "a..b, has an empty part"})
    void aKeyThatNoScriptCanReadIsLeftOutAndTold(String key, String why) {
        assertEquals(Optional.empty(), read("{\"key\":\"" + key + "\"}"));
        String told = problems.inOrder().getFirst().message();
        assertTrue(told.startsWith("No script can read the param '" + key + "': ") && told.contains(why), told);
    }

    @Test
    void ofSeveralLinesForOneKeyTheLastHoldsInThePlaceOfTheFirst() {
        PluginHeader header = PluginHeaderParser.parse("a.py", """
                #[author: ann]
                #[param: {"key":"b.one","name":"old"}]
                #[param: {"spliter":true,"name":"more"}]
                #[param: {"key":"b.two"}]
                #[param: {"key":"b.one","name":"new","required":true}]
                #[param: {"key":"otto.x"}]
                #[param: {"key":"x","name":"the same"}]
                """);
        assertEquals(List.of("new", "more", "b.two", "the same"), header.params().stream().map(PluginParam::name).toList());
    }
}
