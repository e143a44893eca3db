package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.infra.secret.AdminTokenFile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeException;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    @TempDir
    private Path folder;
    private HomeFolder home;
    private Path file;

    @BeforeEach
    void fill() throws IOException {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        file = folder.resolve("kept.zip");
        put("botyard.yaml", "masters: { web: [admin] }\nplugins: { folders: [more, " + folder.resolve("elsewhere") + "] }\n");
        put("accounts/ops.yaml", "im: qq\nconfig: { access_token: \"${env:QQ_LOGIN}\", more: \"${file:qq.secret}\" }\n");
        put("qq.secret", "over-there");
        put("plugins/tea.py", "print('tea')\n");
        put("plugins/lib/brew.sh", "#!/bin/sh\n");
        assertTrue(home.plugins().resolve("lib/brew.sh").toFile().setExecutable(true));
        put("plugins/__pycache__/tea.pyc", "x");
        put("more/extra.js", "1\n");
        put("adapters/mine.jar", "jar");
        put("data/accounts/weixin/login.json", "{}");
        put("data/media/kept.png", "png");
        put("data/packages/pip-1/teapot.py", "x");
        put("logs/botyard.log", "x");
        set("before");
    }

    private void put(String name, String text) throws IOException {
        Path path = home.root().resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void set(String value) {
        try (Store store = Store.open(home.database())) {
            store.buckets().set("b", "k", value);
        }
    }

    private static String value(HomeFolder of) {
        try (Store store = Store.open(of.database())) {
            return store.buckets().get("b", "k");
        }
    }

    private Manifest backup(boolean media) {
        return new Backup(StorePlace.file(home), "1.2.3", Ticker.system()).write(file, media);
    }

    private Restore.Restored restore(HomeFolder into) {
        return new Restore(into, Ticker.system()).from(file, said -> {});
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }

    @Test
    void everythingThatANewMachineNeedsIsInIt() {
        Manifest manifest = backup(false);
        assertEquals(List.of("accounts/ops.yaml", "adapters/mine.jar", "botyard.yaml", "data/accounts/weixin/login.json",
                "data/admin.token",
                "data/botyard.db", "data/secret.key", "more/extra.js", "plugins/lib/brew.sh", "plugins/tea.py", "qq.secret"),
                manifest.files().stream().map(Manifest.Entry::path).toList());
        assertEquals(List.of("QQ_LOGIN"), manifest.variables());
        assertEquals(List.of(folder.resolve("elsewhere") + ", to which the settings refer, lies outside of the home"),
                manifest.outside());
        assertEquals(1L, manifest.counts().get("bucket"), manifest.counts()::toString);
    }

    @Test
    void earlierBackupsAreNotInItAndStayWhereTheyAreWhenItIsRestored() throws IOException {
        put("backups/first.zip", "first");
        assertTrue(backup(false).files().stream().noneMatch(entry -> entry.path().startsWith("backups")));

        restore(home);
        assertEquals("first", Files.readString(home.backups().resolve("first.zip")));
    }

    @Test
    void mediaComeOnRequest() {
        assertTrue(backup(true).files().stream().anyMatch(entry -> entry.path().equals("data/media/kept.png")));
    }

    @Test
    void itIsForThisUserAloneAndNothingElseIsLeft() throws IOException {
        backup(false);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("home", "kept.zip"), files.map(path -> path.getFileName().toString()).sorted().toList());
        }
        assertTrue(assertThrows(BackupException.class, () -> backup(false)).getMessage().contains("exists already"));
    }

    @Test
    void anotherHomeGetsAllOfIt() throws IOException {
        backup(false);
        HomeFolder other = new HomeFolder(folder.resolve("deep/other"));
        Restore.Restored restored = restore(other);
        assertEquals(null, restored.former());
        assertEquals(new AdminTokenFile(home.adminTokenFile(), Map.of()).read(),
                new AdminTokenFile(other.adminTokenFile(), Map.of()).read());
        assertEquals(Files.readString(home.secretKeyFile()), Files.readString(other.secretKeyFile()));
        assertTrue(Files.isExecutable(other.plugins().resolve("lib/brew.sh")));
        for (Path each : new Path[]{other.root(), other.accounts(), other.data()}) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(other.root().resolve("qq.secret"))));
        assertEquals("before", value(other));
        assertFalse(names(other.root()).toString().contains("restor"), () -> other.root() + " holds leftovers");
    }

    @Test
    void theFormerStateIsKeptAndItsLogDoesNotComeBack() throws IOException {
        backup(false);
        set("after");
        put("data/botyard.db-wal", "of the former database");
        put("data/botyard.db-shm", "of the former database");
        put("plugins/later.py", "1\n");
        Restore.Restored restored = restore(home);
        assertTrue(Files.notExists(home.plugins().resolve("later.py")));
        assertTrue(Files.exists(restored.former().resolve("plugins/later.py")));
        assertTrue(Files.exists(restored.former().resolve("data/botyard.db-wal")));
        assertTrue(Files.notExists(home.data().resolve("botyard.db-wal")));
        assertTrue(Files.exists(home.data().resolve("packages/pip-1/teapot.py")), "packages belong to the machine");
        assertEquals("before", value(home));
    }

    @Test
    void aRunningHostIsRefused() {
        backup(false);
        set("after");
        try (HomeLock lock = home.lock()) {
            assertTrue(assertThrows(HomeException.class, () -> restore(home)).getMessage().contains("Stop it first"),
                    lock::toString);
        }
        assertEquals("after", value(home));
    }

    @Test
    void aDamagedFileChangesNothing() throws IOException {
        backup(false);
        set("after");
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.writeString(zip.getPath("plugins/tea.py"), "print('oil')\n");
        }
        List<String> before = names(home.root());
        String said = assertThrows(BackupException.class, () -> restore(home)).getMessage();
        assertTrue(said.contains("cannot be restored: 'plugins/tea.py' in it is damaged"), said);
        assertEquals(before, names(home.root()).stream().filter(name -> !name.equals("data/botyard.lock")).toList());
        assertEquals("after", value(home));
    }

    @Test
    void whatIsNoBackupIsRefused() throws IOException {
        Files.copy(home.database(), file);
        assertTrue(assertThrows(BackupException.class, () -> restore(home)).getMessage().contains("a bare database"));
        Files.writeString(file, "tea");
        assertTrue(assertThrows(BackupException.class, () -> restore(home)).getMessage().contains("it is no backup"));
        Files.delete(file);
        assertTrue(assertThrows(BackupException.class, () -> restore(home)).getMessage().contains("there is no such file"));
    }

    @Test
    void aFileThatIsNotInTheListIsRefused() throws IOException {
        backup(false);
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.writeString(zip.getPath("plugins/more.py"), "1\n");
        }
        String said = assertThrows(BackupException.class, () -> restore(home)).getMessage();
        assertTrue(said.contains("'plugins/more.py' in it is not in its list"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.txt", "/out.txt", "plugins/../../out.txt", "plugins//out.txt", "..\\out.txt", "C:out.txt",
        "plugins/.", ""})
    void namesThatLeadOutAreRefused(String name) throws IOException {
        String manifest = "{\"format\":1,\"version\":\"1\",\"created\":\"\",\"home\":\"\",\"media\":false,\"counts\":{},\"outside\":[],"
                + "\"variables\":[],\"files\":[{\"path\":\"data/botyard.db\",\"bytes\":0,\"sha256\":\"\",\"executable\":false},"
                + "{\"path\":\"" + name.replace("\\", "\\\\") + "\",\"bytes\":1,\"sha256\":\"\",\"executable\":false}]}";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : new String[]{"manifest.json", "data/botyard.db", name}) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.equals("manifest.json")
                        ? manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                        : new byte[]{1});
                zip.closeEntry();
            }
        }
        String said = assertThrows(BackupException.class, () -> restore(home)).getMessage();
        assertTrue(said.contains("does not name a file of a home"), said);
        assertFalse(Files.exists(folder.resolve("out.txt")));
        assertEquals("before", value(home));
    }
}
