package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.secret.Sha256;
import static dev.botyard.runtime.script.library.LibraryBench.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.script.library.InstallReport.Action;
import dev.botyard.runtime.script.library.PluginInstaller.Wish;
import dev.botyard.runtime.script.library.PluginSource.Kind;
import dev.botyard.runtime.script.plugin.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugins come from elsewhere, and what must not come does not.
class PluginInstallerTest {
    private static final String TEA = "#[author: ann]\n#[version: 1]\n#[rule: tea]\n";
    private static final String NEWER = """
            #[author: ann]
            #[version: 2]
            #[rule: tea]
            #[admin: true]
            #[cron: 0 8 * * *]
            #[router: /tea]
            #[dependency: aiohttp]
            #[param: {"key":"kitchen.kind","name":"Kind"}]
            middleware.bucketGet("leaves", "green")
            """;
    private static final Wish DRY = new Wish(true, false, false, List.of(), "", List.of());
    private static final Wish DO = new Wish(false, false, false, List.of(), "", List.of());
    private static final Wish OVERWRITE = new Wish(false, true, false, List.of(), "", List.of());
    private static final PluginSource URL = url("https://example.org/tea.py?token=s3cret");

    @TempDir
    private Path home;
    private LibraryBench bench;
    private PluginInstaller installer;

