package dev.botyard.runtime.message.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Sound made for tests.
final class Recordings {
    private static final int FRAME_BYTES = 31;

    private Recordings() {}

    /// AMR narrow band at 12.2 kbit/s, 20 ms a frame.
    static byte[] amr(int frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("#!AMR\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < frames; i++) {
            bytes.write(0x3c);
            for (int j = 0; j < FRAME_BYTES; j++) {
                bytes.write(i * 31 + j * 7);
            }
        }
        return bytes.toByteArray();
    }
}
