package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;

/// One test's host, fake and account, and the words in which the tests are written.
final class Stage implements AutoCloseable {
    static final String BOT = "bot";
    static final Chat GROUP = Chat.group("900", "Friends");
    static final Person ANN = Person.of("42", "Ann");
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    final ContractHost host;
    final FakeIm im;
    private final String imType;
    private final Set<Behaviour> absent;
    private final Duration patience;
    final int reconnects;
    private Map<String, List<String>> config = Map.of();

    Stage(ContractHost host, FakeIm im, String imType, Set<Behaviour> absent, Duration patience, int reconnects) {
        this.host = host;
        this.im = im;
        this.imType = imType;
        this.absent = absent;
        this.patience = patience;
        this.reconnects = reconnects;
    }

    /// Leaves the test out, aloud, where the wire cannot do this.
    void needs(Behaviour behaviour) {
        Assumptions.assumeFalse(absent.contains(behaviour), "the wire of this IM has no " + behaviour);
    }

    boolean can(Behaviour behaviour) {
        return !absent.contains(behaviour);
    }

    RecordingAdapterContext start() throws InterruptedException {
        return start(BOT);
    }

    RecordingAdapterContext start(String id) throws InterruptedException {
        return host.start(prepared(id));
    }

    RecordingAdapterContext online() throws InterruptedException {
        RecordingAdapterContext context = start();
        await(AccountState.ONLINE);
        return context;
    }

    /// Makes the account without running it.
    RecordingAdapterContext prepared() {
        return host.context(prepared(BOT).id().value());
    }

    /// Starts an account with the settings of the one before: the same bot once more.
    RecordingAdapterContext startTwin(String id) throws InterruptedException {
        return host.start(preparedAs(id, config));
    }

    private AccountSpec prepared(String id) {
        return preparedAs(id, im.config());
    }

    private AccountSpec preparedAs(String id, Map<String, List<String>> settings) {
        config = settings;
        AccountSpec spec = host.spec(id, imType, config);
        im.logIn(config, host.context(id).storage());
        return spec;
    }

    /// Where people talk in the tests that mind no kind of chat.
    Chat chat() {
        return can(Behaviour.GROUPS) ? GROUP : Chat.direct(ANN.id());
    }

    /// The same as a target.
    Target target() {
        return target(chat().id());
    }

    /// Another of the same kind.
    Target target(String id) {
        return can(Behaviour.GROUPS) ? Target.group(id) : Target.person(id);
    }

    ConditionFactory waiting(String forWhat) {
        return Awaitility.await(forWhat).atMost(patience).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /// How long anything may take that has to happen.
    Duration patience() {
        return patience;
    }

    void await(AccountState state) {
        await(BOT, state);
    }

    void await(String id, AccountState state) {
        waiting("account " + id + " is " + state.label()).until(() -> host.status(id).state() == state);
    }

    void attempted(int times) {
        waiting(times + " connections or logins").until(() -> im.attempts() >= times);
    }

    /// How many connections and logins were tried, once that has not changed for a moment: a platform may count later than an adapter connects.
    int settledAttempts() {
        AtomicInteger seen = new AtomicInteger(-1);
        moment("the number of connections settles").until(() -> {
            int now = im.attempts();
            return seen.getAndSet(now) == now;
        });
        return seen.get();
    }

    /// Holds now and for a moment. How long the moment takes on a busy machine does not matter.
    void staysSo(String what, Callable<Boolean> condition) {
        moment(what).failFast("not so: " + what, () -> !condition.call()).until(condition);
    }

    private ConditionFactory moment(String what) {
        return Awaitility.await(what).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).during(A_MOMENT)
                .atMost(patience.plus(A_MOMENT));
    }

    void deliver(String id, String text) {
        im.deliver(chat(), ANN, id, text);
    }

    /// The next message event, whatever comes between.
    MessageEvent message(RecordingAdapterContext context) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            InboundEvent event = context.emitted().poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertTrue(event != null, "no message event came within " + patience);
            if (event instanceof MessageEvent message) {
                return message;
            }
        }
    }

    /// Messages arrive, if not at once: some may be lost while the connection is made anew. Where none ever come in, one goes out.
    void messagesArrive(RecordingAdapterContext context) {
        if (!can(Behaviour.TALKS)) {
            goesThrough(context.account().value());
            return;
        }
        String text = "after all";
        waiting("a message arrives").until(() -> {
            deliver("m-" + System.nanoTime(), text);
            InboundEvent event = context.emitted().poll(50, TimeUnit.MILLISECONDS);
            return event instanceof MessageEvent message && text(message).equals(text);
        });
    }

    /// A send is accepted, if not at once: the connection may just be made anew.
    void goesThrough(String id) {
        waiting("a send goes through").until(() -> {
            try {
                return sendAs(id, target(), patience, new Segment.Text("after all")) != null;
            } catch (AdapterException | AssertionError notYet) {
                return false;
            }
        });
    }

    static String text(MessageEvent event) {
        return event.segments().stream().map(Segment::asText).collect(Collectors.joining());
    }

    Receipt send(Target target, String text) throws InterruptedException {
        return send(target, patience, new Segment.Text(text));
    }

    Receipt send(Target target, Duration timeout, Segment... segments) throws InterruptedException {
        return sendAs(BOT, target, timeout, segments);
    }

    private Receipt sendAs(String id, Target target, Duration timeout, Segment... segments) throws InterruptedException {
        AccountSession session = host.session(id).orElseThrow(() -> new AssertionError("the account is not connected"));
        return session.send(OutboundMessage.to(target).requestId("request-" + System.nanoTime()).segments(segments)
                .timeout(timeout).build());
    }

    /// Sends a text that must fail with that kind, and checks what an error must look like.
    AdapterException refused(ErrorKind kind, Target target, Duration timeout) {
        AdapterException failure = assertThrows(AdapterException.class, () -> send(target, timeout, new Segment.Text("hello")));
        assertEquals(kind, failure.kind(), failure.getMessage());
        sentence(failure.getMessage());
        return failure;
    }

    /// A text for people: not empty, lower case start, no secret.
    void sentence(String text) {
        assertFalse(text == null || text.isBlank(), "the message is empty");
        assertFalse(Character.isUpperCase(text.charAt(0)) && text.length() > 1 && Character.isLowerCase(text.charAt(1)),
                "the message starts in upper case: " + text);
        noSecret(text);
    }

    void noSecret(String text) {
        for (ConfigField field : host.descriptor().schema().fields()) {
            if (field.secret()) {
                config.getOrDefault(field.key(), List.of()).stream().filter(value -> !value.isEmpty())
                        .forEach(value -> assertFalse(text.contains(value), "the value of the secret setting " + field.key()
                                + " stands in: " + text.replace(value, "***")));
            }
        }
    }

    void stop() throws InterruptedException {
        host.stop(BOT);
    }

    @Override
    public void close() throws InterruptedException {
        // The platform goes first: an adapter that does not heed interruption then ends by the loss.
        try {
            im.close();
        } finally {
            host.close();
        }
    }
}
