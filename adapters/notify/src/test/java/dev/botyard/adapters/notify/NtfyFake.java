package dev.botyard.adapters.notify;

import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A server of ntfy as the contract kit wants it: of the services by HTTP the one that tells most. Topic 42 is a person, every other one a group.
final class NtfyFake implements FakeIm {
    private final NotifyServer server = new NotifyServer();
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Map<String, List<String>> config() {
        return Map.of("service", List.of("ntfy"), "url", List.of(server.address().toString()), "key", List.of(NotifyServer.KEY),
                "to",
                List.of("topic-" + number.incrementAndGet()));
    }

    @Override
    public int connections() {
        return server.underWay.get();
    }

    /// A call that is held counts before it is a login.
    @Override
    public int attempts() {
        return server.probes.get() + server.underWay.get();
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.refuses = refuse;
    }

    @Override
    public void fallSilent(boolean silent) {
        hold(server.silence, silent);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        hold(server.sends, leave);
    }

    private static void hold(AtomicReference<CompletableFuture<Void>> gate, boolean hold) {
        gate.getAndSet(hold ? new CompletableFuture<>() : CompletableFuture.completedFuture(null)).complete(null);
    }

    private void fault(boolean there, int status, String json, Map<String, String> headers) {
        server.fault.set(there ? NotifyServer.answer(status, json, headers) : null);
    }

    @Override
    public void limitRate(Duration wait) {
        fault(!wait.isZero(), 429, "{\"code\":42901,\"http\":429,\"error\":\"limit reached: too many requests\"}",
                Map.of("Retry-After", Long.toString(wait.toSeconds())));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        fault(limit, 429, "{\"code\":42901,\"http\":429,\"error\":\"limit reached: too many requests\"}", Map.of());
    }

    @Override
    public void rejectMessages(boolean reject) {
        fault(reject, 400, "{\"code\":40007,\"http\":400,\"error\":\"invalid priority parameter\"}", Map.of());
    }

    @Override
    public void failSends(boolean fail) {
        fault(fail, 502, "<html>bad gateway</html>", Map.of());
    }

    @Override
    public String unknownPerson() {
        return "forbidden";
    }

    @Override
    public List<SentCall> sent() {
        return server.all.stream()
                .map(said -> new SentCall(
                        said.text("topic").equals("42") ? Target.person("42") : Target.group(said.text("topic")),
                        said.text("message")))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
