package dev.botyard.runtime.im.ingress;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.http.Router;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Connections of one account: who accepts them, and what becomes of those that nobody has accepted.
class SocketQueueTest {
    private final PlatformRoutes platform = new PlatformRoutes(new Router(),
            new Operators(new byte[16], () -> "operator", Ticker.system()), () -> URI.create("http://127.0.0.1:8200"), im -> im,
            (im, account) -> false, Ticker.system());
    private final AccountRoutes routes = platform.lend("qq", "a", "onebot");

    private SocketQueue listen(Decision decision) {
        return (SocketQueue) routes.probedWebSockets(Admission.of(request -> decision), WebSocket::open);
    }

    private static SocketQueue.Arrival arrival(WebSocket socket) {
        return new SocketQueue.Arrival(new PlatformRequest(null, Optional.empty(), false), socket);
    }

    private static PlayedSocket arrive(SocketQueue queue, String peer) {
        PlayedSocket socket = new PlayedSocket(peer);
        queue.arrive(arrival(socket));
        return socket;
    }

    @Test
    void connectionsAreAcceptedInTheOrderOfTheirArrival() throws Exception {
        SocketQueue queue = listen(Decision.ADMIT);
        PlayedSocket first = arrive(queue, "one");
        PlayedSocket second = arrive(queue, "two");
        assertSame(first, queue.accept());
        assertSame(second, queue.accept());
    }

    @Test
    void anAdapterWaitsUntilSomebodyComes() throws Exception {
        SocketQueue queue = listen(Decision.ADMIT);
        CompletableFuture<WebSocket> accepted = new CompletableFuture<>();
        Thread adapter = Threads.startVirtual("adapter", () -> {
            try {
                accepted.complete(queue.accept());
            } catch (InterruptedException e) {
                accepted.completeExceptionally(e);
            }
        });
        await().until(() -> adapter.getState() == Thread.State.WAITING);
        PlayedSocket socket = arrive(queue, "one");
        assertSame(socket, accepted.get(Patience.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whoeverAcceptsLearnsThatTheListenerIsClosed() throws Exception {
        SocketQueue queue = listen(Decision.ADMIT);
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread adapter = Threads.startVirtual("adapter", () -> {
            try {
                ended.complete(queue.accept().peer());
            } catch (InterruptedException e) {
                ended.completeExceptionally(e);
            } catch (AdapterException e) {
                ended.complete(e.kind() + " " + e.getMessage());
            }
        });
        await().until(() -> adapter.getState() == Thread.State.WAITING);
        queue.close();
        queue.close();
        assertEquals("COMMUNICATION the listener of account a is closed", ended.get(Patience.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whatNobodyAcceptedWaitsForTheNextAttempt() throws Exception {
        SocketQueue first = listen(Decision.ADMIT);
        PlayedSocket waiting = arrive(first, "waiting");
        routes.release();
        PlayedSocket late = arrive(first, "late");
        assertTrue(waiting.open() && late.open());
        SocketQueue second = listen(Decision.ADMIT);
        assertSame(waiting, second.accept());
        assertSame(late, second.accept());
    }

    @Test
    void aConnectionThatEndedMeanwhileIsNotHandedOn() throws Exception {
        SocketQueue first = listen(Decision.ADMIT);
        PlayedSocket dead = arrive(first, "dead");
        routes.release();
        dead.close(1001, "gone");
        SocketQueue second = listen(Decision.ADMIT);
        PlayedSocket alive = arrive(second, "alive");
        assertSame(alive, second.accept());
    }

    @Test
    void aListenerThatDoesNotAdmitItDoesNotGetIt() throws Exception {
        PlayedSocket waiting = arrive(listen(Decision.ADMIT), "waiting");
        routes.release();
        SocketQueue stranger = listen(Decision.NOT_MINE);
        assertTrue(waiting.open());
        stranger.close();
        assertSame(waiting, listen(Decision.ADMIT).accept());
    }

    @Test
    void whatStillWaitsWhenTheAccountGoesIsTurnedAway() {
        PlayedSocket waiting = arrive(listen(Decision.ADMIT), "waiting");
        routes.discard();
        assertEquals("1001 the account has stopped", waiting.closed());
    }

    @Test
    void aNewcomerIsTakenWhereTheOldConnectionIsDead() throws Exception {
        SocketQueue queue = listen(Decision.ADMIT);
        PlayedSocket old = arrive(queue, "old");
        old.close(1006, "cut off");
        assertEquals(101, queue.answer(new PlatformRequest(null, Optional.empty(), false)).status());
    }

    @Test
    void anAccountWithoutATokenIsRefusedWhereOtherMachinesReachIt() {
        PlatformRoutes reachable = new PlatformRoutes(new Router(),
                new Operators(new byte[16], () -> "operator", Ticker.system()),
                () -> URI.create("http://127.0.0.1:8200"), im -> im, (im, account) -> false, new OpenDoors() {
                    @Override
                    public boolean beyondLoopback() {
                        return true;
                    }

                    @Override
                    public void warn(String account, String warning) {
                        warned = warning;
                    }
                }, Ticker.system());
        AccountRoutes open = reachable.lend("qq", "a", "onebot");
        Admission anybody = Admission.of(request -> Decision.ADMIT).anybody(true);
        open.begin(false);
        AdapterException told = assertThrows(AdapterException.class, () -> open.http(anybody, request -> null));
        assertEquals(ErrorKind.CONFIGURATION, told.kind());
        assertTrue(told.getMessage().contains("the account does not run: set a token in accounts/a.yaml"), told.getMessage());
        assertEquals(told.getMessage(), warned);
        open.begin(true);
        assertEquals("", warned);
        open.http(anybody, request -> null);
        assertTrue(warned.contains("as its allow_anybody says"), warned);
        open.discard();
        assertEquals("", warned);
    }

    private String warned = "";
}
