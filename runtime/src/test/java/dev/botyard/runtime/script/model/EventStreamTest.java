package dev.botyard.runtime.script.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private final List<String> events = new ArrayList<>();
    private final EventStream stream = new EventStream((name, data) -> events.add(name + "|" + data));

    private List<String> read(byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece) {
            stream.bytes(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        stream.end();
        return events;
    }

    private List<String> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void piecesTearNeitherLettersNorLines(int piece) {
        assertEquals(List.of("|你好 😀", "error|a\nb", "|last"),
                read("\uFEFF: hello\r\ndata: 你好 😀\r\n\r\n\r\nevent: error\r\ndata:a\ndata: b\n\nid: 7\rretry: 1\r\rdata: last"
                        .getBytes(StandardCharsets.UTF_8), piece));
    }

    @Test
    void oneBlankBehindTheColonIsNoPartOfTheData() {
        assertEquals(List.of("|  x ", "|y"), read("data:   x \n\ndata:y\n\n"));
    }

    @Test
    void whatSaysNothingIsNoEvent() {
        assertEquals(List.of(), read(": ping\n\ndata\n\ndata:\n\nevent: tick\n\nnonsense\n\n"));
    }

    @Test
    void aNameCountsForOneEvent() {
        assertEquals(List.of("tick|1", "|2"), read("event: tick\ndata: 1\n\ndata: 2\n\n"));
    }

    @Test
    void anEventWithoutEndIsRefused() {
        byte[] much = new byte[1 << 16];
        Arrays.fill(much, (byte) 'x');
        assertThrows(EventStream.TooLong.class, () -> {
            for (int i = 0; i < 17; i++) {
                stream.bytes(much);
            }
        });
        EventStream lines = new EventStream((name, data) -> events.add(data));
        byte[] line = ("data: " + "y".repeat(1 << 16) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThrows(EventStream.TooLong.class, () -> {
            for (int i = 0; i < 17; i++) {
                lines.bytes(line);
            }
        });
        assertEquals(List.of(), events);
    }
}
