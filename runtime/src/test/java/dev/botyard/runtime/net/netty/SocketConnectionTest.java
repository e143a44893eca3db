package dev.botyard.runtime.net.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.Patience;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketConnectionTest {
    private PlayedSocket played = PlayedSocket.server();

    @AfterEach
    void close() {
        played.close();
    }

    private SocketConnection socket() {
        return played.socket;
    }

    /// What the receiver is told at the end.
    private String end() {
        AdapterException end = assertThrows(AdapterException.class, socket()::receive);
        assertEquals(ErrorKind.COMMUNICATION, end.kind());
        return end.getMessage();
    }

    private String endCode() {
        return assertThrows(AdapterException.class, socket()::receive).platformCode();
    }

    private String refused() {
        AdapterException refused = assertThrows(AdapterException.class, () -> socket().send("late"));
        assertEquals(ErrorKind.COMMUNICATION, refused.kind());
        return refused.getMessage();
    }

    @Nested
    class Messages {

        @Test
        void comeInTheirOrderAsTextOrAsBytes() throws Exception {
            played.say("one 茶");
            played.say(new BinaryWebSocketFrame(Unpooled.copiedBuffer("two", StandardCharsets.UTF_8)));
            played.say("");
            played.say("four");
            assertEquals("one 茶", socket().receive());
            assertEquals("two", socket().receive());
            assertArrayEquals(new byte[0], socket().receiveBytes());
            assertArrayEquals("four".getBytes(StandardCharsets.UTF_8), socket().receiveBytes());
        }

        @Test
        void wakeWhoWaitsForThem() throws Exception {
            CompletableFuture<String> received = new CompletableFuture<>();
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    received.complete(socket().receive());
                } catch (InterruptedException e) {
                    received.completeExceptionally(e);
                }
            });
            Patience.await().until(() -> waiting.getState() == Thread.State.WAITING);
            played.say("hello");
            assertEquals("hello", received.get(Patience.SECONDS, TimeUnit.SECONDS));
        }

        @Test
        void goOutInTheirOrderAndNotBeforeTheLoopWritesThem() throws Exception {
            socket().send("one");
            socket().send("two".getBytes(StandardCharsets.UTF_8));
            assertTrue(socket().offer("three 茶"));
            assertEquals(List.of("text one", "binary two", "text three 茶"), played.heard());
            assertEquals(List.of(), played.heard());
        }

        @Test
        void areCopiedBeforeTheirSenderGoesOn() throws Exception {
            byte[] bytes = "before".getBytes(StandardCharsets.UTF_8);
            socket().send(bytes);
            bytes[0] = 'X';
            assertEquals(List.of("binary before"), played.heard());
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void areMaskedByWhoOpenedTheConnection(boolean client) throws Exception {
            played.close();
            played = client ? PlayedSocket.client() : PlayedSocket.server();
            socket().send("hi");
            played.channel.runPendingTasks();
            ByteBuf frame = played.channel.readOutbound();
            assertEquals(client, (frame.getByte(1) & 0x80) != 0);
            frame.release();
        }

        @Test
        void thatDoNotFitAreRefusedAndTheNextOneThatDoesIsTaken() {
            played.close();
            played = PlayedSocket.server(PlayedSocket.LIMITS.withOutboxBytes(10));
            assertTrue(socket().offer("12345678"));
            assertFalse(socket().offer("123"));
            assertTrue(socket().open(), "a full buffer ends nothing");
            assertEquals(List.of("text 12345678"), played.heard());
            assertTrue(socket().offer("123"));
        }

        @Test
        void aPeerThatDoesNotReadIsGivenUp() throws Exception {
            played.close();
            played = PlayedSocket.server(PlayedSocket.LIMITS.withOutboxBytes(10));
            socket().send("12345678");
            String sentence = refused();
            assertTrue(sentence.startsWith("nothing was sent: ") && sentence.contains("reads too slowly (8 bytes wait)"),
                    sentence);
            played.channel.runPendingTasks();
            assertFalse(socket().open());
            assertTrue(end().contains("the peer did not read for 0 s"), this::toString);
        }
    }

    @Nested
    class Signs {

        @Test
        void aPingIsAnsweredWithWhatItSays() {
            played.say(new PingWebSocketFrame(Unpooled.copiedBuffer("are you there", StandardCharsets.UTF_8)));
            assertEquals(List.of("pong are you there"), played.heard());
        }

        /// Who sends pings and reads nothing would otherwise fill the memory.
        @Test
        void aPingOfAPeerThatDoesNotReadIsNotAnswered() {
            played.close();
            played = PlayedSocket.server(PlayedSocket.LIMITS.withOutboxBytes(4));
            socket().offer("full");
            socket().pinged(Unpooled.copiedBuffer("x", StandardCharsets.UTF_8));
            assertEquals(List.of("text full"), played.heard());
        }

        @Test
        void anythingAtAllIsASignOfLife() throws Exception {
            CompletableFuture<Boolean> alive = new CompletableFuture<>();
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    alive.complete(socket().ping(Patience.SOON));
                } catch (InterruptedException e) {
                    alive.completeExceptionally(e);
                }
            });
            Patience.await().until(() -> asking.getState() == Thread.State.TIMED_WAITING);
            assertEquals(List.of("ping"), played.heard());
            played.say("I said something else");
            assertTrue(alive.get(Patience.SECONDS, TimeUnit.SECONDS));
        }

        @Test
        void silenceIsNone() throws Exception {
            assertFalse(socket().ping(Duration.ofMillis(1)));
            played.say("too late, and too early for the next");
            assertFalse(socket().ping(Duration.ofMillis(1)));
        }

        @Test
        void afterTheEndNobodyIsAsked() throws Exception {
            played.channel.close();
            assertFalse(socket().ping(Patience.SOON));
        }
    }

    @Nested
    class Ends {

        @Test
        void againAndAgainKeepsNoMemory() {
            socket().close();
            played.heard();
            long before = UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            for (int time = 0; time < 10_000; time++) {
                socket().close();
            }
            played.heard();
            assertEquals(before, UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
        }

        @Test
        void aCloseOfThePeerIsAnsweredAndWhatCameBeforeIsStillReceived() throws Exception {
            played.say("last words");
            played.say(new CloseWebSocketFrame(4_001, "bye"));
            assertEquals(List.of("close 4001 "), played.heard());
            assertEquals("last words", socket().receive());
            assertEquals("the connection with embedded has ended: the peer closed it with 4001 (bye)", end());
            assertEquals(end(), end(), "however often it is asked");
            assertEquals("4001", endCode());
            assertFalse(played.channel.isOpen());
            assertEquals(1, played.ended.get());
        }

        @Test
        void aCloseWithoutCodeIsAnsweredWithoutOne() {
            played.say(new CloseWebSocketFrame());
            assertEquals(List.of("close -1 "), played.heard());
            assertTrue(end().endsWith("the peer closed it with no code"), this::toString);
            assertEquals("", endCode());
        }

        @Test
        void ourCloseIsSaidOnceAndWaitsForTheAnswer() {
            socket().close(1_001, "going");
            socket().close(1_000, "again");
            assertEquals(List.of("close 1001 going"), played.heard());
            assertTrue(played.channel.isOpen());
            assertFalse(socket().open());
            assertTrue(refused().startsWith("nothing was sent: "), this::toString);
            played.say("dropped");
            played.say(new CloseWebSocketFrame(1_001, ""));
            assertFalse(played.channel.isOpen());
            assertEquals(List.of(), played.heard());
            assertTrue(end().endsWith("closed by this side with 1001 (going)"), this::toString);
        }

        @Test
        void ourCloseDoesNotWaitForEver() {
            socket().close();
            played.heard();
            played.pass(Duration.ofMillis(2_999));
            assertTrue(played.channel.isOpen());
            played.pass(Duration.ofMillis(1));
            assertFalse(played.channel.isOpen());
        }

        /// Else it would be neither open nor ever closed.
        @ParameterizedTest
        @ValueSource(ints = {0, 999, 1_005, 1_006, 1_015, 5_000, -1})
        void aCodeThatCannotBeSentIsRefusedAndChangesNothing(int code) {
            assertThrows(IllegalArgumentException.class, () -> socket().close(code, "x"));
            assertTrue(socket().open());
            socket().close();
            assertEquals(List.of("close 1000 "), played.heard());
        }

        @Test
        void aLongReasonIsCutBetweenTwoCharacters() {
            socket().close(1_000, "é" + "🍵".repeat(60));
            assertEquals(List.of("close 1000 é" + "🍵".repeat(29)), played.heard());
        }

        @Test
        void aLostConnectionIsToldToWhoWaitsAndToWhoOwnsIt() throws Exception {
            played.say("before");
            played.channel.close();
            assertEquals("before", socket().receive());
            assertTrue(end().endsWith("it was lost without a close frame"), this::toString);
            assertEquals(1, played.ended.get());
            assertFalse(socket().offer("late"));
            assertEquals("nothing was sent: the connection with embedded is closed", refused());
            socket().close();
            assertEquals(List.of(), played.heard());
        }

        @Test
        void whoEndsItAtOnceSaysNothing() {
            socket().terminate("enough");
            assertEquals(List.of(), played.heard());
            assertFalse(played.channel.isOpen());
            assertTrue(end().endsWith("enough"), this::toString);
        }

        @Test
        void aFailureOfTheChannelIsItsEnd() {
            played.channel.pipeline().fireExceptionCaught(new java.io.IOException("Connection reset"));
            assertFalse(played.channel.isOpen());
            assertTrue(end().endsWith("it was lost: Connection reset"), this::toString);
        }

        @Test
        void theConnectionSaysHowItIs() {
            assertEquals("WebSocket with embedded OPEN", socket().toString());
            socket().close();
            assertEquals("WebSocket with embedded CLOSING", socket().toString());
        }
    }
}
