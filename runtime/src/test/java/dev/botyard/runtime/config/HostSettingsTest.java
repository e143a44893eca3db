package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostSettingsTest {
    private final YamlReader reader = new YamlReader(Path.of("."), new References(Path.of("."), Map.of(), new Secrets()));

    private Reading<HostSettings> read(String text) {
        Reading<YamlNode.YamlObject> yaml = reader.parse(Path.of("botyard.yaml"), text);
        assertEquals(List.of(), yaml.problems());
        return HostSettings.of(yaml.value());
    }

    private List<String> problems(String text) {
        return read(text).problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void hasADefaultForEverything() {
        HostSettings settings = HostSettings.defaults();
        assertEquals(settings, read("").value());
        assertEquals(settings, read("port:\npush:\nplugins: {}\n").value());
        assertEquals(8200, settings.port());
        assertEquals("127.0.0.1", settings.host());
        assertEquals(new HostSettings.PushSettings(false, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofHours(24),
                10_000), settings.push());
        assertEquals(Duration.ofHours(1), settings.plugins().timeout());
        assertEquals(new HostSettings.AlertSettings(true, Duration.ofMinutes(1)), settings.alerts());
        assertEquals(new HostSettings.ReconnectSettings(Duration.ofMinutes(1), Duration.ofSeconds(30)), settings.reconnect());
        assertEquals(262_144, settings.plugins().outputBytes());
    }

    @Test
    void theHostsOwnVariablesCannotBeLetThrough() {
        Reading<HostSettings> reading = read("plugins: { environment: [MINE, BOTYARD_ADMIN_TOKEN] }\n");
        assertEquals(1, reading.problems().size());
        assertTrue(reading.problems().getFirst().toString().contains(
                "plugins.environment: 'BOTYARD_ADMIN_TOKEN' belongs to the host and is given to nobody; remove it."),
                reading.problems()::toString);
    }

    @Test
    void readsEveryKey() {
        Reading<HostSettings> reading = read(
                """
                        port: 9000
                        host: 0.0.0.0
                        public_url: https://bots.example.org/
                        timezone: Asia/Shanghai
                        aliases: { wx: weixin, tb: tg }
                        masters: { qq: [10001, "10002"], wx: admin }
                        push: { failover: same-im, timeout_text_ms: 100, timeout_media_ms: 200, queue_ttl: 2h, queue_max: 7 }
                        plugins: { folders: [/a, b], timeout: 1h30m, concurrency: 2, output_bytes: 2048, memory_mb: 256, python: /p, node: /n, max_workers: 3, max_waiting: 5, waits_per_person: 2, full_reply: Later, full_reply_groups: true, warm_start: false, idle_seconds: 60, packages: { pip: [requests], npm: axios }, environment: [PIP_TOKEN], npm_scripts: true, timeout_value: none, proxy: true, lists: "https://example.org/l.yaml", transport: tcp }
                        payments: { hmac: { shop: secret-of-shop }, epay: { 1000: key-of-1000 } }
                        http: { max_body_mb: 1, max_frame_mb: 2, allowed_origins: ["https://x"], proxy: "socks5://p:1", no_proxy: [10.0.0.0/8] }
                        media: { max_mb: 5, max_age_hours: 6, max_store_mb: 7, allow_private_addresses: true, pass_addresses: false, files: [/srv/pictures], files_max_age_hours: 48, files_max_mb: 9, ffmpeg: off }
                        ai: { url: "http://127.0.0.1:11434/v1/", key: sk-1, model: qwen, timeout: 5s, per_person: 3, tools: true }
                        render: { browser: /c, sandbox: false, network: true, at_once: 4, timeout: 3s }
                        alerts: { enabled: false, after: 5m }
                        reconnect: { max_pause: 10s, stable_after: 3s }
                        log: { level: debug, format: json, lines: 300, runs: 4000 }
                        trace: { messages: 70 }
                        """);
        assertEquals(List.of(), reading.problems());
        assertEquals(new HostSettings(9000, "0.0.0.0", "https://bots.example.org", ZoneId.of("Asia/Shanghai"),
                ImTypes.aliases(Map.of("wx", "weixin", "tb", "tg"), Set.of()),
                Map.of("qq", List.of("10001", "10002"), "weixin", List.of("admin")),
                new StoreSettings("", "", ""),
                new HostSettings.PushSettings(true, Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofHours(2), 7),
                new HostSettings.PluginSettings(List.of("/a", "b"), Duration.ofMinutes(90), 2, 2_048, 256, "/p", "/n", 3,
                        new HostSettings.WaitSettings(5, 2, "Later", true), "false", Duration.ofMinutes(1), List.of("requests"),
                        List.of("axios"), false, PackageSources.PUBLIC, List.of("PIP_TOKEN"), true, true, true,
                        List.of("https://example.org/l.yaml"), "tcp"),
                new HostSettings.PaymentSettings(Map.of("shop", "secret-of-shop"), Map.of("1000", "key-of-1000")),
                new HostSettings.HttpSettings(1 << 20, 2 << 20, List.of("https://x"), "socks5://p:1", List.of("10.0.0.0/8")),
                new HostSettings.MediaSettings(5 << 20, Duration.ofHours(6), 7 << 20, true, false, List.of("/srv/pictures"),
                        Duration.ofHours(48), 9 << 20, "off"),
                new HostSettings.ModelSettings("http://127.0.0.1:11434/v1", "sk-1", "qwen", Duration.ofSeconds(5), 3, true),
                new HostSettings.RenderSettings("/c", false, true, 4, Duration.ofSeconds(3)),
                new HostSettings.AlertSettings(false, Duration.ofMinutes(5)),
                new HostSettings.ReconnectSettings(Duration.ofSeconds(10), Duration.ofSeconds(3)),
                new LogSettings("debug", "json", 300, 4_000), 70), reading.value());
        assertEquals("weixin", reading.value().canonical("wx"));
        assertEquals("qq", reading.value().canonical("qq"));
    }

    @Test
    void whatIsLeftOpenFollowsFromTheMachine() {
        Machine small = new Machine(512L << 20, 1);
        Machine large = new Machine(8L << 30, 4);
        HostSettings.PluginSettings open = read("").value().plugins();
        assertEquals(List.of(small.workers(), small.waiting(), large.workers(), large.waiting()),
                List.of(open.workers(small), open.waiting(small), open.workers(large), open.waiting(large)));
        assertFalse(open.standsBy(small));
        assertTrue(open.standsBy(large));
        HostSettings.PluginSettings set = read("plugins: { max_workers: 3, max_waiting: 7, warm_start: true }").value().plugins();
        assertEquals(List.of(3, 7, true), List.of(set.workers(large), set.waiting(large), set.standsBy(small)));
    }

    @Test
    void nothingIsSaidWhereTheSentenceIsEmpty() {
        assertTrue(read("").value().plugins().waits().fullReply().contains("请稍后再试"));
        assertEquals("", read("plugins: { full_reply: \"\" }").value().plugins().waits().fullReply());
    }

    @Test
    void reportsAllProblemsAtOnce() {
        List<String> problems = problems("""
                port: eighty
                prot: 1
                push: { failover: same_im, timout_text_ms: 3 }
                plugins: { timeout: soon, concurrency: 0, folders: { a: b } }
                timezone: Asia/Shangai
                public_url: bots.example.org
                media: [1]
                masters: { qq: [[1]] }
                log: { level: loud }
                http: yes
                """);
        assertEquals(13, problems.size(), () -> String.join("\n", problems));
        String all = String.join("\n", problems);
        for (String expected : List.of("botyard.yaml:1: port: expected a whole number from 0 to 65535, found 'eighty'.",
                "botyard.yaml:2: prot: there is no such setting. Did you mean 'port'?", "Did you mean 'same-im'?",
                "Did you mean 'timeout_text_ms'?",
                "botyard.yaml:4: plugins.timeout: expected a duration such as 30s, 5m or 1h, found 'soon'.",
                "plugins.concurrency: expected a whole",
                "plugins.folders: expected a list of text, found keys", "Did you mean 'Asia/Shanghai'?",
                "public_url: expected an address",
                "media: expected keys with values, found a list.", "masters.qq[0]: expected text, found a list.",
                "log.level: expected one of",
                "http: expected keys with values, found one value.")) {
            assertTrue(all.contains(expected), () -> expected + "\nnot in\n" + all);
        }
    }

    @Test
    void knowsWhatCanBeListenedOn() {
        for (String good : List.of("127.0.0.1", "0.0.0.0", "::", "::1", "yard", "yard-2.example.org")) {
            assertEquals(List.of(), problems("host: \"" + good + "\"\n"), good);
        }
        for (String bad : List.of("0.0.0.0\\nevil: x", "a b", "http://yard", "-", "fe80:::1")) {
            List<String> said = problems("host: \"" + bad + "\"\n");
            assertEquals(1, said.size(), bad);
            assertTrue(
                    said.getFirst().startsWith("botyard.yaml:1: host: '")
                            && said.getFirst().contains("is no address to listen on"),
                    said.getFirst());
        }
    }

    @Test
    void reportsChainsAndLoopsOfAliases() {
        Reading<HostSettings> reading = read("aliases:\n  a: b\n  b: c\n  x: y\n  y: x\n  z: z\n");
        List<String> problems = reading.problems().stream().map(ConfigProblem::toString).toList();
        assertEquals(4, problems.size());
        assertEquals("botyard.yaml:2: aliases.a: 'b' is an alias itself; write 'c' here.", problems.get(0));
        assertTrue(problems.get(1).startsWith("botyard.yaml:4: aliases.x: these aliases lead in a circle: x → y"),
                problems.get(1));
        assertEquals(ImTypes.aliases(Map.of("b", "c"), Set.of()), reading.value().aliases());
    }

    @Test
    void takesThePortOfTheEnvironment() {
        assertEquals(Optional.of(0), HostSettings.portFromEnvironment(Map.of("BOTYARD_PORT", "0")));
        assertEquals(Optional.empty(), HostSettings.portFromEnvironment(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> HostSettings.portFromEnvironment(Map.of("BOTYARD_PORT", "70000")));
    }
}
