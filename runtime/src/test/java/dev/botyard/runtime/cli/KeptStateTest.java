package dev.botyard.runtime.cli;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.infra.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups, buckets and logs at the command line.
class KeptStateTest {
    @TempDir
    private Path folder;
    private Terminal terminal;
    private HomeFolder home;

    @BeforeEach
    void open() throws IOException {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        terminal = new Terminal(home.root());
        try (Store store = Store.open(home.database())) {
            store.buckets().set("b", "k", "before");
        }
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private String value() {
        try (Store store = Store.open(home.database())) {
            return store.buckets().get("b", "k");
        }
    }

    @Test
    void aBackupIsToldAndPutBack() throws IOException {
        Files.writeString(home.accounts().resolve("a.yaml"), "im: qq\nconfig: { token: \"${env:TBASE_TOKEN}\" }\n");
        Files.createSymbolicLink(home.plugins().resolve("gone.py"), folder.resolve("gone.py"));
        Path file = folder.resolve("kept.zip");
        Said kept = terminal.alone("backup", file.toString());
        assertEquals(0, kept.code(), kept.err());
        assertEquals("""
                written to %s (4 files)
                not in it: plugins/gone.py is a link that leads nowhere
                a new machine also needs the environment variables TBASE_TOKEN
                It holds secrets; keep it where only you can read it.
                """.formatted(file), kept.out());
        try (Store store = Store.open(home.database())) {
            store.buckets().set("b", "k", "after");
        }
        Said back = terminal.alone("restore", file.toString());
        assertEquals(0, back.code(), back.err());
        assertTrue(back.out().startsWith("The backup is whole.\nrestored into " + home.root() + " what was kept on 20"),
                back.out());
        assertTrue(back.out().contains("\nthe former state lies in " + home.root()), back.out());
        assertTrue(back.out().endsWith("the host needs the environment variables TBASE_TOKEN\n"), back.out());
        assertEquals("before", value());
    }

    @Test
    void whatGoesWrongIsOneSentence() throws IOException {
        Path file = Files.createFile(folder.resolve("kept.zip"));
        Said taken = terminal.alone("backup", file.toString());
        assertEquals("1 The backup " + file + " exists already. Choose another name.", taken.code() + " " + taken.err().strip());
        Said none = terminal.alone("restore", folder.resolve("none.zip").toString());
        assertEquals(1, none.code());
        assertTrue(none.err().strip().endsWith("none.zip: there is no such file"), none.err());
        assertEquals("before", value());
    }

    @Test
    void aRunningHostKeepsItsHome() {
        Path file = folder.resolve("kept.zip");
        try (HomeLock lock = home.lock()) {
            assertEquals(0, terminal.alone("backup", file.toString()).code(), lock::toString);
            Said said = terminal.alone("restore", file.toString());
            assertEquals(1, said.code());
            assertTrue(said.err().contains("already runs on the home folder"), said.err());
        }
    }

    @Test
    void anExportIsForThisUserAloneAlsoInThePlaceOfAnOpenFile() throws IOException {
        Path file = Files.writeString(folder.resolve("b.jsonl"), "a longer text that was there before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        terminal.host.on("GET /export/buckets", 200, "{}\n");
        assertEquals("3 bytes written to " + file + "\n", terminal.say("buckets", "export", file.toString()).out());
        assertEquals("{}\n", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aRefusedExportOverwritesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("b.jsonl"), "kept");
        assertEquals(1, terminal.say("buckets", "export", file.toString()).code());
        assertEquals("kept", Files.readString(file));
    }

    @Test
    void anImportOfAFileThatIsNotThereIsASentence() {
        Said said = terminal.say("buckets", "import", folder.resolve("none.jsonl").toString());
        assertEquals("1 There is no readable file " + folder.resolve("none.jsonl") + ".", said.code() + " " + said.err().strip());
    }

    private void log(String text) throws IOException {
        Files.writeString(home.logs().resolve("botyard.log"), text);
    }

    private byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aLogIsShownWithoutWhatSteersATerminal() throws IOException {
        log("one\n\u001b[31mtwo\u202e\nthree\nhalf a li");
        assertEquals("\\u001b[31mtwo\\u202e\nthree\n", terminal.alone("logs", "-n", "2").out());
        assertEquals("", terminal.alone("logs", "-n", "0").out());
    }

    /// The host packs an old log while somebody looks.
    @Test
    void anOlderLogThatIsOnlyHalfPackedDoesNotHideTheNewest() throws IOException {
        log("newest\n");
        byte[] whole = packed("older\n".repeat(5_000));
        Files.write(home.logs().resolve("botyard.1.log.gz"), Arrays.copyOf(whole, whole.length / 2));
        Said said = terminal.alone("logs");
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().endsWith("newest\n"), said.out());
        Files.write(home.logs().resolve("botyard.1.log.gz"), new byte[0]);
        assertEquals("newest\n", terminal.alone("logs").out());
    }

    @Test
    void aLogWithBytesThatAreNoTextIsShownAsFarAsItIs() throws IOException {
        Files.write(home.logs().resolve("botyard.log"), new byte[]{'a', (byte) 0xff, '\n'});
        assertEquals("a\ufffd\n", terminal.alone("logs").out());
    }

    @Test
    void aSignalOfTheSystemIsHandedOn() throws Exception {
        AtomicInteger came = new AtomicInteger();
        assertTrue(Signals.on("WINCH", came::incrementAndGet));
        new ProcessBuilder("kill", "-WINCH", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        await().until(() -> came.get() == 1);
        assertFalse(Signals.on("NONE", came::incrementAndGet));
    }
}
