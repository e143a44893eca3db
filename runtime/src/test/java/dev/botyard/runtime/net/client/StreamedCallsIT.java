package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamedCallsIT {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final EventLoops loops = EventLoops.start(1, Ticker.system());
    private final Transport transport = new Transport(loops);
    private final StreamedCalls calls = transport.scope().streams();
    private final CountDownLatch over = new CountDownLatch(1);
    private ScriptedServer server;

    @AfterEach
    void close() throws IOException {
        over.countDown();
        transport.close();
        loops.close();
        server.close();
    }

    private HttpCall call(ScriptedServer.Script script) throws IOException {
        server = new ScriptedServer(script);
        return HttpCall.post(URI.create("http://127.0.0.1:" + server.port() + "/v1")).timeout(Patience.SOON).build();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private void wait(CountDownLatch latch) {
        try {
            assertTrue(latch.await(Patience.SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPieceIsThereBeforeTheNextIsWritten() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        StringBuilder all = new StringBuilder();
        calls.send(call((_, _, out) -> {
            ScriptedServer.say(out, HEAD + chunk("one"));
            wait(heard);
            ScriptedServer.say(out, chunk("two") + "0\r\n\r\n");
        }), Patience.SOON, sink(text -> {
            all.append(text);
            heard.countDown();
            return true;
        }));
        assertEquals("onetwo", all.toString());
    }

    @Test
    void whoHasEnoughWaitsForNoEnd() throws Exception {
        calls.send(call((_, _, out) -> {
            ScriptedServer.say(out, HEAD + chunk("enough"));
            wait(over);
        }), Patience.SOON, sink(text -> false));
        assertEquals(1, server.connections());
    }

    @Test
    void silenceIsTheEnd() throws Exception {
        HttpCall call = call((_, _, out) -> {
            ScriptedServer.say(out, HEAD + chunk("one"));
            wait(over);
        });
        AdapterException failure = assertThrows(AdapterException.class,
                () -> calls.send(call, Duration.ofMillis(200), sink(text -> true)));
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure.kind());
        assertTrue(failure.getMessage().endsWith("nothing came for 200 ms"), failure::getMessage);
    }

    private static StreamedCalls.BodySink sink(java.util.function.Predicate<String> taker) {
        return new StreamedCalls.BodySink() {
            @Override
            public void head(int status, Map<String, List<String>> headers) {
                assertEquals(200, status);
            }

            @Override
            public boolean bytes(byte[] chunk) {
                return taker.test(new String(chunk, StandardCharsets.UTF_8));
            }
        };
    }
}
