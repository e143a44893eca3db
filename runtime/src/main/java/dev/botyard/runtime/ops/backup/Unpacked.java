package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.infra.store.DatabaseCopy;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.folder.FolderTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// A backup's files in a folder of their own, each with the checksum that the manifest names.
final class Unpacked {
    private static final Logger log = LoggerFactory.getLogger(Unpacked.class);
    private static final int LARGEST_MANIFEST = 256 << 20;

    private Unpacked() {}

    static Manifest into(Path folder, Path backup) throws IOException {
        if (!Files.isRegularFile(backup)) {
            throw new NoSuchFileException(backup.toString(), null, "there is no such file");
        }
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            Manifest manifest = manifest(zip);
            manifest.check();
            refuseOthers(zip, manifest);
            PrivateFiles.createFolders(folder);
            for (Manifest.Entry file : manifest.files()) {
                unpack(zip, file, folder);
            }
            return manifest;
        } catch (ZipException broken) {
            throw new BackupException(DatabaseCopy.looksLikeOne(backup)
                    ? "it is a bare database, as former versions wrote; stop the host, remove data/botyard.db-wal and -shm, and put it in the place of data/botyard.db"
                    : "it is no backup, or only part of one (" + broken.getMessage() + ")", broken);
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupException("there is no " + Manifest.NAME + " in it; it was not made by " + Launcher.hint("backup"));
        }
        String unreadable = "its " + Manifest.NAME + " cannot be read; it was not made by " + Launcher.hint("backup");
        try (InputStream in = zip.getInputStream(entry)) {
            Manifest manifest = Json.MAPPER.readValue(in.readNBytes(LARGEST_MANIFEST), Manifest.class);
            if (manifest == null) {
                throw new BackupException(unreadable);
            }
            return manifest;
        } catch (JacksonException broken) {
            throw new BackupException(unreadable, broken);
        }
    }

    private static void refuseOthers(ZipFile zip, Manifest manifest) {
        Set<String> known = new HashSet<>(Set.of(Manifest.NAME));
        manifest.files().forEach(file -> known.add(file.path()));
        Set<String> seen = new HashSet<>();
        zip.stream().forEach(entry -> {
            if (!known.contains(entry.getName()) || !seen.add(entry.getName())) {
                throw new BackupException("'" + entry.getName() + "' in it is not in its list; the file was tampered with");
            }
        });
    }

    private static void unpack(ZipFile zip, Manifest.Entry file, Path folder) throws IOException {
        ZipEntry entry = zip.getEntry(file.path());
        if (entry == null) {
            throw new BackupException("'" + file.path() + "' is missing in it");
        }
        Path target = folder.resolve(file.path()).normalize();
        if (!target.startsWith(folder)) {
            throw new BackupException("'" + file.path() + "' in it leads out of the home; the file was tampered with");
        }
        makeFolders(folder, target.getParent());
        PrivateFiles.createEmpty(target);
        try (DigestInputStream in = new DigestInputStream(zip.getInputStream(entry), Sha256.start());
                OutputStream out = Files.newOutputStream(target)) {
            // One byte more than it should have tells that it is another file, without unpacking all of it.
            byte[] piece = new byte[64 << 10];
            long bytes = 0;
            for (int count = in.read(piece); count >= 0 && bytes <= file.bytes(); count = in.read(piece)) {
                out.write(piece, 0, count);
                bytes += count;
            }
            if (bytes != file.bytes() || !Sha256.hex(in.getMessageDigest()).equals(file.sha256())) {
                throw new BackupException(
                        "'" + file.path() + "' in it is damaged: its checksum is not the one it was written with");
            }
        }
        if (file.executable() && !target.toFile().setExecutable(true, true)) {
            log.warn("{} could not be made a program", target);
        }
    }

    private static void makeFolders(Path root, Path folder) throws IOException {
        if (!folder.equals(root) && !Files.isDirectory(folder)) {
            makeFolders(root, folder.getParent());
            PrivateFiles.createFolder(folder);
        }
    }

    /// Removes a folder with all that is in it.
    static void delete(Path folder) {
        try {
            FolderTree.remove(folder);
        } catch (IOException failure) {
            log.warn("{} could not be removed: {}", folder, failure.getMessage());
        }
    }
}
