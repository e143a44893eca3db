package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingsTest {
    private static byte[] amr(int speech, int silence) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("#!AMR\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < speech; i++) {
            byte[] frame = new byte[32];
            frame[0] = 7 << 3 | 4;
            bytes.writeBytes(frame);
        }
        for (int i = 0; i < silence; i++) {
            bytes.write(15 << 3 | 4);
        }
        return bytes.toByteArray();
    }

    @Test
    void framesOfAmrAreCounted() {
        assertEquals(Duration.ofMillis(3_000), Recordings.length(amr(100, 50)));
    }

    @Test
    void othersAreGuessedByTheirSize() {
        assertEquals(Duration.ofSeconds(2), Recordings.length(new byte[32_000]));
    }

    @Test
    void nothingIsShorterThanASecond() {
        assertEquals(Duration.ofSeconds(1), Recordings.length(new byte[0]));
        assertEquals(Duration.ofSeconds(1), Recordings.length(amr(1, 0)));
    }
}
