package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.RandomToken;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// Where everything of one host lies.
///
/// @param root absolute
public record HomeFolder(Path root) {
    /// The folder of [#backups].
    public static final String BACKUPS = "backups";
    private static final long LOW_DISK = 500L << 20;

    public HomeFolder {
        root = root.toAbsolutePath().normalize();
    }

    /// The folder that `BOTYARD_HOME` names, else `.botyard` in the user's own folder: the one that shells call `~`, which need not be that of the
    /// system's list of users.
    public static HomeFolder fromEnvironment(Map<String, String> environment) {
        String named = environment.getOrDefault("BOTYARD_HOME", "");
        String own = environment.getOrDefault("HOME", "");
        Path folder = Path.of(own.startsWith("/") ? own : System.getProperty("user.home"));
        return new HomeFolder(named.isBlank() ? folder.resolve(".botyard") : Path.of(named));
    }

    public Path settingsFile() {
        return root.resolve("botyard.yaml");
    }

    public Path repliesFile() {
        return root.resolve("replies.yaml");
    }

    /// Packages that were installed for plugins.
    public Path installed() {
        return data().resolve("packages");
    }

    /// What operators have added to plugins.
    public Path packagesFile() {
        return root.resolve("packages.json");
    }

    public Path containersFile() {
        return root.resolve("containers.yaml");
    }

    public Path accounts() {
        return root.resolve("accounts");
    }

    public Path adapters() {
        return root.resolve("adapters");
    }

    public Path plugins() {
        return root.resolve("plugins");
    }

    /// Former versions of plugins.
    public Path pluginVersions() {
        return data().resolve("plugin-versions");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path database() {
        return data().resolve("botyard.db");
    }

    public Path media() {
        return data().resolve("media");
    }

    /// What scripts download.
    public Path downloads() {
        return data().resolve("file");
    }

    /// Where backups lie for which nobody names another place.
    public Path backups() {
        return root.resolve(BACKUPS);
    }

    /// Bytes that are free on the disk of the home.
    public long free() {
        return root.toFile().getUsableSpace();
    }

    /// Why the disk will soon be too small, `""` while it is not.
    public static String lowDisk(long free) {
        return free < LOW_DISK ? "only " + (free >> 20) + " MiB are free on the disk of the home folder" : "";
    }

    /// Sockets and other things of the running process.
    public Path run() {
        return data().resolve("run");
    }

    public Path adminTokenFile() {
        return data().resolve("admin.token");
    }

    public Path secretKeyFile() {
        return data().resolve("secret.key");
    }

    Path lockFile() {
        return data().resolve("botyard.lock");
    }

    /// Makes what is missing, with permissions for this user alone where secrets lie, and touches nothing that is there
    /// but permissions of folders with secrets that others could read.
    ///
    /// @throws HomeException saying what to change
    public void create() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new HomeException("The home folder " + root + " is a file. Name a folder with --home or BOTYARD_HOME.");
        }
        try {
            PrivateFiles.createFolders(root);
            Files.createDirectories(adapters());
            for (Path folder : new Path[]{accounts(), plugins(), data(), media(), run(), logs()}) {
                PrivateFiles.createFolder(folder);
            }
            for (Path secret : new Path[]{adminTokenFile(), secretKeyFile()}) {
                PrivateFiles.createOnce(secret, RandomToken.make());
            }
        } catch (IOException failure) {
            throw new HomeException("The home folder " + root + " cannot be used: " + PrivateFiles.reason(failure), failure);
        }
        if (!Files.isWritable(root) || !Files.isWritable(data())) {
            throw new HomeException(
                    "The home folder " + root + " is not writable for this user. Change its owner or name another with --home.");
        }
    }

    /// Holds the home for this process, so that two hosts never work on one database.
    ///
    /// @throws HomeException when another host runs on it
    public HomeLock lock() {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            // Behind everything that is written: on Windows nobody else could read what is locked, such as whose lock it is.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                String owner = HomeLock.owner(channel);
                channel.close();
                throw inUse(owner);
            }
            return new HomeLock(channel);
        } catch (OverlappingFileLockException _) {
            // The channel stays open on purpose: closing any channel of the file would give up this process's own lock.
            throw inUse(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException failure) {
            throw new HomeException("The lock file " + lockFile() + " cannot be used: " + PrivateFiles.reason(failure), failure);
        }
    }

    private HomeException inUse(String pid) {
        return new HomeException(
                "Another Botyard" + (pid.isEmpty() ? "" : " (process " + pid + ")") + " already runs on the home folder " + root
                        + ". Stop it first, or name another folder with --home.");
    }

    /// What links and login cookies are signed with.
    public byte[] secretKey() {
        return PrivateFiles.read(secretKeyFile()).getBytes(StandardCharsets.UTF_8);
    }
}
