package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings as the API, the console and commands see them.
class SettingViewTest {
    private static final ConfigField MODE = ConfigField.choice("mode", "Mode", "reverse-ws", "http");
    private static final ConfigField TOKEN = ConfigField.secret("access_token", "Token").describedAs("what the platform shows")
            .inChinese("令牌", "平台出示的令牌").mandatory().onlyWhile("mode", "reverse-ws")
            .generatedWhile("mode", List.of("reverse-ws"), "its settings").enterAtInChinese("平台的设置").advanced();
    private static final ConfigField LIMIT = ConfigField.integer("limit", "Limit").defaultsTo("50").within(1, 2_000).unit("MiB");

    @TempDir
    private Path home;

    @Test
    void whatTheApiShowsIsReadBackByAnotherProgram() {
        for (ConfigField field : List.of(MODE, TOKEN, LIMIT)) {
            SettingView view = SettingView.of(field);
            assertEquals(view, SettingView.of(Json.MAPPER.valueToTree(view)), field.key());
        }
    }

    @Test
    void namesOfTheApiAreItsOwn() {
        var token = Json.MAPPER.valueToTree(SettingView.of(TOKEN));
        assertEquals("reverse-ws", token.at("/only_if/values/0").stringValue());
        assertEquals("平台的设置", token.at("/words/zh/enter_at").stringValue());
        assertEquals("mode", token.at("/generated/key").stringValue());
        var mode = Json.MAPPER.valueToTree(SettingView.of(MODE));
        assertEquals("reverse-ws", mode.path("default").stringValue());
        assertFalse(mode.has("only_if") || mode.has("generated"), mode::toString);
    }

    @Test
    void whatAnOlderHostDoesNotSayIsEmpty() {
        SettingView view = SettingView.of(Json.MAPPER.readTree("{\"key\":\"url\",\"label\":\"Address\",\"choices\":[\"ws\",7]}"));
        assertEquals("url  Address false false []", String.join(" ", view.key(), view.type(), view.label(), "" + view.required(),
                "" + view.secret(), "" + view.words().keySet()));
        assertEquals(List.of("ws", ""), view.choices());
        assertEquals("Address", view.in("zh").label());
        assertEquals(Optional.empty(), view.onlyIf());
        assertTrue(SettingView.of(Json.MAPPER.readTree("null")).key().isEmpty());
    }

    @Test
    void wordsAreInTheLanguageAskedForElseInEnglish() {
        SettingView view = SettingView.of(TOKEN);
        assertEquals("令牌", view.in("zh").label());
        assertEquals("Token", view.in("en").label());
        assertEquals("Token", view.in("fr").label());
        assertEquals("its settings", view.in("fr").enterAt());
    }

    @Test
    void whatIsNeededDependsOnTheDefaultsOfTheOthers() {
        List<SettingView> all = List.of(SettingView.of(MODE), SettingView.of(TOKEN));
        assertTrue(all.get(1).requiredByDefault(all));
        assertTrue(all.get(1).generatedByDefault(all));
        List<SettingView> http = List.of(SettingView.of(MODE.defaultsTo("http")), SettingView.of(TOKEN));
        assertFalse(http.get(1).requiredByDefault(http));
        assertFalse(http.get(1).generatedByDefault(http));
        assertFalse(all.get(1).requiredByDefault(List.of()), "the setting that decides is unknown");
        assertTrue(SettingView.of(ConfigField.text("a", "A").mandatory()).requiredByDefault(List.of()));
        assertFalse(SettingView.of(LIMIT).requiredByDefault(all) || SettingView.of(LIMIT).generatedByDefault(all));
    }

    private Map<String, SettingsReport.Row> report(Map<String, String> environment) {
        Map<String, SettingsReport.Row> rows = new HashMap<>();
        YamlReader reader = new YamlReader(home,
                new References(home, Map.of("HIDDEN", "hidden-value-1"), Secrets.process()));
        SettingsReport.of(home.resolve("botyard.yaml"), reader, environment).settings()
                .forEach(row -> rows.put(row.setting().key(), row));
        return rows;
    }

    @Test
    void everySettingHasItsValueAndWhereItComesFrom() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), """
                port: 8300
                aliases: { wx: weixin }
                masters:
                  qq: [1, 2]
                plugins:
                  folders: [a]
                  npm_scripts: yes
                """);
        var rows = report(Map.of());
        assertEquals(HostDeclaration.SETTINGS.size(), rows.size());
        assertEquals("8300 botyard.yaml:1", rows.get("port").value() + " " + rows.get("port").source());
        assertEquals(8_300L, rows.get("port").value());
        assertEquals(Map.of("wx", "weixin"), rows.get("aliases").value());
        assertEquals(Map.of("qq", List.of("1", "2")), rows.get("masters").value());
        assertEquals(List.of("a"), rows.get("plugins.folders").value());
        assertEquals(true, rows.get("plugins.npm_scripts").value());
        assertEquals("botyard.yaml:7", rows.get("plugins.npm_scripts").source());
        assertEquals("24h", rows.get("push.queue_ttl").value());
        assertEquals("", rows.get("push.queue_ttl").source());
        assertTrue(rows.get("port").atStart());
        assertFalse(rows.get("aliases").atStart());
    }

    @Test
    void aProxyIsShownWhereNoLoginStandsInIt() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), "http: { proxy: 'http://p.example.org:1' }\n");
        assertEquals("http://p.example.org:1", report(Map.of()).get("http.proxy").value());
        Files.writeString(home.resolve("botyard.yaml"), "http: { proxy: 'http://ann:hidden7@p.example.org:1' }\n");
        assertEquals("***", report(Map.of()).get("http.proxy").value());
        Files.writeString(home.resolve("botyard.yaml"), "http: { proxy: none }\n");
        assertEquals("none", report(Map.of()).get("http.proxy").value());
    }

    @Test
    void theEnvironmentGoesBeforeTheFileWhereItSaysSomethingFit() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), "port: 8300\nhost: 0.0.0.0\n");
        var rows = report(Map.of("BOTYARD_PORT", " 9000 ", "BOTYARD_HOST", "10.0.0.1"));
        assertEquals("9000 BOTYARD_PORT", rows.get("port").value() + " " + rows.get("port").source());
        assertEquals("10.0.0.1 BOTYARD_HOST", rows.get("host").value() + " " + rows.get("host").source());
        var unfit = report(Map.of("BOTYARD_PORT", "many")).get("port");
        assertEquals("8300 botyard.yaml:1", unfit.value() + " " + unfit.source());
    }

    @Test
    void secretsThatCameByReferenceAreMasked() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"),
                "timezone: ${env:HIDDEN}\naliases: { a: \"${env:HIDDEN}\" }\nplugins: { folders: [\"${env:HIDDEN}\"] }\n"
                        + "masters: { qq: [\"${env:HIDDEN}\"] }\n");
        var rows = report(Map.of());
        assertEquals("*** {a=***} [***] {qq=[***]}", rows.get("timezone").value() + " " + rows.get("aliases").value() + " "
                + rows.get("plugins.folders").value() + " " + rows.get("masters").value());
    }

    @Test
    void whatIsWrongIsToldAndTheValueIsTheDefault() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), "port: many\naliases: { a: b, b: a }\n");
        YamlReader reader = new YamlReader(home, new References(home, Map.of(), new Secrets()));
        SettingsReport report = SettingsReport.of(home.resolve("botyard.yaml"), reader, Map.of());
        assertEquals(8_200L, report.settings().getFirst().value());
        assertEquals(List.of("port", "aliases.a", "aliases.b"), report.problems().stream().map(ConfigProblem::key).toList());
    }
}
