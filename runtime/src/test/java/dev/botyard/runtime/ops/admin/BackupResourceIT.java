package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.ops.backup.Backup;
import dev.botyard.runtime.ops.backup.KeptBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Backups, at the door of the API.
class BackupResourceIT {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;
    private HomeFolder home;
    private Store store;
    private PlayedApi api;

    @BeforeEach
    void open() throws Exception {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        store = Store.open(home.database());
        api = new PlayedApi();
        api.api.add(new BackupResource(store, new Backup(StorePlace.file(home), "1", NOON), new KeptBackups(home), NOON));
    }

    @AfterEach
    void close() {
        api.close();
        store.close();
    }

    private JsonNode listed() throws Exception {
        return api.ask("GET", "/api/v1/backups", "").json();
    }

    @Test
    void aBackupIsWrittenWhereTheOperatorSays() throws Exception {
        Path file = folder.resolve("backup.zip");
        PlayedApi.Answer answer = api.ask("POST", "/api/v1/backup", "{\"file\": \"" + file + "\"}");
        assertEquals(200, answer.status(), answer.text());
        assertTrue(Files.size(file) > 0);
        assertTrue(api.ask("POST", "/api/v1/backup", "{\"file\": \"" + file + "\"}").error().startsWith("400 backup_failed: "));
        assertEquals("[]", listed().path("backups").toString());
    }

    @Test
    void withoutAPlaceItLiesAmongThoseOfTheHomeWhichAreListed() throws Exception {
        assertEquals("[]", listed().path("backups").toString());
        PlayedApi.Answer answer = api.ask("POST", "/api/v1/backup", "{}");
        assertEquals(200, answer.status(), answer.text());

        Path file = Path.of(answer.json().path("file").stringValue());
        assertEquals(home.backups(), file.getParent());
        assertTrue(file.getFileName().toString().matches("botyard-backup-\\d{8}-\\d{6}\\.zip"), file::toString);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.backups())));
        JsonNode only = listed().path("backups").get(0);
        assertEquals(file.toString(), only.path("file").stringValue());
        assertEquals(Files.size(file), only.path("bytes").longValue());
        assertEquals("botyard restore FILE", listed().path("restore").stringValue());
        assertTrue(api.ask("POST", "/api/v1/backup", "{}").error().contains("exists already"));
    }
}
