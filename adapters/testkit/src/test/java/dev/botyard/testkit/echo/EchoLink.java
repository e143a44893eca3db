package dev.botyard.testkit.echo;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Lines of words over a socket, for both sides. One thread reads, any thread writes.
public final class EchoLink {
    private static final int LONGEST = 1 << 16;
    private static final String[] LOST = {"LOST"};

    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, BlockingQueue<String[]>> asked = new ConcurrentHashMap<>();
    private volatile boolean lost;

    public EchoLink(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// The words of the next line.
    public String[] read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the other side closed it");
            }
            if (line.size() >= LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
            line.write(next);
        }
        return Arrays.stream(line.toString(StandardCharsets.UTF_8).split(" ", -1)).map(EchoLink::decoded).toArray(String[]::new);
    }

    private static String decoded(String word) {
        try {
            return URLDecoder.decode(word, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return word;
        }
    }

    /// A line as bytes.
    public static byte[] line(String... words) {
        return (Arrays.stream(words).map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8)).collect(Collectors.joining(" "))
                + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public void write(String... words) throws IOException {
        raw(line(words));
    }

    public void raw(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    String[] ask(Duration timeout, String... words) throws InterruptedException {
        String number = Long.toString(numbers.incrementAndGet());
        BlockingQueue<String[]> place = new ArrayBlockingQueue<>(1);
        asked.put(number, place);
        try {
            if (lost) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "the connection to the echo server was lost");
            }
            write("SEND", number, words[0], words[1], words[2]);
            String[] answer = place.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (answer == null || answer == LOST) {
                throw unknown(answer == null ? "no answer came within " + timeout.toMillis() + " ms" : "the connection broke",
                        null);
            }
            return answer;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw unknown("the connection broke", e);
        } finally {
            asked.remove(number);
        }
    }

    private static AdapterException unknown(String why, Throwable cause) {
        return new AdapterException(ErrorKind.UNKNOWN_OUTCOME, why + "; the message may have been sent", cause);
    }

    void answer(String[] words) {
        BlockingQueue<String[]> place = words.length > 1 ? asked.get(words[1]) : null;
        if (place != null) {
            place.offer(words);
        }
    }

    /// Nothing more will be read: whoever waits for an answer is told.
    void lost() {
        lost = true;
        asked.values().forEach(place -> place.offer(LOST));
    }
}
