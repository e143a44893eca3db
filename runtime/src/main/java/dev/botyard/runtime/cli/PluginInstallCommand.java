package dev.botyard.runtime.cli;

import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/// `botyard plugins install`.
@Command(name = "install", description = "Installs plugins from an address, a zip archive, a git repository or a file of this machine.", mixinStandardHelpOptions = true)
final class PluginInstallCommand implements Callable<Integer> {
    @ParentCommand
    private PluginsCommand plugins;

    @Parameters(paramLabel = "SOURCE", description = "The address of a script, of a zip archive or of a repository, or a file; what ends with .git or begins with ssh: or git@ is a repository.")
    private String source;

    @Option(names = "--git", description = "SOURCE is a git repository, whatever its address looks like.")
    private boolean git;

    @Option(names = "--ref", paramLabel = "NAME", description = "The branch or tag of the repository.")
    private String ref;

    @Option(names = "--path", paramLabel = "PATH", description = "A folder or file in the archive or repository.")
    private String path;

    @Option(names = "--name", paramLabel = "FILE", description = "How the file is to be called, where the address does not say it.")
    private String name;

    @Option(names = "--sha256", paramLabel = "HASH", description = "What was fetched must have this hash.")
    private String sha256;

    @Mixin
    private InstallOptions options;

    @Override
    public Integer call() throws IOException {
        HostClient client = plugins.client();
        Path file = git ? null : file();
        if (file == null) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(isRepository() ? "git" : "url", source);
            HostClient.given(body, "ref", ref);
            HostClient.given(body, "path", path);
            HostClient.given(body, "name", name);
            HostClient.given(body, "sha256", sha256);
            body.putAll(options.body());
            return shown(client.post("/plugins/install", body));
        }
        if (PluginFile.isPlugin(file)) {
            return script(client, file);
        }
        String query = "?name=" + HostClient.segment(file.getFileName().toString()) + options.query()
                + (path == null ? "" : "&path=" + HostClient.segment(path))
                + (sha256 == null ? "" : "&sha256=" + HostClient.segment(sha256));
        return shown(client.post("/plugins/install" + query, Files.readAllBytes(file), "application/zip"));
    }

    /// A script of this machine is written like one that was edited.
    private int script(HostClient client, Path file) throws IOException {
        String called = name == null ? file.getFileName().toString() : name;
        Map<String, Object> body = new LinkedHashMap<>(options.body());
        body.put("source", PluginFile.text(called, Files.readAllBytes(file)));
        body.put("new", !options.overwrite());
        String place = "/plugins/" + HostClient.segment(called);
        if (body.containsKey("dry_run")) {
            JsonNode verdict = client.post(place + "/check", body);
            return plugins.answers().show(verdict, output -> {
                output.line(called + ": " + (verdict.path("ok").booleanValue(false) ? "can run" : "cannot run"));
                verdict.path("problems").forEach(problem -> output.line("  " + problem.path("message").stringValue("")));
            });
        }
        if (body.containsKey("buckets")) {
            throw new CliProblem(2,
                    "A script of this machine is confined with 'plugins confine', before or after it is written.");
        }
        return plugins.answers().show(client.put(place, body), called + " is written");
    }

    private int shown(JsonNode report) {
        return plugins.answers().show(report, output -> options.show(output, report));
    }

    private boolean isRepository() {
        return git || source.endsWith(".git") || source.startsWith("git@") || source.startsWith("ssh:")
                || source.startsWith("git:");
    }

    /// Null for an address.
    private Path file() {
        if (source.contains("://") || source.startsWith("git@")) {
            return null;
        }
        try {
            Path file = Path.of(source);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException _) {
            // The sentence below says it.
        }
        throw new CliProblem(
                "There is no file " + source + "; an address begins with https://, and a folder of this machine that is"
                        + " a repository is named with --git.");
    }
}
