package dev.botyard.runtime.ops.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.store.Retention;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.store.StoreServer;
import dev.botyard.runtime.infra.store.TestPostgres;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of a home whose store is on PostgreSQL, put back.
class ServerRestoreTest {
    @TempDir
    private Path folder;
    private HomeFolder home;
    private StoreServer server;
    private StorePlace place;
    private Path kept;

    @BeforeEach
    void backUp() throws IOException {
        server = TestPostgres.shared().schema(folder);
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        Files.writeString(home.settingsFile(),
                "store: { url: \"" + server.url() + "\", user: " + TestPostgres.USER + ", password: "
                        + TestPostgres.PASSWORD + " }\n");
        Files.writeString(home.plugins().resolve("a.py"), "as it was");
        place = new StorePlace(home, Optional.of(server));
        set("as it was");
        kept = folder.resolve("kept.zip");
        new Backup(place, "1", Ticker.system()).write(kept, false);
        set("later");
        Files.writeString(home.plugins().resolve("a.py"), "later");
    }

    private void set(String value) {
        try (Store store = place.open(Ticker.system())) {
            store.buckets().set("b", "k", value);
        }
    }

    private String value() {
        try (Store store = place.open(Ticker.system())) {
            return store.buckets().get("b", "k");
        }
    }

    private Restore.Restored restore(HomeFolder into) {
        return new Restore(into, Ticker.system(), Optional.of(new ServerRestore(Map.of(), Ticker.system()))).from(kept, _ -> {});
    }

    @Test
    void theServerHoldsWhatItHeldAndTheFormerStateIsKept() throws IOException {
        Restore.Restored restored = restore(home);
        assertEquals("as it was", value());
        assertEquals("as it was", Files.readString(home.plugins().resolve("a.py")));
        assertFalse(Files.exists(home.database()), "a second database lies in the home");
        try (Store former = Store.open(restored.former().resolve("server.db"))) {
            assertEquals("later", former.buckets().get("b", "k"));
        }
    }

    @Test
    void nothingChangesWhileAnotherHostWorksOnTheServer() throws IOException {
        try (Store running = Store.open(server, "/elsewhere on two", Retention.DEFAULT, Ticker.system())) {
            String refused = assertThrows(BackupException.class, () -> restore(home)).getMessage();
            assertTrue(refused.contains("is in use by the host of /elsewhere on two"), refused);
            assertEquals("later", running.buckets().get("b", "k"));
        }
        assertEquals("later", Files.readString(home.plugins().resolve("a.py")));
    }

    @Test
    void intoFilesAloneTheServerIsLeftAsItIs() {
        HomeFolder copy = new HomeFolder(folder.resolve("copy"));
        new Restore(copy, Ticker.system()).from(kept, _ -> {});
        try (Store store = Store.open(copy.database())) {
            assertEquals("as it was", store.buckets().get("b", "k"));
        }
        assertEquals("later", value());
    }
}
