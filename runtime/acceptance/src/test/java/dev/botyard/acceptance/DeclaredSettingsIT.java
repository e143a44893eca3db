package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.EditorSchema;
import dev.botyard.runtime.config.SettingText;
import dev.botyard.runtime.im.adapter.AdapterTable;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What the bundled adapters declare is what their pages say, what editors know and what the host reports.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeclaredSettingsIT {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final Path checkout = RunningHost.checkout();
    private RunningHost host;
    private List<EditorSchema.Adapter> adapters;
    private SchemaJudge accounts;
    private SchemaJudge settings;
    private SchemaJudge reply;
    private SchemaJudge container;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).start();
        adapters = Json.MAPPER.readTree(host.send("GET", "/api/v1/adapters", "", host.token()).body()).path("adapters")
                .valueStream().map(DeclaredSettingsIT::adapter).toList();
        accounts = new SchemaJudge(Json.MAPPER.valueToTree(EditorSchema.accounts(adapters, "en")));
        settings = new SchemaJudge(Json.MAPPER.valueToTree(EditorSchema.host("zh")));
        reply = new SchemaJudge(Json.MAPPER.valueToTree(EditorSchema.replies("zh")).path("additionalProperties"));
        container = new SchemaJudge(Json.MAPPER.valueToTree(EditorSchema.containers("zh")).path("additionalProperties"));
    }

    @AfterAll
    void stop() throws Exception {
        host.close();
    }

    private static EditorSchema.Adapter adapter(JsonNode node) {
        return new EditorSchema.Adapter(node.path("id").stringValue(""), node.path("name").stringValue(""),
                node.path("im_types").valueStream().map(type -> type.stringValue("")).toList(),
                node.path("settings").valueStream().map(SettingView::of).toList());
    }

    /// Which those are is held against the list of modules elsewhere.
    Stream<String> ids() {
        return adapters.stream().map(EditorSchema.Adapter::id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void thePageOfAnAdapterHasTheTableOfItsDeclaration(String id) throws IOException {
        String table = Files.readString(checkout.resolve(page(id))).lines()
                .dropWhile(line -> !line.startsWith("| key |")).takeWhile(line -> line.startsWith("|")).map(line -> line + "\n")
                .reduce("", String::concat);
        assertEquals(SettingText.tableOf(of(id).settings()), table,
                page(id) + " differs; 'botyard settings table --adapter " + id + "' prints what belongs there");
    }

    @Test
    void theReadmeHasTheTableOfTheAdapters() throws Exception {
        List<JsonNode> known = Json.MAPPER.readTree(host.send("GET", "/api/v1/adapters", "", host.token()).body())
                .path("adapters")
                .valueStream().toList();
        String table = Files.readString(checkout.resolve("README.md")).lines().dropWhile(line -> !line.startsWith("| adapter |"))
                .takeWhile(line -> line.startsWith("|")).map(line -> line + "\n").reduce("", String::concat);
        assertEquals(AdapterTable.of(known), table, "README.md differs; 'botyard adapters table' prints what belongs there");
    }

    private Stream<String> manual() throws IOException {
        String folder = "runtime/src/main/resources/manual/";
        try (Stream<Path> pages = Files.walk(checkout.resolve(folder))) {
            List<String> found = pages.map(page -> checkout.relativize(page).toString()).filter(page -> page.endsWith(".md"))
                    .toList();
            assertTrue(found.size() > 20, found::toString);
            return found.stream();
        }
    }

    private static String page(String adapter) {
        return "adapters/" + adapter + "/README.md";
    }

    private EditorSchema.Adapter of(String id) {
        return adapters.stream().filter(adapter -> adapter.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void everySettingHasWordsInChinese() {
        adapters.forEach(adapter -> adapter.settings().forEach(setting -> {
            SettingView.Words words = setting.in("zh");
            for (String text : List.of(words.label(), words.description(), words.enterAt().isEmpty() ? "好" : words.enterAt())) {
                assertTrue(text.codePoints().anyMatch(Character::isIdeographic),
                        adapter.id() + "." + setting.key() + ": " + text);
            }
        }));
    }

    @Test
    void theExamplesOfAllPagesFitTheSchemas() throws IOException {
        List<String> seen = new ArrayList<>();
        for (String page : Stream.of(Stream.of("README.md", "runtime/README.md"), ids().map(DeclaredSettingsIT::page), manual())
                .flatMap(pages -> pages).toList()) {
            for (Matcher example = EXAMPLE.matcher(Files.readString(checkout.resolve(page))); example.find();) {
                JsonNode value = YAML.readTree(example.group(1));
                if (example.group(1).startsWith("# replies.yaml")) {
                    value.properties()
                            .forEach(entry -> assertEquals(List.of(), reply.problems(entry.getValue()), entry.getKey()));
                    seen.add("replies");
                } else if (example.group(1).startsWith("# containers.yaml")) {
                    value.properties()
                            .forEach(entry -> assertEquals(List.of(), container.problems(entry.getValue()), entry.getKey()));
                    seen.add("containers");
                } else if (value.path("plugins").isArray()) { // a list that others publish
                    value.path("plugins")
                            .forEach(plugin -> assertTrue(plugin.has("name") && plugin.has("url"), plugin::toString));
                    seen.add("list");
                } else if (value.has("im")) {
                    assertEquals(List.of(), accounts.problems(value), page + "\n" + example.group(1));
                    seen.add("account");
                } else if (!value.has("config")) {
                    assertEquals(List.of(), settings.problems(value), page + "\n" + example.group(1));
                    seen.add("settings");
                }
            }
        }
        assertTrue(seen.size() > 6 && seen.containsAll(List.of("account", "settings", "replies", "containers")), seen::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{im: qq, config: {acess_token: x}}", "{im: qq, config: {mode: revers}}",
        "{im: qq, config: {url: 'ws://x'}}", "{im: qq, config: {mode: forward-ws}}", "{im: qq, enable: true}", "{alias: x}",
        "{im: qx}", "{im: qx, config: {wxid: a}}", "{im: web, config: {history: 1}}", "{im: qq, config: {expand_quotes: ja}}",
        "{im: other, adapter: onebot11, config: {heartbeat_timeout: 30}}"})
    void whatTheHostReportsTheSchemaReportsToo(String account) throws Exception {
        assertFalse(accounts.problems(YAML.readTree(account)).isEmpty());
        assertFalse(reported(account).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{im: qq}", "{im: qq, enabled: no, config: {self_id: 10001, expand_quotes: yes}}",
        "{im: qq, config: {mode: forward-ws, url: '${env:URL}'}, enabled: false}", "{im: qq, config: {secret: unused-here}}",
        "{im: qx, enabled: off, config: {url: 'http://127.0.0.1:1', wxid: a, key: k, sources: 127.0.0.1}}",
        "{im: weixin, config: }",
        "{im: web, config: {history: 10, allow_anybody: no}}"})
    void whatTheHostTakesTheSchemaTakesToo(String account) throws Exception {
        assertEquals(List.of(), accounts.problems(YAML.readTree(account)));
        assertEquals(List.of(), reported(account.replace("${env:URL}", "ws://127.0.0.1:1")));
    }

    /// What the host says of the file. An account of another file tells that the folder was read again.
    private List<String> reported(String account) throws Exception {
        String mark = "mark" + System.nanoTime();
        host.file("accounts/tried.yaml", account + "\n").file("accounts/" + mark + ".yaml", "im: qq\nenabled: false\n");
        Patience.await().until(() -> host.send("GET", "/api/v1/accounts/" + mark, "", host.token()).statusCode() == 200);
        JsonNode answer = Json.MAPPER.readTree(host.send("GET", "/api/v1/accounts", "", host.token()).body());
        Files.delete(host.home().resolve("accounts/" + mark + ".yaml"));
        return answer.path("problems").valueStream().filter(each -> each.path("file").stringValue("").endsWith("tried.yaml"))
                .map(each -> each.path("key").stringValue("") + ": " + each.path("message").stringValue("")).toList();
    }

    @Test
    void aTypoInConfigGetsTheHelpOfBotyardYaml() throws Exception {
        String problem = reported("{im: qq, config: {acess_token: hush-hush}}").getFirst();
        assertTrue(
                problem.startsWith("config.acess_token: there is no such setting. Did you mean 'access_token'? Known here: mode"),
                problem);
    }

    @Test
    void theFormLearnsUnitRangeAndWhenASettingCounts() {
        Map<String, SettingView> web = new java.util.HashMap<>();
        of("web").settings().forEach(setting -> web.put(setting.key(), setting));
        assertEquals("MiB 1 2000", web.get("max_upload_mb").unit() + " " + web.get("max_upload_mb").least() + " "
                + web.get("max_upload_mb").most());
        SettingView url = of("onebot11").settings().stream().filter(setting -> setting.key().equals("url")).findFirst()
                .orElseThrow();
        assertEquals(new SettingView.OnlyIf("mode", List.of("forward-ws", "http"), true), url.onlyIf().orElseThrow());
        assertTrue(of("onebot11").settings().stream().anyMatch(SettingView::advanced));
    }
}
