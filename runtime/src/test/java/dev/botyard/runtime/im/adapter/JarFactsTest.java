package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a jar says of itself, read without running anything of it.
class JarFactsTest {
    private static final Instant NOW = Instant.EPOCH;

    @TempDir
    Path folder;

    private Path write(SampleJar jar) throws IOException {
        return jar.write(folder.resolve("x.jar"));
    }

    private static SampleJar good(String id) {
        return SampleJar.of(id, "1.2.3").indexed("sample.Factory");
    }

    private String refusal(SampleJar jar) throws IOException {
        Path file = write(jar);
        return assertThrows(JarRefusedException.class, () -> JarFacts.read(file, "0")).getMessage();
    }

    @Test
    void allThatAnOperatorMaySeeIsRead() throws IOException {
        JarFacts facts = JarFacts.read(write(good("onebot").header("Plugin-Description", " Speaks OneBot ")), "abc");
        assertEquals(new JarFacts("onebot", "1.2.3", "Tests", "Speaks OneBot", "Apache-2.0", ">=1.0.0 & <2.0.0", "abc"), facts);
    }

    @Test
    void whatIsNotSaidIsEmpty() throws IOException {
        JarFacts facts = JarFacts.read(write(good("onebot").without("Plugin-Provider").without("Plugin-License")), "abc");
        assertEquals("[] [] []", List.of(facts.provider()) + " " + List.of(facts.license()) + " " + List.of(facts.description()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "one-bot-11", "a2345678901234567890123456789012345678901"})
    void idsAreShortPlainWords(String id) throws IOException {
        assertEquals(id, JarFacts.read(write(good(id)), "0").id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "Onebot", "one_bot", "../evil", "a/b", "a2345678901234567890123456789012345678901x",
        "\u0430bc"})
    void idsThatCouldNameAnythingElseAreRefused(String id) throws IOException {
        assertTrue(refusal(good(id)).contains("is not legal; use lower-case letters"), id);
    }

    @Test
    void anEmptyHeaderIsAMissingOne() throws IOException {
        assertTrue(refusal(good("x").header("Plugin-Version", " ")).contains("no Plugin-Version"));
        assertTrue(refusal(good("x").header("Plugin-Dependencies", "other")).contains("Plugin-Dependencies 'other'"));
    }

    @Test
    void classesOfTheHostAreFoundInEveryVersionOfAJar() throws IOException {
        assertTrue(refusal(good("x").entry("META-INF/versions/21/org/slf4j/Logger.class", new byte[1])).contains("slf4j-api"));
        assertTrue(refusal(good("x").entry("dev/botyard/api/Any.class", new byte[1])).contains("botyard-adapter-api"));
        assertEquals("x", JarFacts.read(write(good("x").entry("dev/botyard/apis/Mine.class", new byte[1])
                .entry("dev/botyard/api/notes.txt", new byte[1])), "0").id());
    }

    @Test
    void anIndexOfCommentsIsNoIndex() throws IOException {
        assertTrue(refusal(SampleJar.of("x", "1").indexed("# nothing", "  "))
                .contains("it has no entry in META-INF/extensions.idx"));
        assertEquals("x",
                JarFacts.read(write(SampleJar.of("x", "1").indexed("# made by a tool", "sample.Factory # here")), "0").id());
    }

    @Test
    void aJarWithoutAManifestIsNoAdapter() throws IOException {
        Path file = folder.resolve("plain.jar");
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new ZipEntry("note.txt"));
        }
        assertEquals("it has no META-INF/MANIFEST.MF, so it is not an adapter",
                assertThrows(JarRefusedException.class, () -> JarFacts.read(file, "0")).getMessage());
    }

    @Test
    void aJarThatIsCutOffIsToBeCopiedAgain() throws IOException {
        byte[] whole = Files.readAllBytes(write(good("x")));
        Path half = Files.write(folder.resolve("half.jar"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertTrue(assertThrows(JarRefusedException.class, () -> JarFacts.read(half, "0")).getMessage()
                .startsWith("it is not a readable jar ("));
    }

    @Test
    void aFileIsReadAnewOnlyWhenItsBytesHaveChanged() throws IOException {
        AdapterJar jar = new AdapterJar(write(good("x")), false);
        assertFalse(jar.unchanged(), "nobody has read it");
        jar.read(NOW);
        assertTrue(jar.unchanged());
        write(good("x").header("Plugin-Version", "2"));
        assertFalse(jar.unchanged());
    }

    @Test
    void aFileStandsForWhatItWasUntilItIsReadTwice() throws IOException {
        AdapterJar jar = new AdapterJar(write(good("old")), false);
        jar.read(NOW);
        assertEquals(Set.of("old"), jar.ids());
        write(good("new"));
        jar.read(NOW);
        assertEquals(Set.of("old", "new"), jar.ids());
        write(good("new").without("Plugin-Version"));
        jar.read(NOW);
        assertEquals(Set.of("new"), jar.ids(), "a broken file still stands for the adapter that runs from it");
        assertTrue(jar.facts().isEmpty() && jar.refusal().isPresent());
    }

    @Test
    void aFileThatIsGoneIsRefusedAndComesBack() throws IOException {
        Path file = write(good("x"));
        AdapterJar jar = new AdapterJar(file, true);
        Files.delete(file);
        jar.read(NOW);
        assertTrue(jar.refusal().orElseThrow().bundled());
        assertTrue(jar.unchanged(), "it is not read again and again while nothing is there");
        write(good("x"));
        assertFalse(jar.unchanged());
        jar.read(NOW);
        assertTrue(jar.refusal().isEmpty());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLinkThatLeadsNowhereIsSaidToBeOne() throws IOException {
        AdapterJar jar = new AdapterJar(Files.createSymbolicLink(folder.resolve("link.jar"), folder.resolve("nowhere.jar")),
                false);
        jar.read(NOW);
        assertTrue(jar.refusal().orElseThrow().reason().contains("nowhere.jar"), jar.refusal().toString());
    }

    @Test
    void aRefusalEndsWhenTheJarIsAccepted() throws IOException {
        AdapterJar jar = new AdapterJar(write(good("x")), false);
        jar.read(NOW);
        jar.refuse("it could not be started", NOW);
        assertEquals("it could not be started", jar.refusal().orElseThrow().reason());
        jar.accept();
        assertTrue(jar.refusal().isEmpty());
    }
}
