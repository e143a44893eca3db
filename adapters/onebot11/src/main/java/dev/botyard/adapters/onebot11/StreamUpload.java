package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// Brings one medium to the peer in pieces, with NapCat's `upload_file_stream`. A failure never leaves a doubt about the message, which
/// is sent only afterwards. Confined to the thread of one send.
final class StreamUpload {
    static final int PIECE = 512 << 10;
    private static final String ACTION = "upload_file_stream";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_ENDING = 12;

    private final OneBotClient client;
    private final Media media;
    private final Duration kept;
    private final long deadline;
    private final String id = UUID.randomUUID().toString();

    /// @param kept     how long the peer keeps the file
    /// @param deadline by [System#nanoTime]
    StreamUpload(OneBotClient client, Media media, Duration kept, long deadline) {
        this.client = client;
        this.media = media;
        this.kept = kept;
        this.deadline = deadline;
    }

    /// What is known about a medium before its first piece.
    private record Whole(long size, int pieces, String sha256) {}

    /// Uploads.
    ///
    /// @return the path at the peer
    /// @throws AdapterException `UNSUPPORTED` when the peer does not know the call, `MEDIA` when the upload failed, `COMMUNICATION` when the
    ///                          peer did not answer
    String run() throws InterruptedException {
        Whole whole = measured();
        if (whole.pieces() == 0) {
            throw failed("'" + media.source() + "' is empty; there is nothing to upload", null);
        }
        boolean begun = false;
        try (InputStream in = media.open()) {
            for (int index = 0; index < whole.pieces(); index++) {
                piece(whole, index, in.readNBytes(PIECE));
                begun = true;
            }
            return completed();
        } catch (IOException unreadable) {
            discard();
            throw unreadable(unreadable);
        } catch (AdapterException failure) {
            if (begun && failure.kind() != ErrorKind.COMMUNICATION) {
                discard();
            }
            throw failure;
        }
    }

    private Whole measured() {
        try (InputStream in = media.open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = 0;
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
            return new Whole(size, Math.toIntExact((size + PIECE - 1) / PIECE), HexFormat.of().formatHex(digest.digest()));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void piece(Whole whole, int index, byte[] bytes) throws InterruptedException {
        call(out -> {
            out.writeStringProperty("chunk_data", Base64.getEncoder().encodeToString(bytes));
            out.writeNumberProperty("chunk_index", index);
            out.writeNumberProperty("total_chunks", whole.pieces());
            out.writeNumberProperty("file_size", whole.size());
            out.writeStringProperty("expected_sha256", whole.sha256());
            out.writeStringProperty("filename", id + ending(media.name()));
        });
    }

    /// The peer puts all uploads into one folder: a name of our own keeps them apart, and the ending tells the type.
    private static String ending(String name) {
        String ending = name.substring(Math.max(0, name.lastIndexOf('.')));
        return ending.length() <= LONGEST_ENDING && ending.matches("\\.[A-Za-z0-9]+") ? ending : "";
    }

    private String completed() throws InterruptedException {
        Answer answer = call(out -> out.writeBooleanProperty("is_complete", true));
        String path = Json.text(answer.data(), "file_path");
        if (path.isEmpty()) {
            throw failed("the OneBot implementation took '" + media.source() + "' but did not say where it put it", null);
        }
        return path;
    }

    /// Frees what the peer has so far; it answers even a success with a refusal, so the answer says nothing.
    private void discard() throws InterruptedException {
        try {
            client.ask(ACTION, out -> {
                common(out);
                out.writeBooleanProperty("reset", true);
            }, patience());
        } catch (AdapterException gone) {
            // It forgets an upload that stands still by itself.
        }
    }

    private Answer call(Consumer<JsonGenerator> params) throws InterruptedException {
        try {
            return client.call(ACTION, out -> {
                common(out);
                params.accept(out);
            }, patience());
        } catch (AdapterException failure) {
            throw switch (failure.kind()) {
                case UNSUPPORTED, COMMUNICATION, AUTHENTICATION -> failure;
                case UNKNOWN_OUTCOME -> new AdapterException(ErrorKind.COMMUNICATION,
                        "the upload of '" + media.source() + "' was not answered; the message was not sent", failure);
                default -> failed("the upload of '" + media.source() + "' failed: " + failure.getMessage(), failure);
            };
        }
    }

    private void common(JsonGenerator out) {
        out.writeStringProperty("stream_id", id);
        out.writeNumberProperty("file_retention", kept.toMillis());
    }

    /// Half of what is left, so that a peer that keeps silent leaves time for the message to go another way.
    private Duration patience() {
        Duration half = Duration.ofNanos(Math.max(1_000_000, (deadline - System.nanoTime()) / 2));
        return half.compareTo(PATIENCE) < 0 ? half : PATIENCE;
    }

    private AdapterException unreadable(IOException failure) {
        return failed("'" + media.source() + "' cannot be read: " + failure.getMessage(), failure);
    }

    private static AdapterException failed(String message, Exception cause) {
        return cause == null
                ? new AdapterException(ErrorKind.MEDIA, message)
                : new AdapterException(ErrorKind.MEDIA, message, cause);
    }
}
