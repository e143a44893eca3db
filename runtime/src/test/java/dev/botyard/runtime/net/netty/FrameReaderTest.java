package dev.botyard.runtime.net.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How frames become messages, and what breaks the protocol.
class FrameReaderTest {
    private final PlayedSocket played = PlayedSocket.server();

    @AfterEach
    void close() {
        played.close();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private void begin(String text) {
        played.say(new TextWebSocketFrame(false, 0, text));
    }

    private void more(String text, boolean last) {
        played.say(new ContinuationWebSocketFrame(last, 0, text));
    }

    private String end() {
        return assertThrows(AdapterException.class, played.socket::receive).getMessage();
    }

    private void assertBroken(int code, String reason) {
        assertEquals(reason, assertBroken(code));
    }

    /// @return the reason that the peer reads
    private String assertBroken(int code) {
        List<String> heard = played.heard();
        assertEquals(1, heard.size(), heard::toString);
        String reason = heard.getFirst().replaceFirst("^close " + code + " ", "");
        assertTrue(heard.getFirst().endsWith(reason) && !reason.equals(heard.getFirst()), heard::toString);
        assertTrue(end().endsWith("it broke the protocol: " + reason), this::end);
        assertFalse(played.socket.open());
        // The peer may still read why; then the end comes whether it answers or not.
        assertTrue(played.channel.isOpen());
        played.pass(Duration.ofSeconds(1));
        assertFalse(played.channel.isOpen());
        return reason;
    }

    @Test
    void fragmentsBecomeOneMessageAndControlFramesMayStandBetween() throws Exception {
        begin("one ");
        played.say(new PingWebSocketFrame(bytes("p")));
        more("", false);
        more("two 茶", true);
        assertEquals("one two 茶", played.socket.receive());
        assertEquals(List.of("pong p"), played.heard());
    }

    @Test
    void fragmentsOfBytesAreBytes() throws Exception {
        played.say(new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[]{(byte) 0xff})));
        played.say(new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[]{0})));
        assertArrayEquals(new byte[]{(byte) 0xff, 0}, played.socket.receiveBytes());
    }

    @Test
    void aCharacterMayBeCutByAFragment() throws Exception {
        byte[] tea = "茶".getBytes(StandardCharsets.UTF_8);
        played.say(new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(tea, 0, 1)));
        played.say(new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(tea, 1, 2)));
        assertEquals("茶", played.socket.receive());
    }

    @Test
    void afterAWholeMessageTheNextOneBeginsAnew() throws Exception {
        begin("a");
        more("b", true);
        played.say("c");
        begin("d");
        more("e", true);
        assertEquals(List.of("ab", "c", "de"),
                List.of(played.socket.receive(), played.socket.receive(), played.socket.receive()));
    }

    @Test
    void theCharacterThatStandsForBrokenOnesIsNoBrokenOne() throws Exception {
        played.say("\ufffd sent as it is");
        assertEquals("\ufffd sent as it is", played.socket.receive());
    }

    @Test
    void textThatIsNoTextIsRefused() {
        played.say(new TextWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[]{'a', (byte) 0xc3, '('})));
        assertBroken(1007, "a text message is not valid UTF-8");
    }

    @Test
    void halfOfAPairIsNoTextEither() {
        played.say(new TextWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[]{(byte) 0xed, (byte) 0xa0, (byte) 0x80})));
        assertBroken(1007, "a text message is not valid UTF-8");
    }

    @Test
    void aMessageInsideOfAnotherIsRefused() {
        begin("one");
        begin("two");
        assertBroken(1002);
    }

    @Test
    void aWholeMessageInsideOfAnotherIsRefusedToo() {
        begin("one");
        played.say(new BinaryWebSocketFrame(bytes("two")));
        assertBroken(1002);
    }

    @Test
    void aContinuationOfNothingIsRefused() {
        more("x", true);
        assertBroken(1002);
    }

    @Test
    void fragmentsTogetherAreBoundedAsOneMessageIs() throws Exception {
        begin("x".repeat(1_500));
        more("y".repeat(500), true);
        assertEquals(2_000, played.socket.receive().length());
        begin("x".repeat(1_500));
        more("y".repeat(501), false);
        assertBroken(1009, "a message is larger than 2000 bytes");
    }

    @Test
    void oneFrameAboveTheBoundIsRefusedAsTooLarge() {
        played.say("x".repeat(2_001));
        assertBroken(1009);
    }

    @Test
    void nothingThatFollowsAViolationIsRead() {
        begin("one");
        begin("two");
        played.say("three");
        played.say(new PingWebSocketFrame(bytes("p")));
        assertEquals(1, played.heard().size());
        assertTrue(end().contains("it broke the protocol"), this::end);
    }

    @Test
    void anUnmaskedFrameOfAClientIsRefused() {
        played.channel.writeInbound(Unpooled.wrappedBuffer(new byte[]{(byte) 0x81, 1, 'x'}));
        assertBroken(1002);
    }
}
