package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.im.ingress.AccountRoutes;
import dev.botyard.runtime.im.ingress.PlatformRoutes;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.client.ConnectionScope;
import dev.botyard.runtime.net.client.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// The network that the host lends, made of the host's own parts on a free port of the loopback interface. Thread-safe.
final class LoopbackNetwork implements AutoCloseable {
    /// For requests that still wait for an account when the test is over.
    private static final Duration GOODBYE = Duration.ofMillis(200);

    private final EventLoops loops;
    private final Transport transport;
    private final Map<String, Lent> lent = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final PlatformRoutes platform;
    private final Operators operators;
    private final Residents residents = new Residents();

    LoopbackNetwork(Ticker ticker) throws IOException {
        loops = EventLoops.start(1, ticker);
        transport = new Transport(loops);
        Router router = new Router();
        byte[] key = "key of the contract kit".getBytes(StandardCharsets.UTF_8);
        operators = new Operators(key, () -> AdapterHarness.OPERATOR_TOKEN, ticker);
        platform = new PlatformRoutes(router, operators, this::address, im -> im, residents, ticker);
        router.add(Route.get("/login", this::logIn));
        server = HttpServer.builder(router).host("127.0.0.1").port(0).loops(loops).drainTime(GOODBYE).start();
    }

    private HttpReply logIn(HttpRequest request) {
        if (!operators.redeem(request.query("ticket").orElse(""))) {
            return HttpReply.text(403, "this link does not work any more");
        }
        return HttpReply.redirect(request.query("to").orElse("/")).with("Set-Cookie",
                Operators.COOKIE + "=" + operators.open(request) + "; Path=/; HttpOnly; SameSite=Lax");
    }

    /// Lets one browser in, once.
    URI loginLink(String page) {
        return address()
                .resolve("/login?ticket=" + operators.ticket() + "&to=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }

    /// An account comes that closes its share itself.
    void enter(AccountId account, String im, BooleanSupplier expected) {
        residents.enter(account, im, expected);
    }

    /// It goes; the last one closes the door.
    void leave(AccountId account) {
        forget(account);
        if (residents.leave(account)) {
            close();
        }
    }

    private record Lent(ConnectionScope scope, AccountRoutes routes) {}

    /// Where platforms reach the host.
    URI address() {
        return server.address();
    }

    /// A fresh share for one attempt of the account.
    void lend(AccountId account, String im, String adapter) {
        Lent old = lent.get(account.value());
        AccountRoutes routes = old == null ? platform.lend(im, account.value(), adapter) : old.routes;
        lent.put(account.value(), new Lent(transport.scope(), routes));
    }

    HttpClient http(AccountId account) {
        return lent.get(account.value()).scope.http();
    }

    WebSocketClient webSockets(AccountId account) {
        return lent.get(account.value()).scope.webSockets();
    }

    ServerRoutes routes(AccountId account) {
        return lent.get(account.value()).routes;
    }

    /// An attempt has ended: closes what it left open.
    void release(AccountId account) {
        Lent given = lent.get(account.value());
        if (given != null) {
            given.routes.release();
            given.scope.close();
        }
    }

    /// The account was stopped.
    void forget(AccountId account) {
        Lent given = lent.remove(account.value());
        if (given != null) {
            given.routes.discard();
            given.scope.close();
        }
    }

    /// No account is there any more: nothing may hold the classes of the adapter.
    void forgetAll() {
        List.copyOf(lent.keySet()).forEach(account -> forget(new AccountId(account)));
    }

    @Override
    public void close() {
        server.close();
        transport.close();
        loops.close();
    }
}
