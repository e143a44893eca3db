package dev.botyard.runtime.im.ingress;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.config.PublicUrl;
import dev.botyard.runtime.net.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The routes that one account is lent. Everything it leaves open is closed by [#release] when an attempt ends; a connection that arrived
/// just then waits for the next attempt. Thread-safe.
public final class AccountRoutes implements ServerRoutes {
    private static final Duration PING = Duration.ofSeconds(2);
    private static final Duration ORPHAN_LIFE = Duration.ofSeconds(10);

    private final PlatformRoutes platform;
    private final String im;
    private final String account;
    private final String adapter;
    private final Set<Registration> open = ConcurrentHashMap.newKeySet();
    private final Set<ShutDoor> shut = ConcurrentHashMap.newKeySet();
    private final List<Orphan> orphans = new ArrayList<>(0);
    private final List<RestingDoor> resting = new ArrayList<>(0);
    private int attempt;
    private boolean discarded;
    private volatile boolean allowAnybody;

    AccountRoutes(PlatformRoutes platform, String im, String account, String adapter) {
        this.platform = platform;
        this.im = im;
        this.account = account;
        this.adapter = adapter;
    }

    /// One of this account's own.
    private abstract class AccountEndpoint extends Endpoint {
        AccountEndpoint(Admission admission, boolean sockets) {
            super(account, admission, sockets);
        }

        @Override
        boolean takesAnybody(PlatformRequest request) {
            return AccountRoutes.this.takesAnybody(request);
        }
    }

    private record Orphan(SocketQueue.Arrival arrival, long since) {}

    /// Before an attempt of the account.
    ///
    /// @param anybody whether the account's file says that whoever comes is welcome
    public void begin(boolean anybody) {
        allowAnybody = anybody;
        openUp();
        platform.doors().warn(account, "");
    }

    private void openUp() {
        shut.forEach(door -> platform.remove(im, door));
        shut.clear();
    }

    /// An account that asks for no secret is told of, and not reached from other machines unless its file says so.
    private void watch(Admission admission, boolean sockets) {
        if (!admission.anybody()) {
            return;
        }
        String warning = OpenAccount.warning(account, allowAnybody, platform.doors().beyondLoopback());
        platform.doors().warn(account, warning);
        if (platform.doors().beyondLoopback() && !allowAnybody) {
            ShutDoor door = new ShutDoor(account, admission, sockets, OpenAccount.refusal(account));
            shut.add(door);
            platform.add(im, door);
            throw new AdapterException(ErrorKind.CONFIGURATION, warning);
        }
    }

    /// Whether somebody who shows no secret may come in from where this request comes from.
    boolean takesAnybody(PlatformRequest request) {
        return allowAnybody || OpenAccount.fromThisMachine(request);
    }

    @Override
    public WebSocketListener webSockets(Admission admission) {
        return probedWebSockets(admission, live -> live.ping(PING));
    }

    @Override
    public WebSocketListener probedWebSockets(Admission admission, Probe probe) {
        watch(admission, true);
        SocketQueue queue = new SocketQueue(this, account, admission, probe);
        adopt(queue);
        platform.add(im, queue);
        open.add(queue);
        return queue;
    }

    @Override
    public Registration webSockets(Admission admission, WebSocketHandler handler) {
        watch(admission, true);
        Set<WebSocket> sockets = ConcurrentHashMap.newKeySet();
        return register(new AccountEndpoint(admission, true) {
            @Override
            HttpReply answer(PlatformRequest request) {
                return HttpReply.webSocket(socket -> {
                    sockets.add(socket);
                    try {
                        handler.handle(request, socket);
                    } finally {
                        sockets.remove(socket);
                    }
                });
            }
        }, () -> sockets.forEach(socket -> socket.close(1001, "the account is stopping")));
    }

    @Override
    public Registration sharedWebSockets(Admission admission, WebSocketHandler handler) {
        watch(admission, true);
        SharedSockets shared = platform.shared();
        shared.offer(handler);
        return register(new AccountEndpoint(admission, true) {
            @Override
            HttpReply answer(PlatformRequest request) {
                return HttpReply.webSocket(shared.handler(handler, request));
            }
        }, () -> shared.withdraw(handler));
    }

    @Override
    public Registration http(Admission admission, RouteHandler handler) {
        watch(admission, false);
        return register(new AccountEndpoint(admission, false) {
            @Override
            HttpReply answer(PlatformRequest request) throws InterruptedException {
                return reply(handler.handle(request));
            }
        }, () -> {});
    }

    @Override
    public Registration mount(String name, RouteHandler handler) {
        return track(platform.mount(name, adapter, handler));
    }

    @Override
    public URI address() {
        return PublicUrl.below(platform.address(), "/api/" + im + "/receive/" + account);
    }

    private Registration register(Endpoint endpoint, Runnable onClose) {
        platform.add(im, endpoint);
        return track(() -> {
            leave(endpoint);
            onClose.run();
        });
    }

    private Registration track(Registration registration) {
        Registration[] self = new Registration[1];
        self[0] = () -> {
            if (open.remove(self[0])) {
                registration.close();
            }
        };
        open.add(self[0]);
        return self[0];
    }

    /// Tells the operator that a connection for this account was refused.
    void turnedAway(PlatformRequest request, String reason) {
        platform.turnedAway(im, request, reason);
    }

    void closed(SocketQueue queue) {
        open.remove(queue);
        leave(queue);
    }

    /// Nobody answers any more; the door stays, until that of the next attempt rests.
    private synchronized void leave(Endpoint endpoint) {
        if (!discarded) {
            RestingDoor door = new RestingDoor(this, account, endpoint.admission(), endpoint.sockets(), attempt);
            resting.add(door);
            platform.add(im, door);
        }
        platform.remove(im, endpoint);
    }

    /// Keeps a connection for the next attempt.
    synchronized void orphan(SocketQueue.Arrival arrival) {
        orphans.add(new Orphan(arrival, platform.ticker().nanoTime()));
    }

    private void adopt(SocketQueue queue) {
        List<SocketQueue.Arrival> adopted = new ArrayList<>(0);
        synchronized (this) {
            for (Iterator<Orphan> each = orphans.iterator(); each.hasNext();) {
                Orphan orphan = each.next();
                boolean stale = platform.ticker().since(orphan.since) > ORPHAN_LIFE.toNanos() || !orphan.arrival.socket().open();
                boolean mine = !stale && queue.admission().decide().apply(orphan.arrival.request()).kind() == Decision.Kind.ADMIT;
                if (mine) {
                    adopted.add(orphan.arrival);
                } else if (stale) {
                    orphan.arrival.socket().close(1012, "the account was not ready in time; connect again");
                }
                if (mine || stale) {
                    each.remove();
                }
            }
        }
        adopted.forEach(queue::arrive);
    }

    /// Closes what the adapter left open after an attempt.
    public void release() {
        List.copyOf(open).forEach(Registration::close);
        synchronized (this) {
            if (resting.stream().anyMatch(door -> door.attempt() == attempt)) {
                removeDoors(door -> door.attempt() != attempt);
                attempt++;
            }
        }
    }

    private void removeDoors(Predicate<RestingDoor> which) {
        resting.removeIf(door -> {
            if (which.test(door)) {
                platform.remove(im, door);
            }
            return which.test(door);
        });
    }

    /// The account is gone: turns away connections that still wait.
    public synchronized void discard() {
        discarded = true;
        release();
        removeDoors(door -> true);
        openUp();
        platform.doors().warn(account, "");
        orphans.forEach(orphan -> orphan.arrival.socket().close(1001, "the account has stopped"));
        orphans.clear();
    }

    /// Why a page of an adapter refuses something, in the language of who asked; all else is the adapter's own.
    private static byte[] spoken(RouteAnswer answer, String type) {
        Words words = Words.current();
        return words.english() || answer.status() < 400 || !type.startsWith("text/plain")
                ? answer.body()
                : words.say(new String(answer.body(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    static HttpReply reply(RouteAnswer answer) {
        String type = answer.headers().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .map(Map.Entry::getValue).findFirst().orElse("application/octet-stream");
        HttpReply reply = answer.file()
                .map(range -> HttpReply.filePart(answer.status(), range.path(), range.offset(), range.length())
                        .with("Content-Type", type))
                .orElseGet(() -> answer.body().length == 0
                        ? HttpReply.empty(answer.status())
                        : HttpReply.bytes(answer.status(), type, spoken(answer, type)));
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase("Content-Type")) {
                reply = reply.with(header.getKey(), header.getValue());
            }
        }
        return reply;
    }
}
