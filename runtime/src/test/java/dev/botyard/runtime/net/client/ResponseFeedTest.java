package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.net.client.ResponseFeed.Item;
import dev.botyard.runtime.net.netty.SocketHandshake;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Answers as they arrive, byte for byte.
class ResponseFeedTest {
    private final ResponseFeed feed = new ResponseFeed();
    private EmbeddedChannel channel = new EmbeddedChannel(new HttpClientCodec(), feed);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void say(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text.replace("\n", "\r\n"), StandardCharsets.ISO_8859_1));
    }

    private Item next() throws InterruptedException {
        return feed.take(channel, System.nanoTime());
    }

    private List<String> items() throws InterruptedException {
        List<String> items = new ArrayList<>();
        for (Item item = next(); item != null; item = next()) {
            items.add(switch (item) {
                case Item.Head head -> head.status() + " " + head.headers();
                case Item.Chunk chunk -> new String(chunk.bytes(), StandardCharsets.ISO_8859_1);
                case Item.End end -> end.reusable() ? "end" : "end, and never again";
                case Item.Failure failure -> "failed: " + failure.cause().getMessage();
            });
        }
        return items;
    }

    @Test
    void anAnswerIsHeadPartsAndEnd() throws Exception {
        feed.expect();
        say("HTTP/1.1 200 OK\nX-A: 1\nx-a: 2\nContent-Length: 4\n\nab");
        say("cd");
        assertEquals(List.of("200 {x-a=[1, 2], content-length=[4]}", "ab", "cd", "end"), items());
    }

    @Test
    void whatIsSaidOnTheWayIsNoAnswer() throws Exception {
        feed.expect();
        say("HTTP/1.1 103 Early Hints\nLink: x\n\n");
        assertEquals(List.of(), items());
        say("HTTP/1.1 204 No Content\n\n");
        assertEquals(List.of("204 {}", "end"), items());
    }

    @Test
    void aServerThatSaysSoIsNotAskedAgainOnThisConnection() throws Exception {
        feed.expect();
        say("HTTP/1.1 200 OK\nConnection: close\nContent-Length: 0\n\n");
        assertEquals("end, and never again", items().getLast());
        feed.expect();
        say("HTTP/1.0 200 OK\nContent-Length: 0\n\n");
        assertEquals("end, and never again", items().getLast());
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
        feed.expect();
        say("HTTP/1.1 200 OK\n\nall of it");
        channel.close();
        assertEquals(List.of("200 {}", "all of it", "end"), items());
    }

    @Test
    void aConnectionThatEndsTooEarlyFails() throws Exception {
        feed.expect();
        say("HTTP/1.1 200 OK\nContent-Length: 4\n\nab");
        channel.close();
        assertEquals("failed: the peer closed the connection before its answer was complete", items().getLast());
    }

    @Test
    void whatIsNoAnswerFails() throws Exception {
        feed.expect();
        say("SSH-2.0-OpenSSH_9\n\n");
        assertTrue(items().getLast().startsWith("failed: the answer is not HTTP: "), "it is no HTTP");
    }

    @Test
    void aBodyThatIsNotWellFormedFails() throws Exception {
        feed.expect();
        say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nxyz\n");
        assertEquals("failed: the body of the answer is not well formed", items().getLast());
    }

    /// A server that says something unasked says it to the next request otherwise.
    @Test
    void whoSpeaksUnaskedIsCutOff() throws Exception {
        say("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
        assertEquals(List.of(), items());
        assertFalse(channel.isOpen());
    }

    @Test
    void onlyAConnectionThatNobodyUsesRests() {
        feed.expect();
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.READER_IDLE_STATE_EVENT);
        assertTrue(channel.isOpen());
        say("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
        channel.pipeline().fireUserEventTriggered("something else");
        assertTrue(channel.isOpen());
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.READER_IDLE_STATE_EVENT);
        assertFalse(channel.isOpen());
    }

    @Test
    void whenTooMuchWaitsTheNetworkRestsUntilHalfIsTaken() throws Exception {
        feed.expect();
        say("HTTP/1.1 200 OK\nContent-Length: 2000000\n\n");
        for (int i = 0; i < 5; i++) {
            say("x".repeat(128 << 10));
        }
        assertFalse(channel.config().isAutoRead());
        next();
        while (!channel.config().isAutoRead()) {
            assertTrue(next() instanceof Item.Chunk);
        }
        assertTrue(next() instanceof Item.Chunk, "there is still something");
    }

    @Test
    void afterAFailureNothingMoreComes() throws Exception {
        feed.expect();
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
        assertEquals(List.of("failed: Connection reset"), items());
        feed.fail(new IOException("again"));
        assertNull(next());
    }

    @Nested
    class Handshakes {
        private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
        private final HandshakeReader reader = new HandshakeReader(KEY, _ -> null);

        private void answered(String answer) {
            channel.finishAndReleaseAll();
            channel = new EmbeddedChannel();
            channel.pipeline().addLast("http-decoder", new HttpResponseDecoder());
            channel.pipeline().addLast("http-encoder", new HttpRequestEncoder());
            channel.pipeline().addLast("handshake", reader);
            say(answer);
        }

        private String failure() {
            return assertThrows(IOException.class, () -> reader.await(System.nanoTime())).getMessage();
        }

        private static String accepted(String key) {
            return "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: "
                    + SocketHandshake.accept(key) + "\n";
        }

        @Test
        void anotherAnswerIsARefusalWithItsStatus() {
            answered("HTTP/1.1 403 Forbidden\nContent-Length: 0\n\n");
            HandshakeRefusedException refused = assertThrows(HandshakeRefusedException.class,
                    () -> reader.await(System.nanoTime()));
            assertEquals("403 the peer answered 403 Forbidden", refused.status() + " " + refused.getMessage());
            assertFalse(channel.isOpen());
        }

        @Test
        void theAnswerToAnotherKeyIsNone() {
            answered(accepted("AAAAAAAAAAAAAAAAAAAAAA==") + "\n");
            assertEquals("the peer does not speak WebSocket", failure());
            assertFalse(channel.isOpen());
        }

        @Test
        void whatWasNotOfferedIsNotTaken() {
            answered(accepted(KEY) + "Sec-WebSocket-Extensions: permessage-deflate\n\n");
            assertEquals("the peer chose an extension or a protocol that was not offered", failure());
        }

        @Test
        void aPeerThatHangsUpIsTold() {
            answered("");
            channel.close();
            assertEquals("the peer closed the connection", failure());
        }

        @Test
        void aPeerThatSaysNothingIsWaitedForUntilTheDeadline() {
            answered("");
            assertEquals("no answer to the handshake in time",
                    assertThrows(IOException.class, () -> reader.await(System.nanoTime() + Duration.ofMillis(1).toNanos()))
                            .getMessage());
        }

        @Test
        void whatIsNoHttpIsTold() {
            answered("SSH-2.0-OpenSSH_9\n\n");
            assertEquals("the answer is not HTTP", failure());
        }
    }
}