    @BeforeEach
    void open() throws IOException {
        bench = new LibraryBench(home);
        installer = bench.installer;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static PluginSource url(String address) {
        return new PluginSource(Kind.URL, address, "", "", "");
    }

    private void gives(byte[] bytes, String name, String type) {
        bench.remote = _ -> new SourceReader.Remote.Answer(bytes, name, type);
    }

    private void gives(String text) {
        gives(bytes(text), "tea.py", "text/plain");
    }

    @Test
    void namesThatDifferByCaseAloneAreNotInstalled() throws Exception {
        gives(zip(Map.of("tea.py", TEA, "Tea.py", TEA)), "tea.zip", "application/zip");
        String both = assertThrows(LibraryConflict.class, () -> installer.install(URL, DO)).getMessage();
        assertTrue(both.startsWith("nothing was installed: the plugins 'Tea.py' and 'tea.py' are one name"), both);
        Files.writeString(bench.plugins.resolve("TEA.py"), TEA);
        bench.catalog.refresh();
        gives(TEA);
        String there = assertThrows(LibraryConflict.class, () -> installer.install(URL, DO)).getMessage();
        assertTrue(there.startsWith("nothing was installed: the plugins 'tea.py' and 'TEA.py' are one name"), there);
        assertEquals(List.of("TEA.py"), bench.catalog.snapshot().all().stream().map(Plugin::file).toList());
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(bytes(file.getValue()));
            }
        }
        return bytes.toByteArray();
    }

    private String refused(PluginSource source, Wish wish) {
        return assertThrows(IllegalArgumentException.class, () -> installer.install(source, wish)).getMessage();
    }

    private void assertNothingWritten() throws IOException {
        try (Stream<Path> files = Files.list(bench.plugins)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aDryRunTellsWhatAScriptAsksForAndWritesNothing() throws Exception {
        gives(NEWER);

        InstallReport report = installer.install(URL, DRY);

        InstallReport.File file = report.files().getFirst();
        assertEquals("tea.py NEW 2 true", file.file() + " " + file.action() + " " + file.version() + " " + file.ok());
        assertEquals(new PluginAsks(List.of("aiohttp"), List.of("kitchen.kind"), List.of("tea", "cron 0 8 * * *"),
                List.of("/tea"), List.of("kitchen", "leaves"), true), file.asks());
        assertFalse(report.written());
        assertEquals("https://example.org/tea.py?…", report.source(), "what may be a secret is not shown");
        assertNothingWritten();
        assertTrue(installer.origin("tea.py").isEmpty());
    }

    @Test
    void aPluginIsInstalledConfinedAndUpdated() throws Exception {
        gives(TEA);
        assertTrue(installer.install(URL, new Wish(false, false, false, List.of(), Sha256.hex(bytes(TEA)),
                List.of("kitchen"))).written());
        assertEquals(TEA, bench.read("tea.py"));
        assertEquals(List.of("kitchen"), bench.confinements.of("tea.py"));
        assertEquals(Sha256.hex(bytes(TEA)), installer.origin("tea.py").orElseThrow().sha256());
        assertFalse(installer.update("tea.py", DO).written(), "there is nothing newer");

        gives(NEWER);
        InstallReport.File newer = installer.update("tea.py", DRY).files().getFirst();
        assertEquals("REPLACES 1 2 false",
                newer.action() + " " + newer.present() + " " + newer.version() + " " + newer.changed());
        assertEquals(List.of("cron 0 8 * * *"), newer.adds().triggers());
        assertTrue(newer.adds().admin());
        assertTrue(newer.diff().contains("-#[version: 1]\n+#[version: 2]\n"), newer.diff());
        assertTrue(installer.update("tea.py", DO).written());
        assertEquals(NEWER, bench.read("tea.py"));
        assertEquals(List.of("kitchen"), bench.confinements.of("tea.py"), "a newer text is confined as the one before");
        Wish others = new Wish(false, true, true, List.of(), "", List.of("kitchen", "cellar"));
        assertEquals(
                "nothing was installed: tea.py is confined to the buckets kitchen; change that with 'botyard plugins confine',"
                        + " and install without buckets",
                assertThrows(LibraryConflict.class, () -> installer.install(URL, others)).getMessage());
        assertEquals(List.of("kitchen"), bench.confinements.of("tea.py"));
        installer.install(URL, new Wish(false, true, true, List.of(), "", List.of("kitchen", "kitchen")));
        assertEquals(PluginVersion.Why.UPDATED, bench.library.versions("tea.py").getFirst().why());
        assertEquals(installer.origins(), new PluginOrigins(bench.store.hostState()).all(), "another start knows it");
    }

    @Test
    void whatIsThereIsNotOverwrittenUnasked() throws Exception {
        Files.writeString(bench.plugins.resolve("tea.py"), TEA + "# mine\n");
        bench.catalog.refresh();
        gives(TEA);
        assertEquals("nothing was installed: tea.py is there already with another text; say overwrite to replace it, and its text"
                + " is kept as a version",
                assertThrows(LibraryConflict.class, () -> installer.install(URL, DO)).getMessage());
        assertEquals(TEA + "# mine\n", bench.read("tea.py"));
        installer.install(URL, OVERWRITE);
        assertEquals(TEA, bench.read("tea.py"));

        Files.writeString(bench.plugins.resolve("tea.py"), TEA + "# mended here\n");
        bench.catalog.refresh();
        gives(NEWER);
        assertTrue(installer.update("tea.py", DRY).files().getFirst().changed());
        assertEquals("nothing was installed: tea.py was changed here; say overwrite to replace it, and its text is kept as a"
                + " version", assertThrows(LibraryConflict.class, () -> installer.update("tea.py", DO)).getMessage());
    }

    @Test
    void whatIsNoScriptIsRefused() throws Exception {
        gives(bytes("<!DOCTYPE html><html>"), "tea.py", "text/plain");
        assertEquals(
                "https://example.org/tea.py?… gives a web page, not a script; take the address of the file itself, such as the"
                        + " link behind 'Raw'",
                refused(URL, DO));
        gives(bytes("x"), "tea.py", "text/html");
        assertTrue(refused(URL, DO).contains("web page"));
        gives(bytes("a\0b"), "tea.py", "");
        assertTrue(refused(URL, DO).endsWith("gives neither a script nor a zip archive"));
        gives(bytes(""), "tea.py", "");
        assertTrue(refused(URL, DO).endsWith("gives nothing"));
        gives(bytes(TEA), "download", "");
        assertTrue(refused(URL, DO).contains("say with name how its file is to be called"));
        gives(bytes(TEA), "middleware.py", "");
        assertTrue(refused(URL, DO).contains("middleware.py"));
        gives("#[author: ann]\n#[rule: tea]\nFAULT\n");
        assertEquals(
                "nothing was installed: tea.py cannot run: line 3: error: SyntaxError: no. Leave it out with files, or say force",
                refused(URL, DO));
        gives(TEA);
        assertTrue(refused(URL, new Wish(false, false, false, List.of(), "00", List.of()))
                .contains("gives something else than was announced: its SHA-256 is "));
        assertTrue(refused(url("file:///etc/passwd"), DO).startsWith("url must be an address"));
        assertNothingWritten();
    }

    @Test
    void anArchiveGivesTheScriptsOfItsTopFolder() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("repo-main/tea.py", TEA);
        files.put("repo-main/_part.py", "");
        files.put("repo-main/README.md", "");
        files.put("repo-main/replies/old.js", "// [author: ann]\n// [rule: old]\n");
        files.put("repo-main/tests/test_tea.py", "");
        gives(zip(files), "main.zip", "application/zip");

        InstallReport report = installer.install(url("https://example.org/main.zip"), DO);

        assertEquals(List.of("old.js", "tea.py"), report.files().stream().map(InstallReport.File::file).toList());
        assertEquals(List.of("_part.py", "tests/test_tea.py"), report.ignored());
        assertTrue(Files.exists(bench.plugins.resolve("replies/old.js")));
        assertEquals(Action.SAME, installer.install(url("https://example.org/main.zip"), DRY).files().getFirst().action());
        assertEquals("there is no 'x.py'; there are old.js, tea.py", refused(url("https://example.org/main.zip"),
                new Wish(true, false, false, List.of("x.py"), "", List.of())));
    }

    @Test
    void anArchiveThatDoesHarmIsRefused() throws Exception {
        for (String name : List.of("../tea.py", "a/../../tea.py", "/tea.py", "..\\tea.py", "C:\\tea.py")) {
            gives(zip(Map.of("milk.py", TEA, name, TEA)), "x.zip", "");
            assertTrue(refused(URL, DO).contains("a name that leads out of it; nothing of it was taken"), name);
        }
        byte[] archive = zip(Map.of("tea.py", "/etc/passwd"));
        int central = archive.length - 22 - 46 - "tea.py".length();
        archive[central + 5] = 3;
        archive[central + 41] = (byte) 0xA1;
        gives(archive, "x.zip", "");
        assertEquals("the archive holds a link; nothing of it was taken", refused(URL, DO));
        gives(zip(Map.of("bomb.txt", "0".repeat(40 << 20))), "x.zip", "");
        assertEquals("the archive unpacks to more than 32 MiB; nothing of it was taken", refused(URL, DO));
        byte[] whole = zip(Map.of("tea.py", TEA + "#".repeat(9_000)));
        gives(Arrays.copyOf(whole, 60), "x.zip", "");
        assertTrue(refused(URL, DO).startsWith("the zip archive "));
        gives(zip(Map.of("deep/down/tea.py", TEA, "other/tea.txt", "", "more/x.py", "")), "x.zip", "");
        assertEquals("there is no script in its top folder; name one of these folders with path: deep/down, more",
                refused(URL, DO));
        assertNothingWritten();
    }

    @Test
    void aRepositoryIsReadWithoutBeingCheckedOut() throws Exception {
        Path repository = Files.createDirectories(home.resolve("yard"));
        git(repository, "init", "-q", "-b", "main");
        Files.writeString(repository.resolve("tea.py"), TEA);
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "one");
        PluginSource source = new PluginSource(Kind.GIT, repository.toUri().toString(), "", "", "");

        InstallReport report = installer.install(source, DO);

        assertEquals(40, report.revision().length());
        assertEquals(TEA, bench.read("tea.py"));
        Files.writeString(repository.resolve("tea.py"), NEWER);
        Files.writeString(repository.resolve("milk.py"), TEA);
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "two");
        InstallReport newer = installer.update("tea.py", DO);
        assertEquals(NEWER, bench.read("tea.py"));
        assertFalse(newer.revision().equals(report.revision()));
        assertEquals(List.of("milk.py, which is not installed"), newer.ignored());

        Files.createSymbolicLink(repository.resolve("link.py"), Path.of("tea.py"));
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "three");
        assertEquals("the repository holds the link 'link.py'; nothing of it was taken", refused(source, DO));
        String said = assertThrows(SourceException.class, () -> installer.install(
                new PluginSource(Kind.GIT, "file://user:s3cret@" + home + "/none", "", "", ""), DO)).getMessage();
        assertTrue(said.startsWith("git cannot read file:///") && !said.contains("s3cret"), said);
        assertThrows(SourceException.class,
                () -> installer.install(new PluginSource(Kind.GIT, "ext::sh -c 'touch /tmp/x'", "", "", ""), DO));
        assertThrows(IllegalArgumentException.class,
                () -> installer.install(new PluginSource(Kind.GIT, "--upload-pack=x", "", "", ""), DO));
    }

    @Test
    void everyScriptOfARepositoryIsReadToTheByte() throws Exception {
        Path repository = Files.createDirectories(home.resolve("yard"));
        Map<String, String> scripts = new LinkedHashMap<>(Map.of("tea.py", TEA, "same.py", TEA, "open.py", TEA + "# no end",
                "lines.py", "\n\n" + TEA.replace("\n", "\r\n"), "empty.py", "", "weiß.py", TEA + "# 茶 123 blob 4\n"));
        git(repository, "init", "-q", "-b", "main");
        git(repository, "config", "core.autocrlf", "false");
        for (Map.Entry<String, String> script : scripts.entrySet()) {
            Files.writeString(repository.resolve(script.getKey()), script.getValue());
        }
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "one");

        installer.install(new PluginSource(Kind.GIT, repository.toUri().toString(), "", "", ""), DO);

        for (Map.Entry<String, String> script : scripts.entrySet()) {
            assertEquals(script.getValue(), bench.read(script.getKey()), script.getKey());
        }
    }

    private static void git(Path folder, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=ann", "-c", "user.email=ann@example.org"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).directory(folder.toFile()).inheritIO().start();
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }
}
