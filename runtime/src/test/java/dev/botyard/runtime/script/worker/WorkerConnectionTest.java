package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.net.netty.SocketPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Requests and answers in both directions.
class WorkerConnectionTest {
    private final CountDownLatch slow = new CountDownLatch(1);
    private final List<String> notified = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private SocketPair sockets;
    private PlayedWorker peer;
    private WorkerConnection connection;

    private final WorkerConnection.Listener host = new WorkerConnection.Listener() {
        @Override
        public Object call(String method, JsonNode params) throws InterruptedException {
            switch (method) {
                case "slow", "waiting" -> slow.await();
                case "nothing" -> {
                    return null;
                }
                case "refused" -> throw CallException.failed(ReceiptCode.ACCOUNT_OFFLINE, "account a is not online");
                case "wrong" -> throw CallException.invalid("key must be text");
                case "stopped" -> throw new InterruptedException();
                case "broken" -> throw new IllegalStateException("password=hunter2");
                default -> {
                    return Map.of("said", params.path("text").stringValue(""));
                }
            }
            return method;
        }

        @Override
        public void notified(String method, JsonNode params) {
            if (method.equals("broken")) {
                throw new IllegalStateException("a fault of the host");
            }
            notified.add(method + params);
        }

        @Override
        public void closed() {
            closed.incrementAndGet();
        }
    };

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        sockets = SocketPair.open(folder);
        peer = new PlayedWorker(sockets.far(), 1);
        peer.listen();
        connection = new WorkerConnection(sockets.near(), "worker-1", host);
        connection.start();
    }

    @AfterEach
    void close() throws IOException {
        slow.countDown();
        connection.close();
        sockets.close();
    }

    private String failure(String method) throws InterruptedException {
        JsonNode error = peer.ask(method, Map.of()).path("error");
        return error.path("code").intValue() + " " + error.path("data").path("code").stringValue() + ": "
                + error.path("message").stringValue();
    }

    @Test
    void aCallIsAnsweredUnderItsId() throws Exception {
        assertEquals("签到", peer.ask("echo", Map.of("text", "签到")).path("result").path("said").stringValue());
        peer.write("{\"jsonrpc\":\"2.0\",\"id\":\"a-text\",\"method\":\"nothing\"}");
        JsonNode answer = peer.next();
        assertEquals("a-text", answer.path("id").stringValue());
        assertEquals(true, answer.path("result").isNull(), answer::toString);
    }

    @Test
    void aFailureHasANumberACodeAndASentence() throws Exception {
        assertEquals("-32000 account_offline: account a is not online", failure("refused"));
        assertEquals("-32602 invalid_request: key must be text", failure("wrong"));
        assertEquals("-32000 host_stopping: the host is stopping", failure("stopped"));
    }

    @Test
    void whatBreaksInsideTheHostIsNotToldToScripts() throws Exception {
        assertEquals("-32603 internal: the call 'broken' failed inside the host; see its log", failure("broken"));
        assertEquals("", peer.ask("echo", Map.of()).path("result").path("said").stringValue(), "and harms nothing");
    }

    @Test
    void noticesAreHeardInTheirOrder() throws Exception {
        peer.inform("run.output", Map.of("n", 1));
        peer.inform("run.output", Map.of("n", 2));
        peer.ask("echo", Map.of());
        assertEquals(List.of("run.output{\"n\":1}", "run.output{\"n\":2}"), notified);
    }

    @Test
    void aSlowCallDoesNotHoldUpTheOthers() throws Exception {
        long first = peer.call("slow", Map.of());
        long second = peer.call("echo", Map.of("text", "meanwhile"));
        JsonNode answer = peer.next();
        assertEquals(second, answer.path("id").longValue(), answer::toString);
        slow.countDown();
        assertEquals(first, peer.next().path("id").longValue());
        assertEquals("after", peer.ask("echo", Map.of("text", "after")).path("result").path("said").stringValue());
    }

    @Test
    void aCallThatWaitsForPeopleHoldsUpNobody() throws Exception {
        long waiting = peer.call("waiting", Map.of());
        assertEquals("x", peer.ask("echo", Map.of("text", "x")).path("result").path("said").stringValue());
        slow.countDown();
        assertEquals(waiting, peer.next().path("id").longValue());
    }

    @Test
    void theHostsOwnRequestsGetTheirAnswersWhateverTheirOrder() throws Exception {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        connection.request("one", "{\"n\":1}", answer -> answers.add("one " + answer));
        connection.request("two", "{}", answer -> answers.add("two " + answer));
        JsonNode one = peer.next("one");
        JsonNode two = peer.next("two");
        assertEquals(1, one.path("params").path("n").intValue());
        peer.answer(two, "b");
        assertEquals("two \"b\"", answers.poll(Patience.SECONDS, TimeUnit.SECONDS));
        peer.answer(one, "a");
        peer.answer(one, "a second time");
        assertEquals("one \"a\"", answers.poll(Patience.SECONDS, TimeUnit.SECONDS));
        peer.ask("echo", Map.of());
        assertEquals(0, answers.size());
    }

    @Test
    void theEndOfThePeerIsToldOnce() throws Exception {
        peer.close();
        await().until(() -> closed.get() == 1);
        connection.close();
        connection.inform("late", Map.of());
        assertEquals(1, closed.get());
    }

    @Test
    void whoSpeaksNoJsonIsCutOff() throws Exception {
        peer.write("GET / HTTP/1.1");
        peer.awaitEnd();
        await().until(() -> closed.get() == 1);
        assertFalse(sockets.near().isOpen());
    }

    /// Nobody would read any more: a worker that is silent for ever would be taken for one that is idle.
    @Test
    void aFaultOfTheHostEndsTheConnectionInsteadOfLeavingItDeaf() throws Exception {
        peer.inform("broken", Map.of());
        peer.awaitEnd();
        await().until(() -> closed.get() == 1);
    }

    @Test
    void whoeverIsGoneDuringACallIsNoMatter() throws Exception {
        peer.call("slow", Map.of());
        peer.close();
        slow.countDown();
        await().until(() -> closed.get() == 1);
    }
}
