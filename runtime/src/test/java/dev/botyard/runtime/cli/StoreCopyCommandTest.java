package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.store.Retention;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.store.StoreServer;
import dev.botyard.runtime.infra.store.TestPostgres;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCopyCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theStoreOfTheSettingsIsReadWithTheUserAndThePasswordOfItsAddress() throws IOException {
        StoreServer server = TestPostgres.shared().schema(folder);
        HomeFolder home = new HomeFolder(folder.resolve("home"));
        home.create();
        Path password = Files.writeString(folder.resolve("password"), TestPostgres.PASSWORD);
        Files.writeString(home.settingsFile(), "store: \"" + server.url().replace("jdbc:postgresql://",
                "postgresql://" + TestPostgres.USER + ":${file:" + password + "}@") + "\"\n");
        try (Store store = Store.open(server, "before", Retention.DEFAULT, Ticker.system())) {
            store.buckets().set("b", "k", "茶");
        }
        try (Terminal terminal = new Terminal(home.root())) {
            Said copied = terminal.alone("store", "copy", "--to", "sqlite");
            assertEquals("", copied.err());
            assertEquals(0, copied.code());
        }
        try (Store store = Store.open(home.database())) {
            assertEquals("茶", store.buckets().get("b", "k"));
        }
    }
}
