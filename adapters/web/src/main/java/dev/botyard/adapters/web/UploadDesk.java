package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts uploads together from pieces, so that a large file needs neither a large request nor memory. Thread-safe.
final class UploadDesk {
    private static final int MAX_OPEN = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Map<String, Upload> open = new HashMap<>();

    /// Takes a piece.
    ///
    /// @return the medium once all `size` bytes are there
    Optional<Stored> take(WebAccount account, Piece piece) throws IOException {
        if (piece.size() > account.config().maxBytes()) {
            throw new AdapterException(ErrorKind.MEDIA, "'" + piece.name() + "' is too large: at most "
                    + account.config().maxBytes() / (1024 * 1024) + " MiB (max_upload_mb of the account)");
        }
        Upload upload = upload(account, piece);
        synchronized (upload) {
            return upload.add(account, piece) ? Optional.of(finish(account, upload, piece)) : Optional.empty();
        }
    }

    private synchronized Upload upload(WebAccount account, Piece piece) throws IOException {
        forgetStale();
        Upload upload = open.get(account.id() + ' ' + piece.upload());
        if (upload != null) {
            upload.touched = System.nanoTime();
            return upload;
        }
        if (piece.offset() != 0) {
            throw new AdapterException(ErrorKind.MEDIA, "the upload of '" + piece.name() + "' was interrupted: attach it again");
        }
        if (open.size() >= MAX_OPEN) {
            throw new AdapterException(ErrorKind.MEDIA, "too many uploads at once: wait until some are done");
        }
        Upload fresh = new Upload(account.media().part(MediaFolder.freshId()), System.nanoTime());
        open.put(account.id() + ' ' + piece.upload(), fresh);
        return fresh;
    }

    private Stored finish(WebAccount account, Upload upload, Piece piece) throws IOException {
        synchronized (this) {
            open.remove(account.id() + ' ' + piece.upload());
        }
        return account.media().adopt(upload.file, piece.name(), piece.mime());
    }

    private void forgetStale() throws IOException {
        long now = System.nanoTime();
        List<Upload> stale = new ArrayList<>(open.values());
        stale.removeIf(upload -> now - upload.touched <= PATIENCE.toNanos());
        open.values().removeAll(stale);
        for (Upload upload : stale) {
            Files.deleteIfExists(upload.file);
        }
    }

    /// A piece of an upload.
    ///
    /// @param upload the page's own id of the upload
    /// @param size   of the whole
    record Piece(String upload, String name, String mime, long offset, long size, byte[] bytes) {}

    /// An upload on its way.
    private static final class Upload {
        private final Path file;
        private long touched;
        private long received;

        private Upload(Path file, long now) {
            this.file = file;
            this.touched = now;
        }

        private boolean add(WebAccount account, Piece piece) throws IOException {
            if (piece.offset() != received
                    || received + piece.bytes().length > Math.min(piece.size(), account.config().maxBytes())) {
                throw new AdapterException(ErrorKind.MEDIA, "the upload of '" + piece.name() + "' does not fit together at byte "
                        + piece.offset() + ": attach it again");
            }
            Files.write(file, piece.bytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            received += piece.bytes().length;
            return received == piece.size();
        }
    }
}
