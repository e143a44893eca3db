package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.infra.secret.Sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Homes that change while they are kept, links that lead astray, and files that only look like backups.
class OddBackupTest {
    @TempDir
    private Path folder;
    private HomeFolder home;
    private Path file;

    @BeforeEach
    void fill() {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        file = folder.resolve("kept.zip");
        Store.open(home.database()).close();
    }

    private Manifest backup() {
        return new Backup(StorePlace.file(home), "1.2.3", Ticker.system()).write(file, true);
    }

    private List<String> paths(Manifest manifest) {
        return manifest.files().stream().map(Manifest.Entry::path).toList();
    }

    /// A host that runs sweeps media away, and scripts write and remove files.
    @Test
    void aFileThatGoesWhileTheRestIsKeptIsLeftOut() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            Files.writeString(home.media().resolve("m%04d.png".formatted(i)), "png");
        }
        Path last = Files.createDirectories(home.media().resolve("z/z"));
        Files.writeString(last.resolve("x.png"), "png");
        try (var threads = Threads.perTask("test-sweep")) {
            Future<?> sweep = threads.submit(() -> {
                Files.delete(last.resolve("x.png"));
                for (int i = 2_999; i >= 10; i--) {
                    Files.delete(home.media().resolve("m%04d.png".formatted(i)));
                }
                return null;
            });
            Manifest manifest = backup();
            sweep.get();
            assertTrue(paths(manifest).contains("data/media/m0000.png"), () -> manifest.counts().toString());
        }
        HomeFolder other = new HomeFolder(folder.resolve("other"));
        new Restore(other, Ticker.system()).from(file, _ -> {});
        assertEquals("png", Files.readString(other.media().resolve("m0000.png")));
    }

    @Test
    void linksThatLeadInACircleOrNowhereAreNamedAndNotFollowed() throws IOException {
        Files.createSymbolicLink(home.plugins().resolve("circle"), home.plugins());
        Files.createSymbolicLink(home.plugins().resolve("up"), folder);
        Files.createSymbolicLink(home.plugins().resolve("gone.py"), folder.resolve("gone.py"));
        Path elsewhere = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(elsewhere.resolve("a.py"), "1\n");
        Files.createSymbolicLink(home.plugins().resolve("shared"), elsewhere);
        Manifest manifest = backup();
        assertTrue(paths(manifest).contains("plugins/shared/a.py"), () -> paths(manifest).toString());
        assertEquals(List.of("plugins/circle is a link to a folder that is in the backup already or holds the home",
                "plugins/gone.py is a link that leads nowhere",
                "plugins/up is a link to a folder that is in the backup already or holds the home"),
                manifest.outside().stream().sorted().toList());
    }

    @Test
    void aFileWithANameThatNotEverySystemCanHaveIsNamed() throws IOException {
        Files.writeString(home.plugins().resolve("a:b.py"), "1\n");
        assertEquals(List.of("a file in 'plugins' has a name that not every system can have"), backup().outside());
    }

    @Test
    void whatAnotherRestoreLeftIsNotKeptAgain() throws IOException {
        Files.createDirectories(home.root().resolve(Restore.FORMER + "1/plugins"));
        Files.writeString(home.root().resolve(Restore.FORMER + "1/plugins/old.py"), "1\n");
        Files.writeString(home.root().resolve("x.partial"), "1\n");
        assertEquals(List.of("data/admin.token", "data/botyard.db", "data/secret.key"), paths(backup()));
    }

    @Test
    void aHomeWithoutADatabaseHasNothingToKeep() throws IOException {
        Files.delete(home.database());
        String said = assertThrows(BackupException.class, this::backup).getMessage();
        assertEquals("There is no database in " + home.root() + ", so there is nothing to keep. Name the home with --home.",
                said);
    }

    private static String entry(String path, byte[] content) throws IOException {
        return "{\"path\":" + path + ",\"bytes\":" + content.length + ",\"sha256\":\""
                + HexFormat.of().formatHex(Sha256.start().digest(content)) + "\",\"executable\":false}";
    }

    /// @param manifest in which `DB` stands for the entry of a good database
    private void written(String manifest) throws IOException {
        Path made = folder.resolve("made.db");
        Files.deleteIfExists(made);
        Store.open(made).close();
        byte[] database = Files.readAllBytes(made);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest.replace("DB", entry("\"data/botyard.db\"", database)).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("data/botyard.db"));
            zip.write(database);
            zip.closeEntry();
        }
    }

    private String refused() {
        return assertThrows(BackupException.class, () -> new Restore(home, Ticker.system()).from(file, _ -> {})).getMessage()
                .replace(file + " cannot be restored: ", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "{\"format\":\"x\"}", "", "{"})
    void aListThatIsNoneIsRefused(String manifest) throws IOException {
        written(manifest);
        assertEquals("its manifest.json cannot be read; it was not made by 'botyard backup'", refused());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | the backup has format 0, and this Botyard knows 1; restore it with the Botyard that made it (null)",
        "{\"format\":2,\"version\":\"9\"} | the backup has format 2, and this Botyard knows 1; restore it with the Botyard that made it (9)",
        "{\"format\":1} | there is no database in the backup; it was not made by 'botyard backup'",
        "{\"format\":1,\"files\":[]} | there is no database in the backup; it was not made by 'botyard backup'",
        "{\"format\":1,\"files\":[null,DB]} | 'null' in the backup does not name a file of a home; the file was tampered with",
        "{\"format\":1,\"files\":[{\"path\":null},DB]} | 'null' in the backup does not name a file of a home; the file was tampered with",
        "{\"format\":1,\"files\":[DB,DB]} | 'data/botyard.db' in the backup does not name a file of a home; the file was tampered with",
        "{\"format\":1,\"files\":[DB,{\"path\":\"a.py\"}]} | 'a.py' is missing in it"})
    void aListThatSomebodyWroteIsRefused(String manifest, String sentence) throws IOException {
        written(manifest);
        assertEquals(sentence, refused());
        assertFalse(Files.exists(home.root().resolve("a.py")));
    }

    @Test
    void whatTheListDoesNotSayIsNothing() throws IOException {
        written("{\"format\":1,\"files\":[DB]}");
        Manifest manifest = new Restore(home, Ticker.system()).from(file, _ -> {}).manifest();
        assertEquals("[] [] {}", manifest.outside() + " " + manifest.variables() + " " + manifest.counts());
    }
}
