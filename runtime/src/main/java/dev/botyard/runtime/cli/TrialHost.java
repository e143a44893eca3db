package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.Host;
import dev.botyard.runtime.HostOptions;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A host for one run of one script: in a home that is thrown away, without accounts but the web chat. What lies beside the script is there
/// too, but for scripts that would run by themselves.
final class TrialHost implements AutoCloseable {
    private final Path home;
    private final Host host;

    private TrialHost(Path home, Host host) {
        this.home = home;
        this.host = host;
    }

    static TrialHost with(Path script) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("botyard-trial");
        try {
            Path plugins = Files.createDirectory(home.resolve("plugins"));
            Files.copy(script, plugins.resolve(script.getFileName()));
            try (Stream<Path> siblings = Files.list(script.toAbsolutePath().getParent())) {
                for (Path sibling : siblings.filter(path -> !path.getFileName().equals(script.getFileName())).toList()) {
                    if (!runsByItself(sibling)) {
                        SiblingLinks.make(plugins.resolve(sibling.getFileName()), sibling);
                    }
                }
            }
            Files.writeString(home.resolve("botyard.yaml"), "log: { level: error }\nplugins: { warm_start: false }\n");
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.keySet().removeAll(List.of("BOTYARD_ADMIN_TOKEN", "BOTYARD_PORT", "BOTYARD_STORE"));
            return new TrialHost(home, Host.start(new HostOptions(home, 0, "127.0.0.1", Distribution.folder(), environment)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            FolderTree.remove(home);
            throw e;
        }
    }

    private static boolean runsByItself(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !PluginFile.isPlugin(file)) {
            return false;
        }
        Plugin plugin = PluginFile.read(file, List.of(file.toAbsolutePath().getParent()), ZoneId.systemDefault());
        return plugin.declares() || plugin.header().cron().isPresent() || !plugin.header().events().isEmpty();
    }

    HostClient client() {
        return HostClient.of(host.address().toString(), home);
    }

    @Override
    public void close() throws IOException {
        host.close();
        FolderTree.remove(home);
    }
}
