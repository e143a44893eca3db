package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `botyard.yaml`, changed by key and as text.
class SettingsFileTest {
    private static final String TEXT = """
            # mine
            push: { failover: strict }   # for now
            plugins:
              packages:
                pip_index: https://ann:pip-hush-1@pypi.example.org
                # npm_registry: https://x
            ai:
              key: ai-hush-2
              url: https://ai.example.org
              model: x
            payments:
              hmac: { shop: pay-hush-4444444444, other: "${env:PAY}" }
            masters: { qq: ["1"] }
            """;

    @TempDir
    private Path home;
    private Path path;
    private SettingsFile file;

    @BeforeEach
    void open() {
        path = home.resolve("botyard.yaml");
        file = new SettingsFile(new HomeFolder(home),
                new YamlReader(home, new References(home, Map.of("PAY", "pay-hush-33333333333"), new Secrets())),
                found -> HostSettings.of(found).problems());
    }

    private String text() throws IOException {
        return Files.readString(path);
    }

    private List<String> said(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigProblem::toString).toList();
    }

    private void written(String text) throws IOException {
        Files.writeString(path, text);
    }

    @Test
    void valuesGoWhereTheyBelong() throws IOException {
        assertEquals(List.of(), file.put(Map.of("push.failover", "same-im"), ""));
        assertEquals("push:\n  failover: same-im\n", text());
        Map<String, Object> more = new HashMap<>(
                Map.of("masters", Map.of("qq", List.of("10001", 2)), "push", Map.of("queue_max", 5),
                        "timezone", "Asia/Shanghai"));
        assertEquals(List.of(), file.put(more, ""));
        assertTrue(text().contains("push:\n  failover: same-im\n  queue_max: 5\n") && text().contains("timezone: Asia/Shanghai\n")
                && text().contains("masters: { qq: [\"10001\", 2] }\n".replace("\"10001\"", "10001")), text());
        more.replaceAll((_, _) -> null);
        assertEquals(List.of(), file.put(more, ""));
        assertEquals("", text().replaceAll("(?m)^push:$", "").strip());
    }

    @Test
    void aSectionInOneValueIsNotTornApart() throws IOException {
        written("store: postgresql://db/yard\n");
        assertEquals(List.of(), said(file.put(Map.of("timezone", "UTC"), "")));
        assertEquals("store: postgresql://db/yard\ntimezone: UTC\n", text());
        List<String> wrong = said(file.put(Map.of("store.user", "ann"), ""));
        assertTrue(wrong.getFirst().contains("store.user") && wrong.getFirst().contains("edit the file itself"), wrong::toString);
        assertEquals("store: postgresql://db/yard\ntimezone: UTC\n", text());
    }

    @Test
    void allThatIsWrongIsToldAndNothingIsWritten() throws IOException {
        written(TEXT);
        String before = text();
        List<String> wrong = said(file.put(Map.of("push.failovr", "x", "port", "many", "colour", ""), ""));
        String all = String.join("\n", wrong);
        assertEquals(3, wrong.size(), all);
        assertTrue(all.contains("Did you mean 'failover'?") && all.contains("port: expected a whole number")
                && all.contains("colour: there is no such setting."), all);
        wrong = said(file.replace(before + "port: many\nmastres: {}\n", ""));
        assertEquals(2, wrong.size(), wrong::toString);
        assertTrue(wrong.getFirst().startsWith("botyard.yaml:"), wrong::toString);
        wrong = said(file.replace("push: x: y\n", ""));
        assertTrue(wrong.size() == 1 && wrong.getFirst().startsWith("botyard.yaml:1: this is not valid YAML"), wrong::toString);
        assertEquals(before, text());
    }

    @Test
    void theTextShowsNoSecretAndComesBackWithThem() throws IOException {
        written(TEXT);
        SettingsFile.Seen seen = file.see();
        assertFalse(seen.text().contains("hush"), seen.text());
        assertEquals(
                TEXT.replace("https://ann:pip-hush-1@pypi.example.org", "\"***\"").replace("ai-hush-2", "\"***\"")
                        .replace("pay-hush-4444444444", "\"***\""),
                seen.text());
        String changed = seen.text().replace("# for now", "# for good").replace("masters: { qq: [\"1\"] }", "timezone: UTC");
        assertEquals(List.of(), said(file.replace(changed, seen.version())));
        assertEquals(TEXT.replace("# for now", "# for good").replace("masters: { qq: [\"1\"] }", "timezone: UTC"), text());
    }

    @Test
    void aMaskWithoutASecretIsRefused() throws IOException {
        written("timezone: UTC\nplugins:\n  packages:\n    pip_index: https://ann:pip-hush-1@pypi.example.org\n");
        List<String> lost = said(file.replace("plugins:\n  packages:\n    npm_registry: \"***\"\n", ""));
        assertEquals(1, lost.stream().filter(sentence -> sentence.contains("plugins.packages.npm_registry: '***'")).count(),
                lost::toString);
        assertEquals(List.of(), file.replace("plugins: { packages: { pip_index: '***' } } # flat\n", ""));
        assertEquals("plugins: { packages: { pip_index: https://ann:pip-hush-1@pypi.example.org } } # flat\n", text());
        assertEquals(List.of(), file.put(Map.of("plugins.packages.pip_index", "***", "push.failover", "strict"), ""));
        assertTrue(text().contains("pip-hush-1") && text().contains("failover: strict"), text());
    }

    @Test
    void aBrokenFileIsMendedAsText() throws IOException {
        written("ai:\n  key: ai-hush-9\n timezone: UTC\n");
        assertTrue(said(file.put(Map.of("port", 1), "")).getFirst().contains("this is not valid YAML"));
        SettingsFile.Seen seen = file.see();
        assertEquals("ai:\n  key: ***\n timezone: UTC\n", seen.text());
        List<ConfigProblem> problems = file.replace(seen.text().replace(" timezone", "timezone").replace("ai:\n  key: ***\n", ""),
                "");
        assertEquals(List.of(), said(problems));
        assertEquals("timezone: UTC\n", text());
    }

    @Test
    void whatSomebodyElseHasWrittenIsNotLost() throws IOException {
        written("timezone: UTC\n");
        String version = file.see().version();
        written("timezone: Asia/Shanghai\n");
        for (String text : Arrays.asList("port: 1\n", null)) {
            StaleFileException stale = assertThrows(StaleFileException.class,
                    () -> {
                        if (text == null) {
                            file.put(Map.of("port", 1), version);
                        } else {
                            file.replace(text, version);
                        }
                    });
            assertTrue(stale.getMessage().startsWith("botyard.yaml has changed since it was read"), stale.getMessage());
        }
        assertEquals("timezone: Asia/Shanghai\n", text());
        Path real = Files.move(path, home.resolve("elsewhere.yaml"));
        Files.createSymbolicLink(path, real);
        assertEquals(List.of(), file.put(Map.of("port", 1), ""));
        assertTrue(Files.isSymbolicLink(path) && Files.readString(real).contains("port: 1"), "a link stays one");
    }
}
