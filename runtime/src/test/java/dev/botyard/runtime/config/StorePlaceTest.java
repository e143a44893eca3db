package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.StoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which store a home has: never another one than was meant.
class StorePlaceTest {
    private static final StoreServer YARD = StoreServer.of("postgresql://db/yard", "ann", "pw");

    @TempDir
    private Path folder;
    private HomeFolder home;

    @BeforeEach
    void name() {
        home = new HomeFolder(folder);
    }

    private void settings(String yaml) throws IOException {
        Files.writeString(home.settingsFile(), yaml);
    }

    private Optional<StoreServer> server(Map<String, String> environment) {
        return StorePlace.read(home, new YamlReader(home, new Secrets()), environment).server();
    }

    @Test
    void withoutASettingItIsTheFile() throws IOException {
        assertEquals(Optional.empty(), server(Map.of()));
        settings("timezone: Asia/Shanghai\n");
        assertEquals(Optional.empty(), server(Map.of("BOTYARD_STORE_PASSWORD", "x", "BOTYARD_STORE", " ")));
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        settings("store: { url: \"postgresql://db/yard\", user: ann, password: pw }\n");
        assertEquals(Optional.of(YARD), server(Map.of()));
        assertEquals(Optional.of(StoreServer.of("postgresql://other/yard", "bob", "pw2")),
                server(Map.of("BOTYARD_STORE", "postgresql://other/yard", "BOTYARD_STORE_USER", "bob", "BOTYARD_STORE_PASSWORD",
                        "pw2")));
        assertEquals(Optional.empty(), server(Map.of("BOTYARD_STORE", "sqlite")));
    }

    @Test
    void theAddressMayStandAlone() throws IOException {
        settings("store: postgresql://ann@db/yard\n");
        assertEquals(Optional.of(StoreServer.of("postgresql://db/yard", "ann", "")), server(Map.of()));
    }

    @Test
    void aPasswordInTheAddressIsTakenFromAReferenceOrAVariable() throws IOException {
        Files.writeString(folder.resolve("password"), "lock-smith-7");
        settings("store: \"postgresql://ann:${file:password}@db/yard\"\n");
        YamlReader reader = new YamlReader(home, Secrets.process());
        assertEquals("lock-smith-7", StorePlace.read(home, reader, Map.of()).server().orElseThrow().password());
        StoreServer named = server(Map.of("BOTYARD_STORE", "postgresql://ann:lock%40smith@db/yard")).orElseThrow();
        assertEquals("lock@smith", named.password());
        assertFalse(named.toString().contains("smith"));
        settings("store: postgresql://ann:in-the-open@db/yard\n");
        Reading<HostSettings> reading = HostSettings.read(home.settingsFile(), new YamlReader(home, new Secrets()));
        assertTrue(reading.problems().getFirst().message().contains("holds a password"), reading.problems()::toString);
    }

    @Test
    void anAddressThatIsNoneIsAProblemOfTheFile() throws IOException {
        settings("store: { url: \"mysql://db/yard\" }\n");
        Reading<HostSettings> reading = HostSettings.read(home.settingsFile(), new YamlReader(home, new Secrets()));
        assertFalse(reading.ok());
        assertEquals("store.url", reading.problems().getFirst().key());
        String said = assertThrows(IllegalArgumentException.class, () -> server(Map.of())).getMessage();
        assertTrue(said.startsWith("Where the store is cannot be told, because " + home.settingsFile() + " has mistakes."), said);
    }

    @Test
    void aFileWithOtherMistakesHidesNoStore() throws IOException {
        settings("prot: 8\nstore: { url: \"postgresql://db/yard\", password: \"${env:NOWHERE_SET}\" }\n");
        assertThrows(IllegalArgumentException.class, () -> server(Map.of()));
        settings("store:\n  url: [\n");
        assertThrows(IllegalArgumentException.class, () -> server(Map.of()));
        settings("prot: 8\n");
        assertEquals(Optional.empty(), server(Map.of()));
    }

    @Test
    void nothingShowsThePassword() throws IOException {
        settings("store: { url: \"postgresql://db/yard\", user: ann, password: hunter2 }\n");
        HostSettings settings = HostSettings.read(home.settingsFile(), new YamlReader(home, new Secrets())).value();
        assertEquals("hunter2", settings.store().password());
        assertFalse(settings.toString().contains("hunter2"), settings::toString);
        assertFalse(StorePlace.of(home, settings.store(), Map.of()).toString().contains("hunter2"));
    }
}
