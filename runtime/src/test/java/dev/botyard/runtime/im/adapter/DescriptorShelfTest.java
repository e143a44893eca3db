package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.AdapterDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorShelfTest {
    @TempDir
    private Path folder;

    private static JarFacts facts(String id, String hash) {
        return new JarFacts(id, "1.0.0", "", "", "", "*", hash);
    }

    private static AdapterDescriptor named(String id, String name) {
        return AdapterDescriptor.adapter(id).name(name).imTypes(id).build();
    }

    private DescriptorShelf shelf() {
        DescriptorShelf shelf = new DescriptorShelf(folder.resolve("descriptors.json"));
        shelf.read();
        return shelf;
    }

    private static Optional<String> name(DescriptorShelf shelf, JarFacts facts) {
        return shelf.find(facts).map(AdapterDescriptor::name);
    }

    @Test
    void keepsWhatTheSameJarSaid() {
        DescriptorShelf shelf = shelf();
        shelf.put(facts("one", "aa"), named("one", "One"));
        shelf.save(List.of(facts("one", "aa")));

        assertEquals(Optional.of("One"), name(shelf(), facts("one", "aa")));
        assertEquals(Optional.empty(), name(shelf(), facts("one", "bb")), "another jar may say something else");
        assertEquals(Optional.empty(), name(shelf(), facts("two", "aa")));
    }

    @Test
    void forgetsJarsThatAreGone() {
        DescriptorShelf shelf = shelf();
        shelf.put(facts("one", "aa"), named("one", "One"));
        shelf.put(facts("two", "bb"), named("two", "Two"));
        shelf.save(List.of(facts("one", "aa"), facts("two", "bb")));

        DescriptorShelf next = shelf();
        next.save(List.of(facts("two", "bb")));

        assertEquals(Optional.empty(), name(shelf(), facts("one", "aa")));
        assertEquals(Optional.of("Two"), name(shelf(), facts("two", "bb")));
    }

    @Test
    void believesNoOtherBuildOfTheHost() throws Exception {
        DescriptorShelf shelf = shelf();
        shelf.put(facts("one", "aa"), named("one", "One"));
        shelf.save(List.of(facts("one", "aa")));
        Path file = folder.resolve("descriptors.json");
        Files.writeString(file, Files.readString(file).replace("\"host\":\"Java ", "\"host\":\"Jawa "));

        assertEquals(Optional.empty(), name(shelf(), facts("one", "aa")));
    }

    @Test
    void aFileThatMakesNoSenseIsWrittenAnew() throws Exception {
        Path file = folder.resolve("descriptors.json");
        for (String nonsense : List.of("", "{", "[]", "{\"host\":1,\"jars\":[]}")) {
            Files.writeString(file, nonsense);
            DescriptorShelf shelf = shelf();
            assertEquals(Optional.empty(), name(shelf, facts("one", "aa")), nonsense);
            shelf.put(facts("one", "aa"), named("one", "One"));
            shelf.save(List.of(facts("one", "aa")));
            assertEquals(Optional.of("One"), name(shelf(), facts("one", "aa")), nonsense);
        }
        Files.writeString(file, Files.readString(file).replace("\"limits\"", "\"limit\""));
        assertEquals(Optional.empty(), name(shelf(), facts("one", "aa")));
    }

    @Test
    void writesNothingThatHasNotChanged() throws Exception {
        DescriptorShelf shelf = shelf();
        shelf.put(facts("one", "aa"), named("one", "One"));
        shelf.save(List.of(facts("one", "aa")));
        Path file = folder.resolve("descriptors.json");
        assertTrue(Files.exists(file));
        Files.delete(file);

        shelf.put(facts("one", "aa"), named("one", "One"));
        shelf.save(List.of(facts("one", "aa")));

        assertFalse(Files.exists(file));
    }
}
