package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accounts whose platform comes to the host.
class HarnessDoorsTest {
    private final DoorAdapterFactory factory = new DoorAdapterFactory();
    private AdapterHarness host;

    @BeforeEach
    void open() throws InterruptedException {
        host = account("one").online();
    }

    @AfterEach
    void close() throws InterruptedException {
        host.close();
    }

    private HarnessBuilder account(String id) {
        return AdapterHarness.of(factory).account(id).with("key", "key-of-" + id);
    }

    private int post(URI door, String key, String text) throws Exception {
        return host.post(URI.create(door + "?token=" + key), text);
    }

    private static String text(AdapterHarness at) throws InterruptedException {
        return Stage.text(at.event(MessageEvent.class));
    }

    @Test
    void whoShowsTheKeyIsHeard() throws Exception {
        assertEquals(204, post(host.sharedDoor("http"), "key-of-one", "hello"));
        assertEquals("hello", text(host));
        assertEquals(204, post(host.ownDoor("http"), "key-of-one", "again"));
        assertEquals("again", text(host));
        assertEquals(404, post(host.sharedDoor("http"), "another", "hello"));
    }

    @Test
    void neighboursShareAHostAndEachHearsItsOwn() throws Exception {
        try (AdapterHarness two = account("two").beside(host).online()) {
            assertEquals(host.sharedDoor("http"), two.sharedDoor("http"));
            assertEquals(204, post(host.sharedDoor("http"), "key-of-two", "for two"));
            assertEquals("for two", text(two));
            assertEquals(404, post(two.ownDoor("http"), "key-of-one", "wrong door"));
            assertTrue(host.emitted().isEmpty());
        }
    }

    @Test
    void theHostLastsUntilItsLastAccountGoes() throws Exception {
        AdapterHarness two = account("two").beside(host).online();
        URI door = host.sharedDoor("http");
        host.close();
        assertEquals(204, two.post(URI.create(door + "?token=key-of-two"), "still here"));
        assertEquals("still here", text(two));
        two.close();
        assertThrows(IOException.class, () -> get(door, ""));
    }

    @Test
    void twoAccountsOfOneIdAreRefused() {
        IllegalArgumentException twice = assertThrows(IllegalArgumentException.class, () -> account("one").beside(host).build());
        assertEquals("this host has an account one already; give the other another id", twice.getMessage());
    }

    @Test
    void aPlatformThatComesTooEarlyIsWaitedFor() throws Exception {
        host.close();
        factory.opening = new CountDownLatch(1);
        host = account("one").start();
        LinkedBlockingQueue<Object> answer = new LinkedBlockingQueue<>();
        Threads.startVirtual("early-platform", () -> {
            try {
                answer.add(post(host.sharedDoor("http"), "key-of-one", "early"));
            } catch (Exception failure) {
                answer.add(failure);
            }
        });
        Patience.await().during(Duration.ofMillis(300)).until(answer::isEmpty);
        factory.opening.countDown();
        assertEquals(204, answer.poll(Patience.SECONDS, TimeUnit.SECONDS));
        assertEquals("early", text(host));
    }

    @Test
    void theEndOfAnAttemptThatWasGivenUpLeavesTheDoorOfItsSuccessorOpen() throws Exception {
        try (HarnessRun late = host.connect(); HarnessRun next = host.connect()) {
            late.close();
            assertEquals(204, post(host.sharedDoor("http"), "key-of-one", "hello"));
            assertFalse(next.ended());
        }
    }

    @Test
    void aHostThatStopsRefusesWhatComes() throws Exception {
        host.takeOnly(1);
        assertEquals(204, post(host.sharedDoor("http"), "key-of-one", "taken"));
        assertEquals(503, post(host.sharedDoor("http"), "key-of-one", "refused"));
        assertEquals(503, post(host.sharedDoor("http"), "key-of-one", "refused"));
        host.takeOnly(1);
        assertEquals(204, post(host.sharedDoor("http"), "key-of-one", "taken too"));
        assertEquals("taken", text(host));
        assertEquals("taken too", text(host));
        assertTrue(host.emitted().isEmpty());
    }

    @Test
    void aLoginLinkMakesOneBrowserAnOperators() throws Exception {
        URI page = host.address("http", "/page-one/");
        assertEquals("stranger", get(page, "").body());
        URI link = host.loginLink("/page-one/");
        HttpResponse<String> login = get(link, "");
        assertEquals(303, login.statusCode());
        assertEquals("/page-one/", login.headers().firstValue("Location").orElseThrow());
        assertEquals("operator", get(page, login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]).body());
        assertEquals(403, get(link, "").statusCode());
    }

    private static HttpResponse<String> get(URI address, String cookie) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).header("Cookie", cookie).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
