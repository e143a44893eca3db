package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.adapter.AdapterRecord;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The adapters as the API shows them: those of the running host, else those that one would load.
final class KnownAdapters {
    private KnownAdapters() {}

    static List<JsonNode> find(HostClient client) throws IOException, InterruptedException {
        try {
            return client.get("/adapters").path("adapters").valueStream().toList();
        } catch (HostMissing _) {
            return load(client.home().adapters());
        }
    }

    private static List<JsonNode> load(Path added) throws IOException, InterruptedException {
        Logging.level("warn");
        Path copies = Files.createTempDirectory("botyard-adapters");
        try (Ticker ticker = Ticker.system();
                AdapterLoader loader = new AdapterLoader(Distribution.folder().resolve("adapters"), copies, ticker)) {
            loader.start();
            loader.sync(jars(added));
            return loader.catalog().all().stream()
                    .<JsonNode>map(adapter -> Shown.tree(AdapterRecord.of(adapter)))
                    .toList();
        } finally {
            FolderTree.remove(copies);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
