package dev.botyard.runtime.ops.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.EventNames;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.script.header.HeaderKey;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.ParamField;
import dev.botyard.runtime.script.header.PluginHeaderParser;
import dev.botyard.runtime.script.model.ModelException;
import dev.botyard.runtime.script.rule.PatternKind;
import dev.botyard.runtime.script.rule.Rule;
import dev.botyard.runtime.script.rule.RuleForm;
import dev.botyard.runtime.script.worker.CallCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of headers, rules, events and codes say what the host's own declarations say. A failure prints the table that belongs there.
class ReferenceTest {
    private static final Path ADAPTERS = Path.of("../adapters");

    private static void holds(String language, String page, List<List<String>> tables) {
        String lacking = tables.stream().map(rows -> String.join("\n", rows))
                .filter(table -> !ManualText.page(language, page).contains(table)).collect(Collectors.joining("\n\n"));
        assertEquals("", lacking, () -> "src/main/resources/manual/" + language + "/" + page + ".md lacks\n" + lacking + "\n");
    }

    private static List<String> rows(String head, Stream<List<String>> cells) {
        List<String> rows = new ArrayList<>(List.of(head, head.replaceAll("[^|]+", "---")));
        cells.forEach(row -> rows.add("| " + String.join(" | ", row).replaceAll(" {2,}", " ") + " |"));
        return rows;
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void thePageOfHeadersHasAllThatTheParserReads(String language) {
        boolean chinese = language.equals("zh");
        Stream<List<String>> own = Arrays.stream(HeaderKey.values()).filter(key -> key.form() != HeaderKey.Form.MARKET)
                .map(key -> List.of(code(key.label()), key.form().words(chinese) + (key.form().repeats() ? " (*)" : ""),
                        key.standard(), code(key.example()), key.words(chinese)));
        String market = Arrays.stream(HeaderKey.values()).filter(key -> key.form() == HeaderKey.Form.MARKET)
                .map(key -> code(key.label())).collect(Collectors.joining(" "));
        holds(language, "headers", List.of(
                rows(chinese ? "| 头部 | 值 | 缺省 | 例子 | 含义 |" : "| header | value | default | example | meaning |",
                        Stream.concat(own, Stream.of(List.of(market, "", "", "", HeaderKey.Form.MARKET.words(chinese))))),
                rows(chinese ? "| 字段 | 含义 |" : "| field | meaning |",
                        Arrays.stream(ParamField.values()).map(field -> List.of(code(field.label()), field.words(chinese))))));
    }

    @ParameterizedTest
    @EnumSource(HeaderKey.class)
    void everyExampleIsFine(HeaderKey key) {
        String line = "#[" + key.label() + ": " + key.example() + "]\n";
        String source = (key == HeaderKey.AUTHOR ? "" : "#[author: me]\n") + line;
        String file = key == HeaderKey.LANGUAGE ? "a.js" : "a.py";
        List<HeaderProblem> problems = PluginHeaderParser
                .parse(Path.of(file), source.replace("#", file.endsWith("js") ? "//" : "#"))
                .problems();
        assertEquals(List.of(), problems, line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void thePageOfRulesHasAllForms(String language) {
        boolean chinese = language.equals("zh");
        holds(language, "rules", List.of(
                rows(chinese ? "| 写法 | 规则 | 匹配 | 得到 | 不匹配 |" : "| form | rule | fits | captures | does not fit |",
                        Arrays.stream(RuleForm.values()).flatMap(form -> samples(form.samples(), List.of(form.words(chinese))))),
                rows(chinese
                        ? "| 类型 | 含义 | 写法 | 匹配 | 得到 | 不匹配 |"
                        : "| kind | meaning | pattern | fits | captures | does not fit |",
                        Arrays.stream(PatternKind.values())
                                .flatMap(kind -> samples(kind.samples(), List.of(code(kind.label()), kind.words(chinese)))))));
    }

    /// A row for each sample; what is said of all of them stands in the first.
    private static Stream<List<String>> samples(List<RuleForm.Sample> samples, List<String> said) {
        return samples.stream().map(sample -> Stream.concat(
                said.stream().map(words -> sample.equals(samples.getFirst()) ? words : ""),
                Stream.of(code(sample.rule()), code(sample.fits()),
                        sample.captures().stream().map(ReferenceTest::code).collect(Collectors.joining(" ")),
                        code(sample.not() == null ? "" : sample.not())))
                .toList());
    }

    @ParameterizedTest
    @EnumSource(RuleForm.class)
    void everySampleOfARuleIsTrue(RuleForm form) {
        for (RuleForm.Sample sample : form.samples()) {
            Rule rule = Rule.compile(sample.rule());
            assertEquals(Optional.of(sample.captures()), rule.match(sample.fits()), sample.rule());
            assertFalse(sample.not() != null && rule.match(sample.not()).isPresent(), sample.rule());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void thePageOfEventsHasAllNames(String language) throws IOException {
        boolean chinese = language.equals("zh");
        List<List<String>> cells = new ArrayList<>();
        for (EventWords event : EventWords.values()) {
            cells.add(List.of(code(event.event()), event.words(chinese),
                    event.data().stream().map(ReferenceTest::code).collect(Collectors.joining(" ")), adaptersOf(event)));
        }
        holds(language, "events",
                List.of(rows(chinese ? "| 事件 | 含义 | 数据 | 适配器 |" : "| event | meaning | data | adapters |", cells.stream())));
    }

    private static String adaptersOf(EventWords event) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : adapters()) {
            String source = source(folder);
            boolean says = event == EventWords.MESSAGE
                    ? source.contains("MessageEvent")
                    : source.contains("EventNames." + event.name());
            if (says) {
                found.add(code(folder.getFileName().toString()));
            }
        }
        return String.join(" ", found);
    }

    private static List<Path> adapters() throws IOException {
        try (Stream<Path> folders = Files.list(ADAPTERS)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java/dev/botyard/adapters")))
                    .filter(folder -> Files.isRegularFile(folder.resolve("README.md")))
                    .filter(folder -> !Set.of("testkit", "common", "json").contains(folder.getFileName().toString())).sorted()
                    .toList();
        }
    }

    private static String source(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).sorted().toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void everyEventOfTheApiHasWords() {
        Set<String> names = Arrays.stream(EventNames.class.getFields()).map(ReferenceTest::value).collect(Collectors.toSet());
        assertEquals(new TreeSet<>(names), Arrays.stream(EventWords.values()).map(EventWords::event)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void thePageOfCodesHasAllThatScriptsMeet(String language) {
        boolean chinese = language.equals("zh");
        String head = chinese ? "| 代码 | 含义 |" : "| code | meaning |";
        holds(language, "codes", List.of(rows(head, Arrays.stream(ReceiptCode.values())
                .map(each -> List.of(code(each.label()), CodeWords.of(each).in(chinese)))),
                rows(head, Arrays.stream(CallCode.values())
                        .map(each -> List.of(code(each.label()), each.words(chinese)))),
                rows(head, Arrays.stream(ErrorKind.values())
                        .map(each -> List.of(code(each.name().toLowerCase(Locale.ROOT)), CodeWords.of(each).in(chinese))))));
    }

    @Test
    void theSdksHaveNoCodeThatThePageDoesNotName() throws IOException {
        Pattern raised = Pattern.compile(
                "(?:MiddlewareError|\\berror)\\((?:[^()]|\\([^()]*\\))*?,\\s*[\"']([a-z_]+)[\"'],?\\s*\\)", Pattern.DOTALL);
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Stream.of("../plugins/sdk-python", "../plugins/sdk-javascript").flatMap(ReferenceTest::walk)) {
            for (Path file : files.filter(file -> file.toString().matches("(?!.*/tests/).*\\.(?:py|js)")).toList()) {
                raised.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
            }
        }
        for (ModelException.Reason reason : ModelException.Reason.values()) {
            codes.add(reason.label());
        }
        assertTrue(codes.contains("no_run"), codes::toString);
        String page = ManualText.page("en", "codes");
        assertEquals(List.of(), codes.stream().filter(code -> !page.contains("| `" + code + "` |")).toList());
    }

    private static Stream<Path> walk(String folder) {
        try {
            return Files.walk(Path.of(folder));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
