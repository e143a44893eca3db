package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    void theLastPageOfOggTellsWhereItEnds() {
        ByteBuffer ogg = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        for (long position : new long[]{0, 48_000, 120_000, -1}) {
            ogg.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) 0).putLong(position).put(new byte[80]);
        }
        assertEquals(Duration.ofMillis(2_500), Recordings.length(ogg.array()));
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
