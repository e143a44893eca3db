package dev.botyard.adapters.notify;

import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// A mail server as the contract kit wants it. People and groups are names of settings, and domains tell them apart.
final class MailFake implements FakeIm {
    private static final String PEOPLE = "@people.example";
    private static final String GROUPS = "@lists.example";

    final MailServer server = new MailServer();
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Map<String, List<String>> config() {
        List<String> targets = new ArrayList<>(List.of("42=42" + PEOPLE, "nobody=nobody" + PEOPLE, "900=900" + GROUPS));
        IntStream.range(0, 20).forEach(i -> targets.add("9" + i + "=9" + i + GROUPS));
        return Map.ofEntries(Map.entry("service", List.of("email")), Map.entry("smtp_host", List.of("127.0.0.1")),
                Map.entry("smtp_port", List.of(Integer.toString(server.port()))), Map.entry("smtp_tls", List.of("none")),
                Map.entry("from", List.of(MailServer.USER)), Map.entry("password", List.of(MailServer.PASSWORD)),
                Map.entry("to", List.of("default" + number.incrementAndGet() + PEOPLE)), Map.entry("targets", targets));
    }

    @Override
    public int connections() {
        return server.open();
    }

    @Override
    public int attempts() {
        return server.came.get();
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.listening(!refuse);
    }

    private void reply(String stage, String reply, boolean there) {
        if (there) {
            server.replies.put(stage, reply);
        } else {
            server.replies.remove(stage);
        }
    }

    @Override
    public void refuseLogin(boolean refuse) {
        reply("AUTH", "535 5.7.8 bad credentials", refuse);
    }

    @Override
    public void fallSilent(boolean silent) {
        hold(server.greeting, silent);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        hold(server.dot, leave);
    }

    private static void hold(AtomicReference<CompletableFuture<Void>> gate, boolean hold) {
        gate.getAndSet(hold ? new CompletableFuture<>() : CompletableFuture.completedFuture(null)).complete(null);
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.breakAfter = die ? 100_000 : Integer.MAX_VALUE;
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        reply("RCPT", "450 4.7.1 greylisted, try again later", limit);
    }

    @Override
    public void rejectMessages(boolean reject) {
        reply("dot", "554 5.7.1 looks like spam", reject);
    }

    @Override
    public void failSends(boolean fail) {
        reply("dot", "451 4.3.0 local error in processing", fail);
    }

    @Override
    public String unknownPerson() {
        return "nobody";
    }

    @Override
    public List<SentCall> sent() {
        return server.posts.stream().map(post -> {
            String id = post.to().substring(0, post.to().indexOf('@'));
            return new SentCall(post.to().endsWith(PEOPLE) ? Target.person(id) : Target.group(id), post.text());
        }).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
