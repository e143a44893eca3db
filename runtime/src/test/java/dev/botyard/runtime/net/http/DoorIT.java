package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorIT {
    private static final int MIB = 1 << 20;

    private final Router router = new Router();
    private final CountDownLatch leave = new CountDownLatch(1);
    private HttpServer server;
    private volatile URI publicAddress;

    @BeforeEach
    void start() throws IOException {
        router.add(Route.guarded(Set.of("POST"), "/guarded", head -> {
            if (!Tokens.bearer(head).orElse("").equals("right")) {
                throw new HttpProblem(401, "unauthorized", "who is it");
            }
            return Door.Entry.known(request -> HttpReply.text(200, "" + request.body().length));
        }));
        router.add(Route.post("/open", request -> HttpReply.text(200, "" + request.body().length)));
        router.add(Route.post("/kept", request -> {
            leave.await();
            return HttpReply.text(200, "" + request.body().length);
        }));
        router.add(Route.get("/page", request -> HttpReply.text(200, request.path())));
        server = HttpServer.builder(router).limits(HttpLimits.DEFAULT.withBodies(MIB, 3 * MIB))
                .publicAddress(() -> Optional.ofNullable(publicAddress)).start();
    }

    @AfterEach
    void stop() {
        leave.countDown();
        server.close();
    }

    @Test
    void aStrangerIsAnsweredBeforeItsBodyIsAskedFor() throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            assertEquals(401,
                    peer.request("POST /guarded", "Content-Length: 60000000", "Expect: 100-continue").answer().status());
        }
    }

    @Test
    void aStrangerCannotGoOnSending() throws IOException {
        try (RawPeer peer = new RawPeer(server.port()).request("POST /guarded", "Content-Length: 60000000")) {
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 60; i++) {
                    peer.say(new byte[MIB]);
                }
            });
        }
    }

    @Test
    void whoeverIsKnownMaySendMore() throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.request("POST /guarded", "Authorization: Bearer right", "Content-Length: 2000000");
            assertEquals("2000000", peer.say(new byte[2_000_000]).answer().text());
        }
        try (RawPeer peer = new RawPeer(server.port())) {
            assertEquals(413, peer.request("POST /open", "Content-Length: 2000000").answer().status());
        }
    }

    @Test
    void allBodiesTogetherAreBoundedAndRoomIsGivenBack() throws IOException {
        try (RawPeer holding = new RawPeer(server.port()).request("POST /kept", "Content-Length: 1000000")) {
            holding.say(new byte[1_000_000]);
            org.awaitility.Awaitility.await().until(() -> server.heldBodyBytes() == 1_000_000);
            try (RawPeer peer = new RawPeer(server.port()).request("POST /open", "Content-Length: 1000000")) {
                RawPeer.Answer answer = peer.say(new byte[1_000_000]).answer();
                assertEquals(503, answer.status());
                assertTrue(answer.text().contains("too_many_bodies"), answer.text());
            }
            // Half is left for those whom the host knows.
            try (RawPeer peer = new RawPeer(server.port())) {
                peer.request("POST /guarded", "Authorization: Bearer right", "Content-Length: 1500000");
                assertEquals(200, peer.say(new byte[1_500_000]).answer().status());
            }
            leave.countDown();
            assertEquals(200, holding.answer().status());
        }
        org.awaitility.Awaitility.await().until(() -> server.heldBodyBytes() == 0);
    }

    @Test
    void thePublicAddressIsFollowedAsItChanges() throws IOException {
        assertEquals(403, page("/page", "bot.example.org").status());
        assertTrue(page("/page", "bot.example.org").text().contains("public_url"));
        publicAddress = URI.create("https://bot.example.org/bot");
        assertEquals(200, page("/page", "bot.example.org").status());
        assertEquals("/page", page("/bot/page", "bot.example.org").text());
        assertEquals(404, page("/other/page", "bot.example.org").status());
    }

    @Test
    void anOpenPortAnswersToNamesThatNobodyElseCanHave() throws IOException {
        server.close();
        server = HttpServer.builder(router).host("0.0.0.0").start();
        for (String name : new String[]{"nas", "nas.local", "botyard:8200", "127.0.0.1"}) {
            assertEquals(200, page("/page", name).status(), name);
        }
        assertEquals(403, page("/page", "evil.example").status());
    }

    @Test
    void aPageThatOnlySaysItIsAnotherSitesIsRefused() throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            assertEquals(403, peer.request("POST /open", "Sec-Fetch-Site: cross-site", "Content-Length: 0").answer().status());
        }
    }

    private RawPeer.Answer page(String path, String host) throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.say("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            return peer.answer();
        }
    }
}
