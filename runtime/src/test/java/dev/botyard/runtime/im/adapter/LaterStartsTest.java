package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.botyard.runtime.infra.thread.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaterStartsTest {
    @TempDir
    private Path folder;

    private Path bundled;

    @BeforeEach
    void open() throws Exception {
        bundled = Files.createDirectory(folder.resolve("bundled"));
    }

    private AdapterCatalog start(List<Path> added) throws InterruptedException {
        try (Ticker ticker = Ticker.system();
                AdapterLoader loader = new AdapterLoader(bundled, folder.resolve("copies"), ticker)) {
            loader.start();
            loader.sync(added);
            return loader.catalog();
        }
    }

    @Test
    void whatEachJarIsIsKnownWithoutLoadingIt() throws Exception {
        SampleJar.adapter("one", "1.0.0").write(bundled.resolve("one.jar"));
        start(List.of());

        AdapterCatalog catalog = start(List.of());

        assertEquals(List.of("one 1.0.0"), catalog.all().stream().map(LoadedAdapter::toString).toList());
        assertFalse(catalog.find("one").orElseThrow().inMemory());
    }

    @Test
    void whatCannotBeUsedIsSaidEachTime() throws Exception {
        Path broken = SampleJar.of("two", "1.0.0")
                .source("sample.SampleFactory", SampleJar.factory("two", "if (true) throw new IllegalStateException();", ""))
                .indexed("sample.SampleFactory").write(folder.resolve("two.jar"));
        AdapterCatalog first = start(List.of(broken));

        AdapterCatalog second = start(List.of(broken));

        assertEquals(1, first.refused().size());
        assertEquals(first.refused().getFirst().reason(), second.refused().getFirst().reason());
    }

    @Test
    void aJarThatChangedIsAskedAgain() throws Exception {
        Path jar = SampleJar.adapter("one", "1.0.0").write(folder.resolve("one.jar"));
        start(List.of(jar));
        SampleJar.adapter("one", "1.1.0").write(jar);

        AdapterCatalog catalog = start(List.of(jar));

        assertEquals("one 1.1.0 from new classes: true", catalog.find("one").orElseThrow() + " from new classes: "
                + catalog.find("one").orElseThrow().inMemory());
    }
}
