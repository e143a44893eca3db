package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.script.library.PluginSource.Kind;
import dev.botyard.runtime.script.library.ScriptTree.Chosen;
import dev.botyard.runtime.script.library.ScriptTree.Script;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Fetches the scripts of a source. Thread-safe; blocks.
public final class SourceReader {
    private final Remote remote;
    private final GitContents git;

    /// @param temporary   a folder for what lasts no longer than one reading
    /// @param environment what git gets of the host's variables
    public SourceReader(Remote remote, Path temporary, Supplier<Map<String, String>> environment) {
        this.remote = remote;
        this.git = new GitContents(temporary, environment);
    }

    /// Fetches a file by its address.
    @FunctionalInterface
    public interface Remote {
        /// @throws SourceException saying why it cannot be had
        Answer get(URI address) throws InterruptedException;

        /// Whether an address is one of the public internet.
        default boolean isPublic(URI address) throws InterruptedException {
            return true;
        }

        /// @param name     as the address or the answer has it
        /// @param mimeType `""` where the answer does not say
        record Answer(byte[] bytes, String name, String mimeType) {}
    }

    /// What a source holds.
    ///
    /// @param revision the commit, `""` of what is no repository
    /// @param sha256   of what was fetched, `""` of a repository
    record Contents(Chosen chosen, String revision, String sha256) {}

    /// @throws SourceException          when it cannot be had
    /// @throws IllegalArgumentException when what it holds is refused
    Contents read(PluginSource source) throws IOException, InterruptedException {
        if (source.kind() == Kind.GIT) {
            GitContents.Read read = git.read(source);
            return new Contents(read.tree().choose(source.path()), read.revision(), "");
        }
        if (source.kind() == Kind.ZIP) {
            throw new IllegalArgumentException(
                    "it was installed from an archive that somebody sent; send the new one, with overwrite");
        }
        Remote.Answer answer = remote.get(address(source.address()));
        return contents(source, answer);
    }

    /// What an archive holds that an operator sent.
    Contents archive(PluginSource source, byte[] bytes) {
        if (!ZipContents.isZip(bytes)) {
            throw new IllegalArgumentException("the body is no zip archive");
        }
        return new Contents(ZipContents.read(bytes).choose(source.path()), "", Sha256.hex(bytes));
    }

    private static Contents contents(PluginSource source, Remote.Answer answer) {
        byte[] bytes = answer.bytes();
        if (ZipContents.isZip(bytes)) {
            return new Contents(ZipContents.read(bytes).choose(source.path()), "", Sha256.hex(bytes));
        }
        refuseOther(source, answer);
        String name = source.name().isEmpty() ? answer.name() : source.name();
        if (!PluginFile.isPlugin(Path.of(name)) && source.name().isEmpty()) {
            throw new IllegalArgumentException(
                    source.shown() + " gives no name of a plugin but '" + name + "'; say with name how its file is to be called");
        }
        return new Contents(new Chosen(List.of(new Script("", ScriptName.checked(name), bytes)), List.of()), "",
                Sha256.hex(bytes));
    }

    private static void refuseOther(PluginSource source, Remote.Answer answer) {
        byte[] bytes = answer.bytes();
        String head = new String(bytes, 0, Math.min(bytes.length, 1_000), StandardCharsets.UTF_8).strip()
                .toLowerCase(Locale.ROOT);
        if (answer.mimeType().equalsIgnoreCase("text/html") || head.startsWith("<!doctype") || head.startsWith("<html")) {
            throw new IllegalArgumentException(source.shown()
                    + " gives a web page, not a script; take the address of the file itself, such as the link behind 'Raw'");
        }
        if (head.isEmpty()) {
            throw new IllegalArgumentException(source.shown() + " gives nothing");
        }
        if (head.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(source.shown() + " gives neither a script nor a zip archive");
        }
    }

    static URI address(String text) {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // The sentence below is clearer than the parser's.
        }
        throw new IllegalArgumentException("url must be an address such as https://example.org/hello.py");
    }
}
