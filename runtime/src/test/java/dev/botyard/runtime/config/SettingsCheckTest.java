package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.runtime.infra.secret.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `botyard.yaml`, account files and the `config:` in them are held against declarations by one check.
class SettingsCheckTest {
    private static final ConfigSchema SCHEMA = ConfigSchema.of(ConfigField.choice("mode", "Mode", "reverse", "forward", "http"),
            ConfigField.address("url", "Address of the platform", "ws", "wss").mandatory().onlyWhile("mode", "forward", "http"),
            ConfigField.secret("access_token", "Token"), ConfigField.secret("sign", "Signature").countsWhile("mode", "http"),
            ConfigField.flag("verbose", "Verbose"), ConfigField.duration("probe", "Probe", "30s").atLeast("50ms"),
            ConfigField.integer("limit", "Limit").defaultsTo("50").within(1, 2000).unit("MiB"),
            ConfigField.list("sources", "Sources"));

    private final YamlReader reader = new YamlReader(Path.of("."),
            new References(Path.of("."), Map.of("FROM_ENV", "a-secret-of-env"), Secrets.process()));

    private YamlNode.YamlObject yaml(String text) {
        return reader.parse(Path.of("a.yaml"), text).value();
    }

    private Reading<AdapterConfig> config(String text) {
        YamlNode.YamlObject file = yaml("config:\n" + text.indent(2));
        return SettingsCheck.of(SCHEMA,
                file.fields().get("config") instanceof YamlNode.YamlObject config
                        ? config
                        : new YamlNode.YamlObject(file.place().at("config"), Map.of()));
    }

