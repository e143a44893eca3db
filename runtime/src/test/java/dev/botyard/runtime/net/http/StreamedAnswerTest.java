package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is written of an answer. The test is the event loop and the peer.
class StreamedAnswerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private List<String> heard() {
        channel.runPendingTasks();
        List<String> heard = new ArrayList<>();
        for (Object part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            if (part instanceof HttpContent content) {
                heard.add(content.content().toString(StandardCharsets.UTF_8));
                content.release();
            } else {
                heard.add(((HttpResponse) part).status().toString());
            }
        }
        return heard;
    }

    @Nested
    class Chunks {
        private final ChunkStream out = ChunkStream.begin(channel,
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK), Duration.ofMillis(20));

        @Test
        void theHeadGoesFirstAndLittleIsCollected() throws IOException {
            out.write('a');
            out.write("bc".getBytes(StandardCharsets.UTF_8));
            assertEquals(List.of("200 OK"), heard());
            out.flush();
            out.flush();
            assertEquals(List.of("abc"), heard());
            out.write('d');
            out.finish();
            assertEquals(List.of("d"), heard());
        }

        @Test
        void muchIsCutIntoChunksAndNothingIsLost() throws IOException {
            byte[] much = "0123456789".repeat(4_000).getBytes(StandardCharsets.UTF_8);
            out.write('x');
            out.write(much, 10, 39_000);
            out.finish();
            List<String> chunks = heard();
            assertEquals(List.of("200 OK", 16_384, 16_384, 6_233),
                    List.of(chunks.get(0), chunks.get(1).length(), chunks.get(2).length(), chunks.get(3).length()));
            assertEquals("x" + "0123456789".repeat(3_900), chunks.get(1) + chunks.get(2) + chunks.get(3));
            assertThrows(IndexOutOfBoundsException.class, () -> out.write(much, 39_999, 2));
        }

        @Test
        void aPeerThatIsGoneIsTold() throws IOException {
            out.write('a');
            channel.close();
            channel.runPendingTasks();
            assertEquals("the peer closed the connection", assertThrows(IOException.class, out::flush).getMessage());
        }

        @Test
        void aPeerThatDoesNotReadIsTold() {
            byte[] much = new byte[300 << 10];
            assertEquals("the peer did not read for 0 s", assertThrows(IOException.class, () -> out.write(much)).getMessage());
        }
    }

    @Nested
    class Events {
        private final ServerSentEvents events = new ServerSentEvents("test", 100);

        @Test
        void anEventIsSpelledAsTheStandardSays() {
            events.join(channel, (_, _) -> true);
            events.publish("push", "7", "one\ntwo\r\nthree");
            events.publish("a\nb", "", "");
            assertEquals(List.of(":\n\n", "id: 7\nevent: push\ndata: one\ndata: two\ndata: three\n\n",
                    "event: a b\ndata:\n\n"), heard());
        }

        @Test
        void aClientHearsWhatItWants() {
            events.join(channel, (name, _) -> name.equals("push"));
            heard();
            events.publish("run", "", "x");
            events.publish("push", "", "y");
            assertEquals(List.of("event: push\ndata: y\n\n"), heard());
        }

        @Test
        void aClientThatReadsTooSlowlyIsDropped() {
            events.join(channel, (_, _) -> true);
            heard();
            events.publish("push", "", "x".repeat(70));
            events.publish("push", "", "y".repeat(70));
            assertEquals(0, events.clients());
            channel.runPendingTasks();
            assertFalse(channel.isOpen());
        }

        @Test
        void whoLeavesIsForgotten() {
            events.join(channel, (_, _) -> true);
            assertEquals(1, events.clients());
            channel.close();
            channel.runPendingTasks();
            assertEquals(0, events.clients());
            events.publish("push", "", "x");
        }

        @Test
        void silenceIsBrokenSoThatProxiesKeepTheConnection() {
            channel.freezeTime();
            events.join(channel, (_, _) -> true);
            heard();
            channel.advanceTimeBy(14_999, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            assertEquals(List.of(), heard());
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            assertEquals(List.of(":\n\n"), heard());
        }

        @Test
        void theEndClosesAllAndThoseWhoComeTooLate() {
            events.join(channel, (_, _) -> true);
            events.close();
            assertFalse(channel.isOpen());
            EmbeddedChannel late = new EmbeddedChannel();
            events.join(late, (_, _) -> true);
            late.runPendingTasks();
            assertFalse(late.isOpen());
            late.finishAndReleaseAll();
        }
    }

    @Nested
    class Heads {
        private final HttpCore core = core();

        private static HttpCore core() {
            return new HttpCore(Ticker.system(), new Router(), HttpLimits.DEFAULT, new PagePolicy(
                    new HostPolicy(InetAddress.getLoopbackAddress(), "127.0.0.1", Set.of()), new OriginPolicy(Set.of()),
                    Optional::empty));
        }

        private String header(HttpReply reply, String name) {
            return ReplyHead.head(core, reply, false).headers().get(name);
        }

        @Test
        void whatTheServerSaysItselfIsNotLeftToHandlers() {
            HttpReply reply = HttpReply.text(200, "茶").with("Content-Length", "99").with("Transfer-Encoding", "chunked")
                    .with("Connection", "x");
            FullHttpResponse response = ReplyHead.complete(core, reply, true);
            assertEquals("3", response.headers().get("Content-Length"));
            assertNull(response.headers().get("Transfer-Encoding"));
            assertEquals("close", response.headers().get("Connection"));
            assertEquals("nosniff", response.headers().get("X-Content-Type-Options"));
            assertTrue(response.headers().get("Date").endsWith(" GMT"));
        }

        @Test
        void pagesArePoliciedUnlessTheyHaveTheirOwn() {
            assertTrue(header(HttpReply.html(200, ""), "Content-Security-Policy").startsWith("default-src 'self'"));
            assertEquals("DENY", header(HttpReply.html(200, ""), "X-Frame-Options"));
            assertEquals("x", header(HttpReply.html(200, "").with("Content-Security-Policy", "x"), "Content-Security-Policy"));
            assertNull(header(HttpReply.json(200, "{}"), "Content-Security-Policy"));
        }

        @Test
        void answersWithoutABodyHaveNoLength() {
            for (int status : new int[]{204, 304}) {
                assertNull(ReplyHead.complete(core, HttpReply.empty(status), false).headers().get("Content-Length"));
            }
            FullHttpResponse head = ReplyHead.complete(core, HttpReply.text(200, "abc"), false, false);
            assertEquals("3 0", head.headers().get("Content-Length") + " " + head.content().readableBytes());
        }

        @Test
        void severalHeadersOfOneNameStay() {
            HttpReply reply = HttpReply.empty(200).with("Set-Cookie", "a=1").with("Set-Cookie", "b=2");
            assertEquals(List.of("a=1", "b=2"), ReplyHead.head(core, reply, false).headers().getAll("Set-Cookie"));
        }
    }
}
