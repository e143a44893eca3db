package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How what people write becomes what the host works with.
class NormalisedSettingsTest {
    private final YamlReader reader = new YamlReader(Path.of("."), new References(Path.of("."), Map.of(), new Secrets()));

    private Reading<HostSettings> read(String text) {
        return HostSettings.of(reader.parse(Path.of("botyard.yaml"), text).value());
    }

    private HostSettings settings(String text) {
        Reading<HostSettings> reading = read(text);
        assertEquals(List.of(), reading.problems());
        return reading.value();
    }

    @ParameterizedTest
    @CsvSource({"https://a.example, https://a.example", "https://a.example/, https://a.example",
        "https://a.example/bot//, https://a.example/bot",
        "http://[::1]:8200/, http://[::1]:8200"})
    void thePublicAddressHasNoSlashAtItsEnd(String written, String address) {
        assertEquals(Optional.of(URI.create(address)), settings("public_url: \"" + written + "\"\n").publicAddress());
    }

    @Test
    void withoutAPublicAddressThereIsNone() {
        assertEquals(Optional.empty(), settings("public_url: \"\"\n").publicAddress());
        assertEquals(Optional.empty(), HostSettings.defaults().publicAddress());
    }

    @Test
    void administratorsOfAnAliasAreThoseOfTheIm() {
        HostSettings settings = settings("aliases: { wx: weixin }\nmasters:\n  WX: [a, b]\n  weixin: [b, c]\n  qq: 10001\n");
        assertEquals(Map.of("weixin", List.of("a", "b", "c"), "qq", List.of("10001")), settings.masters());
    }

    @Test
    void aliasesAreSpelledInAnyCase() {
        HostSettings settings = settings("aliases: { PX: WeiXin, ' tz ': TZG }\n");
        assertEquals(List.of("weixin", "tzg", "qq"),
                List.of(settings.canonical(" Px"), settings.canonical("TZ"), settings.canonical("QQ")));
    }

    @Test
    void aliasesThatLeadInACircleAreNone() {
        Reading<HostSettings> reading = read("aliases: { a: A }\n");
        assertEquals(ImTypes.PRESET, reading.value().aliases());
        assertTrue(reading.problems().getFirst().message().startsWith("these aliases lead in a circle: a"),
                reading.problems()::toString);
    }

    @Test
    void unitsBecomeBytesAndDurations() {
        HostSettings settings = settings("""
                http: { max_body_mb: 2047, max_frame_mb: 1024 }
                media: { max_mb: 3, max_age_hours: 5, max_store_mb: 10485760, files_max_age_hours: 7, files_max_mb: 9, files: a }
                plugins: { idle_seconds: 90, timeout: 1h30m, timeout_value: none }
                reconnect: { max_pause: 90s, stable_after: 1ms }
                alerts: { enabled: off, after: 2d }
                """);
        assertEquals(2_047L << 20, settings.http().maxBodyBytes());
        assertEquals(1 << 30, settings.http().maxFrameBytes());
        assertEquals(List.of(3L << 20, 10_485_760L << 20, 9L << 20),
                List.of(settings.media().maxBytes(), settings.media().maxStoreBytes(), settings.media().filesMaxBytes()));
        assertEquals(List.of(Duration.ofHours(5), Duration.ofHours(7)),
                List.of(settings.media().maxAge(), settings.media().filesMaxAge()));
        assertEquals(List.of("a"), settings.media().files());
        assertEquals(List.of(Duration.ofSeconds(90), Duration.ofMinutes(90)),
                List.of(settings.plugins().idle(), settings.plugins().timeout()));
        assertTrue(settings.plugins().timeoutNone());
        assertEquals(new HostSettings.ReconnectSettings(Duration.ofSeconds(90), Duration.ofMillis(1)), settings.reconnect());
        assertEquals(new HostSettings.AlertSettings(false, Duration.ofDays(2)), settings.alerts());
    }

    @Test
    void aZoneThatIsNoneIsThatOfTheMachine() {
        assertEquals(ZoneId.of("Asia/Shanghai"), settings("timezone: Asia/Shanghai\n").timezone());
        assertEquals(ZoneId.of("+08:00"), settings("timezone: \"+08:00\"\n").timezone());
        Reading<HostSettings> reading = read("timezone: Mars\n");
        assertEquals(ZoneId.systemDefault(), reading.value().timezone());
        assertFalse(reading.ok());
    }

    @Test
    void packagesAreThoseOfTheirManager() {
        HostSettings.PluginSettings plugins = settings("plugins: { packages: { pip: [requests], npm: axios } }\n").plugins();
        assertEquals(List.of("requests"), plugins.packages("pip"));
        assertEquals(List.of("axios"), plugins.packages("npm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "x", "1 2", "99999999999"})
    void aPortOfTheEnvironmentIsAPort(String port) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> HostSettings.portFromEnvironment(Map.of("BOTYARD_PORT", port))).getMessage();
        assertEquals("BOTYARD_PORT is '" + port + "'; expected a number from 0 to 65535.", message);
    }

    @Test
    void theEnvironmentMayBeBlank() {
        assertEquals(Optional.empty(), HostSettings.portFromEnvironment(Map.of("BOTYARD_PORT", " ")));
        assertEquals(Optional.of(65_535), HostSettings.portFromEnvironment(Map.of("BOTYARD_PORT", " 65535 ")));
        assertEquals(Optional.empty(), HostSettings.hostFromEnvironment(Map.of("BOTYARD_HOST", "  ")));
        assertEquals(Optional.of("::1"), HostSettings.hostFromEnvironment(Map.of("BOTYARD_HOST", " ::1 ")));
    }

    @Test
    void whatStandsAtASettingIsKnownWhetherItIsWrittenOrNot() {
        CheckedSettings checked = SettingsCheck.of(HostDeclaration.SETTINGS,
                reader.parse(Path.of("b.yaml"), "port: 1\npush:\n  failover: same-im\naliases: { a: b, c: [d], e: null }\n")
                        .value());
        assertEquals("b.yaml:3: push.failover: x.", checked.place("push.failover").problem("x.").toString());
        assertEquals("b.yaml:3: push.queue_ttl: x.", checked.place("push.queue_ttl").problem("x.").toString());
        assertTrue(checked.has("port"));
        assertFalse(checked.has("host") || checked.has("push.queue_ttl"));
        assertEquals(Set.of("a"), checked.textByName("aliases").keySet());
        assertEquals(Map.of(), checked.object("masters").fields());
        assertEquals(Map.of(), checked.object("port").fields(), "one value has no keys");
    }
}
