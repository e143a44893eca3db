package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class OutboundContract {
    private static final Target PERSON = Target.person("42");
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);
    static final String TEXT = "Grüße,\n世界 🎉 &amp; \\n \"quoted\"";

    abstract Stage stage();

    @Test
    @DisplayName("A-31 send() returns the platform's ids")
    void givesAReceipt() throws InterruptedException {
        stage().needs(Behaviour.ANSWERS_SENDS);
        stage().needs(Behaviour.NAMES_MESSAGES);
        stage().online();
        Receipt receipt = stage().send(stage().target(), "hello");
        assertFalse(receipt.messageIds().isEmpty(), "the receipt has no message id");
    }

    @Test
    @DisplayName("A-32 text reaches its target unchanged")
    void reachesItsTarget() throws InterruptedException {
        stage().online();
        stage().send(stage().target(), TEXT);
        stage().send(PERSON, TEXT);
        stage().waiting("two messages").until(() -> stage().im.sent().size() == 2);
        assertEquals(List.of(new SentCall(stage().target(), TEXT), new SentCall(PERSON, TEXT)), stage().im.sent());
    }

    @Test
    @DisplayName("A-33 sends for different chats may run at once")
    void sendsAtOnce() throws Exception {
        stage().online();
        int count = Math.min(20, stage().host.descriptor().limits().concurrentSends());
        List<Future<Receipt>> sends = new ArrayList<>();
        try (ExecutorService threads = Threads.perTask("contract-send")) {
            IntStream.range(0, count)
                    .forEach(i -> sends.add(threads.submit(() -> stage().send(stage().target("9" + i), "to " + i))));
            for (Future<Receipt> send : sends) {
                send.get(stage().patience().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        Set<String> came = stage().im.sent().stream().map(call -> call.target().id() + " " + call.text())
                .collect(Collectors.toSet());
        assertEquals(IntStream.range(0, count).mapToObj(i -> "9" + i + " to " + i).collect(Collectors.toSet()), came);
    }

    @Test
    @DisplayName("A-34 kinds it does not know are shown as text or refused, never dropped")
    void dropsNoSegment() throws InterruptedException {
        stage().online();
        try {
            stage().send(stage().target(), stage().patience(), new Segment.Text("look: "),
                    new Segment.Unknown("gift", Map.of("id", "7")));
        } catch (AdapterException e) {
            assertEquals(ErrorKind.UNSUPPORTED, e.kind(), e.getMessage());
            return;
        }
        String text = stage().im.sent().getLast().text();
        assertTrue(text.contains("look: ") && text.contains("gift"), "of the message only this arrived: " + text);
    }

    @Test
    @DisplayName("A-35 no answer in time is UNKNOWN_OUTCOME, sent once")
    void doesNotKnowWithoutAnAnswer() throws InterruptedException {
        stage().needs(Behaviour.ANSWERS_SENDS);
        stage().online();
        stage().im.leaveSendsUnanswered(true);
        AtomicReference<AssertionError> wrong = new AtomicReference<>();
        Thread sending = Threads.startVirtual("contract-send", () -> {
            try {
                stage().refused(ErrorKind.UNKNOWN_OUTCOME, stage().target(), SHORT);
            } catch (AssertionError otherwise) {
                wrong.set(otherwise);
            }
        });
        boolean ended = sending.join(stage().patience());
        sending.interrupt();
        assertTrue(ended, "send() went on after its timeout");
        if (wrong.get() != null) {
            throw wrong.get();
        }
        stage().staysSo("sent once", () -> stage().im.sent().size() == 1);
    }

    @Test
    @DisplayName("A-36 a connection that breaks after the wire was touched is UNKNOWN_OUTCOME, sent once")
    void doesNotKnowAfterABreak() throws InterruptedException {
        stage().needs(Behaviour.DROPS_CONNECTION);
        stage().needs(Behaviour.ANSWERS_SENDS);
        stage().online();
        stage().im.dieAtSend(true);
        stage().refused(ErrorKind.UNKNOWN_OUTCOME, stage().target(), stage().patience());
        stage().im.dieAtSend(false);
        stage().attempted(2);
        stage().await(AccountState.ONLINE);
        assertEquals(1, stage().im.sent().size(), "it was sent again");
    }

    @Test
    @DisplayName("A-37 an interrupted send ends")
    void endsWhenInterrupted() throws InterruptedException {
        stage().needs(Behaviour.ANSWERS_SENDS);
        stage().online();
        stage().im.leaveSendsUnanswered(true);
        Thread sending = Threads.startVirtual("contract-send", () -> {
            try {
                stage().send(stage().target(), LONG, new Segment.Text("hello"));
            } catch (InterruptedException | AdapterException expected) {
                Thread.currentThread().interrupt();
            }
        });
        stage().waiting("the message is on the wire").until(() -> stage().im.sent().size() == 1);
        sending.interrupt();
        assertTrue(sending.join(Patience.seconds(5)), "send() went on");
    }

    @Test
    @DisplayName("A-39 a platform that asks to wait is RATE_LIMITED with the time")
    void saysHowLongToWait() throws InterruptedException {
        stage().needs(Behaviour.LIMITS_RATE);
        stage().online();
        stage().im.limitRate(Duration.ofSeconds(7));
        AdapterException failure = stage().refused(ErrorKind.RATE_LIMITED, stage().target(), stage().patience());
        Duration wait = failure.retryAfter().orElse(Duration.ZERO);
        assertTrue(wait.compareTo(Duration.ofSeconds(5)) > 0 && wait.compareTo(Duration.ofSeconds(9)) < 0, "it says " + wait);
        stage().staysSo("not tried again", () -> stage().im.sent().size() <= 1);
    }

    @Test
    @DisplayName("A-40 a refused message is REJECTED, and the next one goes through")
    void saysWhatWasRefused() throws InterruptedException {
        stage().needs(Behaviour.REJECTS_MESSAGES);
        stage().online();
        stage().im.rejectMessages(true);
        stage().refused(ErrorKind.REJECTED, stage().target(), stage().patience());
        stage().im.rejectMessages(false);
        stage().send(stage().target(), "again");
    }

    @Test
    @DisplayName("A-40 an unknown target is UNREACHABLE_TARGET")
    void saysThatTheTargetIsUnknown() throws InterruptedException {
        stage().needs(Behaviour.KNOWS_TARGETS);
        stage().online();
        stage().refused(ErrorKind.UNREACHABLE_TARGET, Target.person(stage().im.unknownPerson()), stage().patience());
    }
}
