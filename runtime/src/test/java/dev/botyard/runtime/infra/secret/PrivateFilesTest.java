package dev.botyard.runtime.infra.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    private Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFolderIsOnlyForItsOwnerAndThoseAboveAreAsTheSystemMakesThem() throws IOException {
        Path ordinary = Files.createDirectory(folder.resolve("ordinary"));
        PrivateFiles.createFolders(folder.resolve("a/b"));
        assertEquals("rwx------", permissions(folder.resolve("a/b")));
        assertEquals(permissions(ordinary), permissions(folder.resolve("a")));
    }

    @Test
    void aFolderThatIsThereIsClosedAndKeepsWhatItHas() throws IOException {
        Path made = Files.createDirectory(folder.resolve("made"));
        Files.writeString(made.resolve("file"), "kept");
        open(made, "rwxr-xr-x");
        PrivateFiles.createFolder(made);
        assertEquals("rwx------", permissions(made));
        assertEquals("kept", Files.readString(made.resolve("file")));
    }

    /// Somebody may have closed it more than the host would.
    @Test
    void nothingIsOpenedThatWasClosed() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "k");
        open(file, "r--------");
        PrivateFiles.createOnce(file, "other");
        assertEquals("r--------", permissions(file));
    }

    @Test
    void aLinkToAFolderElsewhereIsLeftAlone() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        open(elsewhere, "rwxr-xr-x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        PrivateFiles.createFolder(link);
        assertEquals("rwxr-xr-x", permissions(elsewhere));
    }

    @Test
    void aLinkToAFileStaysOneAndWhatItLeadsToIsWritten() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.yaml"), "former");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("elsewhere.yaml"));
        PrivateFiles.replace(link, "now");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("now\n", Files.readString(elsewhere));

        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("missing/file"));
        PrivateFiles.replace(dangling, "here");
        assertEquals("here\n", Files.readString(dangling));
    }

    @Test
    void anEmptyFileIsClosedBeforeAnythingIsWritten() throws IOException {
        Path file = folder.resolve("export");
        PrivateFiles.createEmpty(file);
        assertEquals("rw-------", permissions(file));
        Files.writeString(file, "secrets of yesterday");
        open(file, "rw-r--r--");
        PrivateFiles.createEmpty(file);
        assertEquals("rw-------", permissions(file));
        assertEquals(0, Files.size(file));
    }

    @Test
    void aDeviceIsNoFileToEmpty() throws IOException {
        Path device = Path.of("/dev/null");
        String before = permissions(device);
        PrivateFiles.createEmpty(device);
        assertEquals(before, permissions(device));
    }

    @Test
    void theFirstToWriteASecretWinsAndNobodyReadsHalfOfIt() throws Exception {
        Path file = folder.resolve("token");
        List<Future<String>> read = new ArrayList<>();
        try (var threads = Threads.perTask("test-once")) {
            for (int i = 0; i < 40; i++) {
                String mine = "token-" + i + "-" + "x".repeat(2_000);
                read.add(threads.submit(() -> {
                    PrivateFiles.createOnce(file, mine);
                    return PrivateFiles.read(file);
                }));
            }
        }
        Set<String> tokens = new HashSet<>();
        for (Future<String> each : read) {
            tokens.add(each.get());
        }
        assertEquals(1, tokens.size());
        assertEquals(2_000, tokens.iterator().next().replaceAll("^token-\\d+-", "").length());
        assertEquals(List.of("token"), names());
        assertEquals("rw-------", permissions(file));
    }

    @Test
    void aReplacedSecretIsPrivateWhateverWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old");
        open(file, "rw-rw-rw-");
        PrivateFiles.replace(file, "new");
        assertEquals("new", PrivateFiles.read(file));
        assertEquals("rw-------", permissions(file));
        assertEquals(List.of("token"), names());
    }

    @Test
    void whatCannotBeReplacedStaysAndNothingIsLeftBehind() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("token"));
        Files.createFile(taken.resolve("inside"));
        assertThrows(IOException.class, () -> PrivateFiles.replace(taken, "new"));
        assertEquals(List.of("token"), names());
    }

    @Test
    void readingSaysWhatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " \n the token \n\n");
        assertEquals("the token", PrivateFiles.read(file));
        Files.writeString(file, " \n");
        assertEquals(file + " is empty. Remove it; the next start writes a new one.",
                assertThrows(SecretFileException.class, () -> PrivateFiles.read(file)).getMessage());
        Path none = folder.resolve("none");
        assertEquals(none + " cannot be read: it does not exist.",
                assertThrows(SecretFileException.class, () -> PrivateFiles.read(none)).getMessage());
        Files.write(file, new byte[]{(byte) 0xff, (byte) 0xfe});
        assertTrue(assertThrows(SecretFileException.class, () -> PrivateFiles.read(file)).getMessage()
                .startsWith(file + " cannot be read: "));
    }

    @Test
    void reasonsEndAsSentencesDo() {
        assertEquals("/x is not accessible for this user. Change its owner or name another with --home.",
                PrivateFiles.reason(new AccessDeniedException("/x")));
        assertEquals("/x is a file where a folder is needed. Move it away.",
                PrivateFiles.reason(new FileAlreadyExistsException("/x")));
        assertEquals("it does not exist.", PrivateFiles.reason(new NoSuchFileException("/x")));
        assertEquals("Bad thing.", PrivateFiles.reason(new IOException("Bad thing")));
        assertEquals(FullDisk.SENTENCE, PrivateFiles.reason(new IOException("No space left on device")));
    }
}
