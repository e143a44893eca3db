package dev.botyard.runtime.infra.secret;

import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files and folders for this user alone.
public final class PrivateFiles {
    private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /// Makes a folder for this user alone. One that is there becomes such a folder, if this user may change it.
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, with(FOLDER));
            return;
        }
        if (Files.isSymbolicLink(folder)) {
            // Who may read a folder elsewhere is decided there.
            return;
        }
        try {
            restrict(folder, FOLDER);
        } catch (IOException failure) {
            log.warn("Others can read {}, and its permissions cannot be changed ({}); its owner can: chmod 700 {}", folder,
                    failure.getMessage(), folder);
        }
    }

    /// As [#createFolder], with the folders above it, which are as the system makes them.
    public static void createFolders(Path folder) throws IOException {
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        createFolder(folder);
    }

    /// Makes an empty file for this user alone. One that is there is closed to others before it is emptied.
    public static void createEmpty(Path file) throws IOException {
        try {
            Files.createFile(file, with(FILE));
        } catch (FileAlreadyExistsException _) {
            if (Files.isRegularFile(file)) {
                restrict(file, FILE);
                Files.write(file, new byte[0]);
            }
        }
    }

    /// Writes `text` unless the file exists. It never exists half-written or readable for others.
    public static void createOnce(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Path partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".partial");
            try {
                Files.createFile(partial, with(FILE));
                Files.writeString(partial, text + "\n");
                publish(partial, file);
            } finally {
                Files.deleteIfExists(partial);
            }
        }
        restrict(file, FILE);
    }

    /// Writes `text` into the place of whatever is there, in one step. A link stays one: what it leads to is written.
    public static void replace(Path file, String text) throws IOException {
        replace(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Writes `bytes` into the place of whatever is there, in one step. A link stays one: what it leads to is written.
    public static void replace(Path named, byte[] bytes) throws IOException {
        Path file = Files.isSymbolicLink(named) && Files.exists(named) ? named.toRealPath() : named;
        Path partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".partial");
        try {
            Files.createFile(partial, with(FILE));
            Files.write(partial, bytes);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// A link fails where the name is taken, a move would not: of two starting hosts, both use the first one's token.
    private static void publish(Path partial, Path file) throws IOException {
        try {
            Files.createLink(file, partial);
        } catch (FileAlreadyExistsException _) {
            log.debug("{} appeared meanwhile", file);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.move(partial, file);
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> most) throws IOException {
        if (POSIX && !most.containsAll(Files.getPosixFilePermissions(path))) {
            Files.setPosixFilePermissions(path, most);
            log.warn("Others could read {}; its permissions are {} now", path, PosixFilePermissions.toString(most));
        }
    }

    private static FileAttribute<?>[] with(Set<PosixFilePermission> permissions) {
        return POSIX ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(permissions)} : new FileAttribute<?>[0];
    }

    public static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied ->
                denied.getFile() + " is not accessible for this user. Change its owner or name another with --home.";
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file where a folder is needed. Move it away.";
            case NoSuchFileException _ -> "it does not exist.";
            default -> {
                String meaning = FullDisk.meaning(failure);
                yield meaning.endsWith(".") ? meaning : meaning + ".";
            }
        };
    }

    /// What stands in the file, without blanks around it.
    ///
    /// @throws SecretFileException when it cannot be read or nothing stands in it
    public static String read(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new SecretFileException(file + " is empty. Remove it; the next start writes a new one.");
            }
            return text;
        } catch (IOException failure) {
            throw new SecretFileException(file + " cannot be read: " + reason(failure), failure);
        }
    }
}
