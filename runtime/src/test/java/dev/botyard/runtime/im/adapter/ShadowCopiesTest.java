package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of jars, from which alone adapters are loaded.
class ShadowCopiesTest {
    private static final String SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path home;
    private Path folder;
    private ShadowCopies copies;

    @BeforeEach
    void prepare() throws IOException {
        folder = home.resolve("deep/copies");
        copies = new ShadowCopies(folder);
        copies.prepare();
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path jar(String content) throws IOException {
        return Files.writeString(home.resolve("x.jar"), content);
    }

    @Test
    void aCopyHasTheBytesAndTheHashOfWhatWasRead() throws IOException {
        ShadowCopies.Copy copy = copies.take(jar("abc"), 7);
        assertArrayEquals("abc".getBytes(java.nio.charset.StandardCharsets.UTF_8), Files.readAllBytes(copy.file()));
        assertEquals(SHA_OF_ABC, copy.sha256());
        assertEquals(SHA_OF_ABC, ShadowCopies.hash(home.resolve("x.jar")));
    }

    @Test
    void aCopyIsNamedAfterItsAdapterItsContentAndItsLoad() throws IOException {
        ShadowCopies.Copy copy = copies.take(jar("abc"), 7);
        Path named = copies.name(copy, "onebot", 7);
        assertEquals("onebot-" + SHA_OF_ABC.substring(0, 12) + "-7.jar", named.getFileName().toString());
        assertEquals(List.of(named.getFileName().toString()), kept());
    }

    @Test
    void twoLoadsOfOneJarAreTwoFiles() throws IOException {
        Path jar = jar("abc");
        copies.name(copies.take(jar, 1), "onebot", 1);
        copies.name(copies.take(jar, 2), "onebot", 2);
        assertEquals(2, kept().size());
    }

    @Test
    void aJarThatIsGoneIsRefusedAndLeavesNothing() throws IOException {
        JarRefusedException refused = assertThrows(JarRefusedException.class, () -> copies.take(home.resolve("missing.jar"), 1));
        assertTrue(refused.getMessage().startsWith("it cannot be copied to " + folder), refused.getMessage());
        assertTrue(refused.getMessage().endsWith("check permissions and free space"), refused.getMessage());
        assertEquals(List.of(), kept());
    }

    @Test
    void aCopyThatCannotBeNamedIsRefused() throws IOException {
        ShadowCopies.Copy copy = copies.take(jar("abc"), 1);
        copies.delete(copy.file());
        assertThrows(JarRefusedException.class, () -> copies.name(copy, "onebot", 1));
    }

    @Test
    void onlyJarsAreCleanedAwayAndMissingOnesDoNoHarm() throws IOException {
        copies.take(jar("abc"), 1);
        Files.writeString(folder.resolve("note.txt"), "somebody's");
        copies.clear();
        assertEquals(List.of("note.txt"), kept());
        copies.delete(folder.resolve("never.jar"));
        Files.delete(folder.resolve("note.txt"));
        Files.delete(folder);
        copies.clear();
        assertFalse(Files.exists(folder));
    }
}
