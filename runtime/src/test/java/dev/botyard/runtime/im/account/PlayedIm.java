package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// An IM that a test plays: its accounts are online at once, and what they send is answered as the test says, else accepted as `m1`, `m2`, …
public final class PlayedIm extends DirectGate {
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Map<Class<?>, Object> abilities = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Limits limits = Limits.NONE;
    private volatile MediaFormats formats = MediaFormats.ANY;

    /// What the platform does with a message.
    @FunctionalInterface
    public interface Answer {
        Receipt to(Sent message) throws InterruptedException;
    }

    /// A message that an account was asked to send.
    public record Sent(String account, OutboundMessage message) {
        public String text() {
            return message.segments().stream().map(Segment::asText).collect(Collectors.joining());
        }

        @Override
        public String toString() {
            return account + " to " + message.target() + ": " + text();
        }
    }

    /// What becomes of the next message that was not answered for yet.
    public PlayedIm answers(Answer next) {
        answers.add(next);
        return this;
    }

    /// The next message fails.
    public PlayedIm fails(AdapterException failure) {
        return answers(message -> {
            throw failure;
        });
    }

    public PlayedIm allows(Limits value) {
        limits = value;
        return this;
    }

    public PlayedIm plays(MediaFormats value) {
        formats = value;
        return this;
    }

    /// Its accounts have an ability.
    public <A> PlayedIm can(Class<A> ability, A how) {
        abilities.put(ability, how);
        return this;
    }

    /// All that its accounts were asked to send, in order.
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /// The same as lines `account to target: text`.
    public List<String> lines() {
        return sent.stream().map(Sent::toString).toList();
    }

    @Override
    public Adapter create(AccountSpec spec) {
        String id = spec.id().value();
        return new OnlineAdapter(id) {
            @Override
            public Receipt send(OutboundMessage message) throws InterruptedException {
                Sent asked = new Sent(id, message);
                sent.add(asked);
                Answer answer = answers.poll();
                return answer == null ? Receipt.of("m" + accepted.incrementAndGet()) : answer.to(asked);
            }

            @Override
            public <A> Optional<A> ability(Class<A> type) {
                return Optional.ofNullable(abilities.get(type)).map(type::cast);
            }
        };
    }

    @Override
    public Limits limits(AccountSpec spec) {
        return limits;
    }

    @Override
    public MediaFormats formats(AccountSpec spec) {
        return formats;
    }
}
