package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private static Media medium(InputStream bytes) {
        return new Media() {
            @Override
            public String source() {
                return "";
            }

            @Override
            public String name() {
                return "a.bin";
            }

            @Override
            public String mimeType() {
                return "";
            }

            @Override
            public long size() {
                return -1;
            }

            @Override
            public InputStream open() {
                return bytes;
            }
        };
    }

    @Test
    void textBesideTextIsOne() {
        assertEquals(List.of(new Segment.Text("ab"), new Segment.AtAll(), new Segment.Text("c")), Segments.joined(
                List.of(new Segment.Text("a"), new Segment.Text("b"), new Segment.AtAll(), new Segment.Text("c"))));
    }

    @Test
    void mediaAreFoundInTheirKinds() {
        Media media = medium(InputStream.nullInputStream());
        for (Segment segment : List.of(new Segment.Image(media), new Segment.Voice(media, ""), new Segment.Video(media),
                new Segment.File(media))) {
            assertEquals(Optional.of(media), Segments.media(segment));
        }
        assertEquals(Optional.empty(), Segments.media(new Segment.Text("a")));
    }

    @Test
    void whatCannotBeReadIsAFaultOfTheMedium() {
        assertArrayEquals(new byte[]{1}, Segments.bytes(medium(new ByteArrayInputStream(new byte[]{1}))));
        AdapterException failure = assertThrows(AdapterException.class, () -> Segments.bytes(medium(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("gone");
            }
        })));
        assertEquals(ErrorKind.MEDIA, failure.kind());
        assertEquals("a.bin cannot be read: gone", failure.getMessage());
    }
}
