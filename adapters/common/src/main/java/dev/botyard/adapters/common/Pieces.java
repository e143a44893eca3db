package dev.botyard.adapters.common;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Joins messages that a platform sends in numbered pieces, in whatever order they come. What stays incomplete is dropped after a while, and the
/// oldest where it would fill the memory. For one thread.
public final class Pieces {
    private static final int MOST_PIECES = 1_000;

    private final long longestGap;
    private final long mostBytes;
    private final LinkedHashMap<String, Message> messages = new LinkedHashMap<>();
    private long bytes;

    /// @param longestGap how long the pieces of a message are waited for
    /// @param mostBytes  of all pieces together
    public Pieces(Duration longestGap, long mostBytes) {
        this.longestGap = longestGap.toNanos();
        this.mostBytes = mostBytes;
    }

    private static final class Message {
        private final long begun = System.nanoTime();
        private final byte[][] parts;
        private int missing;
        private long size;

        private Message(int count) {
            parts = new byte[count][];
            missing = count;
        }
    }

    /// Takes a piece.
    ///
    /// @param message what its pieces have in common
    /// @param index   from 0
    /// @return the whole message, if that was its last piece
    /// @throws IllegalArgumentException when the numbers make no sense
    public Optional<byte[]> join(String message, int index, int count, byte[] piece) {
        if (count < 1 || count > MOST_PIECES || index < 0 || index >= count) {
            throw new IllegalArgumentException("piece " + index + " of " + count);
        }
        if (count == 1) {
            return Optional.of(piece);
        }
        long now = System.nanoTime();
        while (!messages.isEmpty() && now - messages.firstEntry().getValue().begun > longestGap) {
            drop(messages.firstEntry().getKey());
        }
        Message whole = messages.computeIfAbsent(message, _ -> new Message(count));
        if (whole.parts.length != count) {
            throw new IllegalArgumentException("a piece of " + count + " where there were " + whole.parts.length);
        }
        if (whole.parts[index] == null) {
            whole.parts[index] = piece;
            whole.missing--;
            whole.size += piece.length;
            bytes += piece.length;
        }
        while (bytes > mostBytes) {
            drop(messages.firstEntry().getKey());
        }
        if (whole.missing > 0 || !messages.containsKey(message)) {
            return Optional.empty();
        }
        drop(message);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : whole.parts) {
            all.writeBytes(part);
        }
        return Optional.of(all.toByteArray());
    }

    private void drop(String message) {
        bytes -= messages.remove(message).size;
    }
}
