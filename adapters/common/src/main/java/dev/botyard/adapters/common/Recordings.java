package dev.botyard.adapters.common;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// How long recordings are, for platforms that want to be told.
public final class Recordings {
    private static final byte[] AMR = "#!AMR\n".getBytes(StandardCharsets.US_ASCII);
    /// Bytes of a frame of AMR, which lasts 20 ms, by its kind.
    private static final int[] AMR_FRAMES = {13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1};
    private static final byte[] OGG = "OggS".getBytes(StandardCharsets.US_ASCII);
    /// Where a page of Ogg says how many samples were played at its end; Opus counts 48 of them in a millisecond.
    private static final int OGG_POSITION = 6;
    private static final int SAMPLES_PER_MS = 48;
    /// Of what is not known better: 128 kbit/s.
    private static final int BYTES_PER_MS = 16;

    private Recordings() {}

    /// The length of AMR and of Opus in Ogg exactly, of other formats as a guess by the size; a second at least.
    public static Duration length(byte[] recording) {
        long ms = recording.length / BYTES_PER_MS;
        if (Arrays.mismatch(AMR, recording) == AMR.length) {
            ms = 20 * frames(recording);
        } else if (Arrays.mismatch(OGG, recording) == OGG.length) {
            ms = lastPosition(recording) / SAMPLES_PER_MS;
        }
        return Duration.ofMillis(Math.max(1_000, ms));
    }

    /// A page in which no packet ends says -1.
    private static long lastPosition(byte[] ogg) {
        for (int at = ogg.length - OGG_POSITION - Long.BYTES; at > 0; at--) {
            if (Arrays.equals(ogg, at, at + OGG.length, OGG, 0, OGG.length)) {
                long position = ByteBuffer.wrap(ogg).order(ByteOrder.LITTLE_ENDIAN).getLong(at + OGG_POSITION);
                if (position >= 0) {
                    return position;
                }
            }
        }
        return 0;
    }

    private static long frames(byte[] amr) {
        long frames = 0;
        for (int at = AMR.length; at < amr.length; at += AMR_FRAMES[amr[at] >> 3 & 15]) {
            frames++;
        }
        return frames;
    }
}
