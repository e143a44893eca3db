package dev.botyard.adapters.common;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// How long recordings are, for platforms that want to be told.
public final class Recordings {
    private static final byte[] AMR = "#!AMR\n".getBytes(StandardCharsets.US_ASCII);
    /// Bytes of a frame of AMR, which lasts 20 ms, by its kind.
    private static final int[] AMR_FRAMES = {13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1};
    /// Of what is not known better: 128 kbit/s.
    private static final int BYTES_PER_MS = 16;

    private Recordings() {}

    /// The length of AMR exactly, of other formats as a guess by the size; a second at least.
    public static Duration length(byte[] recording) {
        long ms = Arrays.mismatch(AMR, recording) == AMR.length ? 20 * frames(recording) : recording.length / BYTES_PER_MS;
        return Duration.ofMillis(Math.max(1_000, ms));
    }

    private static long frames(byte[] amr) {
        long frames = 0;
        for (int at = AMR.length; at < amr.length; at += AMR_FRAMES[amr[at] >> 3 & 15]) {
            frames++;
        }
        return frames;
    }
}
