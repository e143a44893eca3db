package dev.botyard.adapters.onebot11;

import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// OneBot over HTTP: calls come as requests, events go as posts, one after the other for each account.
final class PostFake extends OneBotFake {
    private static final String SECRET = "the-signing-secret";

    private final URI host;
    private final Map<String, ExecutorService> posting = new ConcurrentHashMap<>();

    PostFake(URI host) {
        this.host = host.resolve("/api/qq/receive");
        simulator.onRequest(request -> {
            if (request.path().endsWith("/get_login_info")) {
                attempts.incrementAndGet();
            }
        });
    }

    @Override
    Map<String, List<String>> settings(SimulatedAccount account) {
        posting.put(account.selfId(), Executors.newSingleThreadExecutor(Thread.ofVirtual().name("onebot-post").factory()));
        return Map.of("mode", List.of("http"), "url", List.of(simulator.httpUrl(account.selfId()).toString()), "secret",
                List.of(SECRET));
    }

    @Override
    public int connections() {
        return simulator.underWay();
    }

    @Override
    void toAll(Function<SimulatedAccount, String> event) {
        accounts.values().forEach(account -> posting.get(account.selfId()).execute(() -> post(account, event.apply(account))));
    }

    private void post(SimulatedAccount account, String event) {
        try {
            simulator.post(host, account.selfId(), event, SECRET);
        } catch (IOException gone) {
            // The host has stopped; OneBot does not send an event again.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void refuseConnections(boolean refuse) {
        simulator.listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        token = refuse ? "another-token" : TOKEN;
        accounts.values().forEach(account -> account.token(token));
    }

    @Override
    public void fallSilent(boolean value) {
        silent = value;
        accounts.values().forEach(this::quieten);
    }

    @Override
    public void revokeLogin() {
        refuseLogin(true);
    }

    @Override
    public void failSends(boolean fail) {
        onSends(fail ? Behaviour.failed(502, "bad gateway") : Behaviour.NORMAL);
    }

    @Override
    public void close() {
        posting.values().forEach(ExecutorService::shutdownNow);
        super.close();
    }
}
