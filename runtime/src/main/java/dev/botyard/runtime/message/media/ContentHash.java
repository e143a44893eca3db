package dev.botyard.runtime.message.media;

import dev.botyard.runtime.infra.secret.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// The name of bytes in the media store: their SHA-256.
public final class ContentHash {
    private ContentHash() {}

    public static String of(byte[] bytes) {
        return Sha256.hex(bytes);
    }

    static String of(Path file) throws IOException {
        return copying(file, OutputStream.nullOutputStream());
    }

    /// Copies a file and tells the hash of exactly what was copied, even if somebody writes into it meanwhile.
    static String copying(Path file, OutputStream to) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(to);
        }
        return Sha256.hex(digest);
    }
}