    private List<String> problems(String text) {
        return config(text).problems().stream().map(ConfigProblem::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "true", "Yes", "TRUE", "'on'"})
    void yesAndOnAreTrueEverywhere(String word) {
        Reading<HostSettings> host = HostSettings.of(yaml("plugins: { npm_scripts: " + word + " }\n"));
        assertEquals(List.of(), host.problems());
        assertTrue(host.value().plugins().npmScripts());
        Reading<AccountFile> account = AccountFile.of(Path.of("a.yaml"), yaml("im: qq\ndefault: " + word + "\n"));
        assertEquals(List.of(), account.problems());
        assertTrue(account.value().preferred());
        assertTrue(config("verbose: " + word).value().flag("verbose"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "off", "false", "OFF"})
    void noAndOffAreFalseEverywhere(String word) {
        assertFalse(HostSettings.of(yaml("alerts: { enabled: " + word + " }\n")).value().alerts().enabled());
        Reading<AccountFile> account = AccountFile.of(Path.of("a.yaml"), yaml("im: qq\nenabled: " + word + "\n"));
        assertEquals(List.of(), account.problems());
        assertFalse(account.value().enabled());
        assertEquals(List.of(), problems("verbose: " + word));
    }

    @Test
    void theSameMistakeIsToldInTheSameWords() {
        String host = HostSettings.of(yaml("alerts: { enabled: ja }\n")).problems().getFirst().message();
        assertEquals("expected true or false, found 'ja'.", host);
        assertEquals(host, config("verbose: ja").problems().getFirst().message());
        assertEquals(host, AccountFile.of(Path.of("a.yaml"), yaml("im: qq\nenabled: ja\n")).problems().getFirst().message());
        assertEquals("a.yaml:2: config.probe: expected a duration such as 30s, 5m or 1h, found '30'."
                + " A number needs its unit: '30s' are seconds, '30m' minutes.", problems("probe: 30").getFirst());
        assertEquals("plugins.timeout: expected a duration such as 30s, 5m or 1h, found '30'."
                + " A number needs its unit: '30s' are seconds, '30m' minutes.",
                told(HostSettings.of(yaml("plugins: { timeout: 30 }\n"))));
        assertEquals(
                "media.max_mb: expected a whole number from 1 to 102400 (MiB), found '5G'. Write the number alone; it counts MiB.",
                told(HostSettings.of(yaml("media: { max_mb: 5G }\n"))));
    }

    private static String told(Reading<?> reading) {
        ConfigProblem problem = reading.problems().getFirst();
        return problem.key() + ": " + problem.message();
    }

    @Test
    void aMistypedKeyIsGuessedInConfigAsInTheHostsFile() {
        assertTrue(problems("acess_token: abc").getFirst().startsWith(
                "a.yaml:2: config.acess_token: there is no such setting. Did you mean 'access_token'? Known here: mode, url, "));
        assertTrue(told(HostSettings.of(yaml("puhs: {}\n"))).startsWith("puhs: there is no such setting. Did you mean 'push'?"));
        assertTrue(told(HostSettings.of(yaml("queue_ttl: 1h\n"))).contains("Did you mean 'push.queue_ttl'?"));
        assertTrue(AccountFile.of(Path.of("a.yaml"), yaml("im: qq\nenable: yes\n")).problems().getFirst().message()
                .contains("Did you mean 'enabled'?"));
        assertTrue(problems("mode: forw").getFirst().endsWith(" Did you mean 'forward'?"));
        assertTrue(problems("mode: revers").getFirst().endsWith(
                "expected one of reverse, forward, http, found 'revers'. Did you mean 'reverse'?"));
    }

    @Test
    void allProblemsComeAtOnceInTheOrderOfLines() {
        assertEquals(List.of("a.yaml:2: config.limit: expected a whole number from 1 to 2000 (MiB), found '0'.",
                "a.yaml:3: config.probe: expected a duration of 50ms or more, such as 30s, 5m or 1h, found '1ms'.",
                "a.yaml:4: config.url: expected an address that begins with ws:// or wss://, found 'example'.",
                "a.yaml:5: config.sources: expected a list of text, found keys with values."),
                problems("limit: 0\nprobe: 1ms\nurl: example\nsources: { a: b }\n"));
    }

    @Test
    void aSettingOfAnotherModeIsAMistakeOnlyWhereItIsDeclaredOne() {
        assertEquals(List
                .of("a.yaml:2: config.url: it belongs to mode forward or http, and mode is reverse; remove it, or change mode."),
                problems("url: ws://x"));
        assertEquals(List.of(), problems("sign: abcdef"));
        assertEquals(List.of(), problems("url: \"\""));
        assertEquals(List.of(), problems("mode: forward\nurl: ws://x"));
        assertEquals(List
                .of("a.yaml:2: config.url: it is missing: Address of the platform. It is needed while mode is forward or http."),
                problems("mode: forward"));
        assertEquals(1, problems("mode: wrong\nurl: ws://x").size());
    }

    @Test
    void secretsAreNotRepeated() {
        assertEquals(List.of("a.yaml:2: config.access_token: expected text, found a list."),
                problems("access_token: [hush-hush]"));
        String problem = problems("mode: ${env:FROM_ENV}").getFirst();
        assertFalse(problem.contains("a-secret-of-env"), problem);
        assertTrue(problem.contains("expected one of reverse, forward, http"), problem);
    }

    @Test
    void everySettingOfTheHostIsDeclaredWellAndInBothLanguages() {
        Stream.concat(HostDeclaration.SETTINGS.stream(), AccountDeclaration.SETTINGS.stream()).map(Setting::field)
                .forEach(field -> {
                    assertTrue(field.key().matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*"), field.key());
                    assertFalse(field.description().isBlank(), field.key());
                    assertTrue(field.description("zh").codePoints().anyMatch(Character::isIdeographic), field.key());
                    assertEquals(Optional.empty(), FieldRule.fault(field));
                    assertTrue(field.defaultValue().isEmpty() || FieldRule.value(field, field.defaultValue()).isPresent(),
                            field.key());
                });
        assertEquals(HostDeclaration.SETTINGS.size(), HostDeclaration.SETTINGS.stream().map(Setting::key).distinct().count());
    }
}
