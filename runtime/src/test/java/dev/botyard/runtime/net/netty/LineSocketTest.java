package dev.botyard.runtime.net.netty;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines as sockets deliver them: in pieces, in heaps, and without an end.
class LineSocketTest {
    private SocketPair sockets;
    private LineSocket socket;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        sockets = SocketPair.open(folder);
        socket = sockets.near();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        sockets.close();
    }

    private String read() throws InterruptedException {
        byte[] line = socket.readLine();
        return line == null ? null : new String(line, StandardCharsets.UTF_8);
    }

    @Test
    void linesThatComeTogetherAreReadOneByOne() throws Exception {
        sockets.send("one\n\ntwo 😀\nthr");
        assertEquals("one", read());
        assertEquals("", read());
        assertEquals("two 😀", read());
        sockets.send("ee\n");
        assertEquals("three", read());
    }

    @Test
    void aStrangerMaySayLittle(@TempDir Path other) throws Exception {
        try (SocketPair strangers = SocketPair.strangers(other); LineSocket near = strangers.near()) {
            strangers.send("hello\n" + "x".repeat(4_096));
            assertEquals("hello", new String(near.readLine(), StandardCharsets.UTF_8));
            assertNull(near.readLine());
            assertTrue(near.endReason().contains("4096 bytes"), near::endReason);
        }
    }

    @Test
    void whoIsAdmittedMaySayMuch(@TempDir Path other) throws Exception {
        try (SocketPair known = SocketPair.strangers(other); LineSocket near = known.near()) {
            known.send("hello\n");
            assertEquals("hello", new String(near.readLine(), StandardCharsets.UTF_8));
            near.admit();
            known.send("x".repeat(100_000) + "\n");
            assertEquals(100_000, near.readLine().length);
        }
    }

    @Test
    void aLineThatComesByteByByteIsWhole() throws Exception {
        byte[] bytes = "签到 😀\nend\n".getBytes(StandardCharsets.UTF_8);
        Thread sending = Thread.startVirtualThread(() -> {
            try {
                for (byte one : bytes) {
                    sockets.send(new byte[]{one});
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals("签到 😀", read());
        assertEquals("end", read());
        sending.join();
    }

    @Test
    void whatIsBegunAndNotEndedIsNoLine() throws Exception {
        sockets.send("whole\nbroken o");
        sockets.far().close();
        assertEquals("whole", read());
        assertNull(read());
        assertNull(read());
    }

    /// Around the size of the buffer, at which it grows and shrinks again.
    @Test
    void linesOfAnyLengthAreRead() throws Exception {
        Random random = new Random(7);
        List<Integer> lengths = new ArrayList<>(List.of(0, 1, 32_767, 32_768, 32_769, 65_534, 65_535, 65_536, 65_537, 131_071,
                131_072, 131_073, 1_000_000, 3, 500_000, 70_000, 2));
        for (int i = 0; i < 100; i++) {
            lengths.add(random.nextInt(90_000));
        }
        Thread sending = Thread.startVirtualThread(() -> {
            try {
                for (int length : lengths) {
                    byte[] line = new byte[length + 1];
                    Arrays.fill(line, (byte) ('a' + length % 26));
                    line[length] = '\n';
                    sockets.send(line);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        for (int length : lengths) {
            String line = read();
            assertEquals(length, line.length());
            assertTrue(line.chars().allMatch(c -> c == 'a' + length % 26), "of another line");
        }
        sending.join();
    }

    @Test
    void aLineWithoutAnEndIsRefusedBeforeItFillsTheMemory() throws Exception {
        Thread flood = Thread.startVirtualThread(() -> {
            byte[] much = new byte[1 << 20];
            Arrays.fill(much, (byte) 'x');
            try {
                while (true) {
                    sockets.send(much);
                }
            } catch (IOException refused) {
                // The reader has closed.
            }
        });
        assertNull(read());
        assertEquals("a line is longer than 33554432 bytes", socket.endReason());
        flood.join();
    }

    @Test
    void linesOfManyWritersAreNotMixed() throws Exception {
        PlayedLines far = new PlayedLines(sockets.far());
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            String name = String.valueOf((char) ('a' + writer));
            writers.add(Thread.startVirtualThread(() -> {
                try {
                    go.await();
                    for (int i = 0; i < 50; i++) {
                        socket.writeLine(name.repeat(10_000).getBytes(StandardCharsets.UTF_8));
                    }
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        go.countDown();
        TreeMap<String, Integer> lines = new TreeMap<>();
        for (int i = 0; i < 400; i++) {
            String line = StandardCharsets.UTF_8.decode(far.readLine()).toString();
            assertEquals(line.substring(0, 1).repeat(10_000), line);
            lines.merge(line.substring(0, 1), 1, Integer::sum);
        }
        assertEquals("{a=50, b=50, c=50, d=50, e=50, f=50, g=50, h=50}", lines.toString());
        for (Thread writer : writers) {
            writer.join();
        }
    }

    @Test
    void closingTwiceIsFineAndWritingAfterwardsIsNot() throws Exception {
        socket.writeLine("last".getBytes(StandardCharsets.UTF_8));
        socket.close();
        socket.close();
        PlayedLines far = new PlayedLines(sockets.far());
        assertEquals("last", StandardCharsets.UTF_8.decode(far.readLine()).toString(), "what was written before is read");
        assertNull(far.readLine());
        await().until(() -> !socket.isOpen());
        assertThrows(IOException.class, () -> socket.writeLine("late".getBytes(StandardCharsets.UTF_8)));
    }
}
