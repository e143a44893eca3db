package dev.botyard.runtime.message.media;

import dev.botyard.runtime.config.SystemNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which files of this machine a medium may come from. Thread-safe. Asked with the real path, so that neither a link nor a spelling leads
/// around it, and asked again when the file is opened.
///
/// A call of an author (`replyImage("/home/me/x.png")`) may name any file but those of the host itself and of the kernel. A CQ code stands in
/// text, and text is easily put together from what somebody else wrote; it may name files of a few folders only.
public final class FileRules {
    /// The files in the home that hold secrets.
    private static final List<String> SETTINGS = List.of("botyard.yaml", "containers.yaml");
    private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    private final Path home;
    private final Supplier<List<Path>> more;

    /// @param home the home folder of the host
    /// @param more further folders whose files a CQ code may name (`media.files`)
    public FileRules(Path home, Supplier<List<Path>> more) {
        this.home = home;
        this.more = more;
    }

    /// Whether only to look for it would tell another machine who asks: Windows logs in there (`\\\\server\\share`). Asked before anything else.
    static boolean ofAnotherMachine(Path path) {
        Path root = path.toAbsolutePath().getRoot();
        return root != null && (root.toString().startsWith("\\\\") || SystemNames.WINDOWS && root.toString().startsWith("//"));
    }

    /// Why a call may not name this file, empty where it may.
    ///
    /// @param real a real path
    Optional<String> refusal(Path real) {
        if (KERNEL.stream().anyMatch(real::startsWith)) {
            return Optional.of("it belongs to the system, not to a message");
        }
        boolean own = under(real, "accounts", "logs") || settings(real) || under(real, "data") && !media(real);
        return own
                ? Optional.of(
                        "it is one of the host's own files (accounts, logs, data, botyard.yaml, containers.yaml), which are never sent")
                : Optional.empty();
    }

    /// Why a CQ code may not name this file, empty where it may.
    ///
    /// @param folder where the plugin lies that wrote the code
    Optional<String> refusalInCode(Path real, Path folder) {
        Optional<String> refusal = refusal(real);
        if (refusal.isPresent() || media(real)) {
            return refusal;
        }
        return allowedToCodes(folder).map(FileRules::real).anyMatch(real::startsWith)
                ? Optional.empty()
                : Optional
                        .of("a CQ code may name files of the plugin's folder, of data/file, data/media and the temporary folder; "
                                + "add its folder to media.files in botyard.yaml, or send it with replyImage, replyFile or push");
    }

    /// A folder of plugins that holds the home itself, such as `/`, holds much that is not the plugin's.
    private Stream<Path> allowedToCodes(Path folder) {
        Stream<Path> own = real(home).startsWith(real(folder)) ? Stream.empty() : Stream.of(folder);
        return Stream.of(own, Stream.of(Path.of(System.getProperty("java.io.tmpdir"))), more.get().stream())
                .flatMap(paths -> paths);
    }

    /// The settings, and what an editor or a careful operator left beside them.
    private boolean settings(Path real) {
        return real.getFileName() != null && SETTINGS.stream().anyMatch(real.getFileName().toString()::contains)
                && real(home).equals(real.getParent());
    }

    /// What is in `data/` to be said again: the media store, downloads, and the media that an adapter keeps of its chats in the folder
    /// `media` of each account.
    private boolean media(Path real) {
        if (under(real, "data/media", "data/file")) {
            return true;
        }
        Path accounts = real(home.resolve("data/accounts"));
        if (!real.startsWith(accounts)) {
            return false;
        }
        Path inside = accounts.relativize(real);
        return inside.getNameCount() > 2 && inside.getName(1).toString().equals("media");
    }

    private boolean under(Path real, String... names) {
        return Stream.of(names).anyMatch(name -> real.startsWith(real(home.resolve(name))));
    }

    /// The real path, as far as it is there: what is missing cannot be linked to.
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path absolute = path.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            return parent == null || Files.exists(absolute) ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }
}
