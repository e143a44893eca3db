package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Capability;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class ChaosContract {
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(600);
    /// Longer than everything that happens meanwhile.
    private static final Duration HALFWAY = Patience.seconds(6);
    private static final int LARGE = 2 << 20;
    private static final Map<Capability, Function<Media, Segment>> MEDIA = new EnumMap<>(Map.of(Capability.SEND_IMAGE,
            Segment.Image::new, Capability.SEND_VIDEO, Segment.Video::new, Capability.SEND_FILE, Segment.File::new));

    abstract Stage stage();

    abstract Path folder();

    @Test
    @DisplayName("A-51 a login that the platform takes back is not tried again")
    void noticesThatTheLoginIsGone() throws InterruptedException {
        stage().needs(Behaviour.REVOKES_LOGIN);
        stage().online();
        int attempts = stage().settledAttempts();
        stage().im.revokeLogin();
        stage().await(AccountState.NEEDS_LOGIN);
        stage().staysSo("not tried again", () -> stage().im.attempts() <= attempts + 1
                && stage().host.status(Stage.BOT).state() == AccountState.NEEDS_LOGIN);
    }

    @Test
    @DisplayName("A-52 the late end of an attempt does not touch the one that followed it")
    void survivesItsPredecessor() throws InterruptedException {
        RecordingAdapterContext context = stage().prepared();
        try (SingleRun late = SingleRun.startLeftBehind(stage())) {
            late.awaitConnected();
            try (SingleRun next = SingleRun.start(stage())) {
                next.connectedWithin(A_WHILE);
                late.close();
                next.awaitConnected();
                if (stage().can(Behaviour.TALKS)) {
                    stage().messagesArrive(context);
                }
                next.send(OutboundMessage.to(stage().target()).requestId("after").segments(new Segment.Text("after"))
                        .timeout(stage().patience()).build());
                assertFalse(next.ended(), "the end of an attempt ended the next one too");
            }
        }
    }

    @Test
    @DisplayName("A-52 of two connections of one account the living one serves, and the end of the other does not touch it")
    void survivesASecondConnection() throws InterruptedException {
        stage().needs(Behaviour.CONNECTS_TWICE);
        RecordingAdapterContext context = stage().online();
        stage().im.connectAgain();
        int attempts = stage().settledAttempts();
        stage().messagesArrive(context);
        stage().im.dropOldest();
        stage().messagesArrive(context);
        stage().goesThrough(Stage.BOT);
        assertEquals(attempts, stage().im.attempts(), "the newer connection was given up with the older one");
        assertEquals(1, stage().im.connections());
    }

    @Test
    @DisplayName("A-53 messages that come late or again cost no other")
    void takesMessagesInAnyOrder() throws InterruptedException {
        stage().needs(Behaviour.TALKS);
        RecordingAdapterContext context = stage().online();
        stage().deliver("m-5", "five");
        stage().deliver("m-4", "four, late");
        stage().deliver("m-5", "five");
        stage().deliver("m-6", "six");
        Set<String> came = new LinkedHashSet<>();
        while (!came.contains("six")) {
            came.add(Stage.text(stage().message(context)));
        }
        assertEquals(List.of("five", "four, late", "six"), List.copyOf(came));
    }

    @Test
    @DisplayName("A-54 a message that pauses half-way is waited for")
    void waitsForSlowMessages() throws InterruptedException {
        stage().needs(Behaviour.TALKS);
        stage().needs(Behaviour.PAUSES);
        RecordingAdapterContext context = stage().online();
        int attempts = stage().settledAttempts();
        stage().im.deliverSlowly(stage().chat(), Stage.ANN, "m-1", "slow but whole", PAUSE);
        assertEquals("slow but whole", Stage.text(stage().message(context)));
        assertEquals(attempts, stage().im.attempts(), "it connected again");
    }

    @Test
    @DisplayName("A-54 it ends within 5 seconds when interrupted half-way through a message")
    void stopsHalfwayThroughAMessage() throws InterruptedException {
        stage().needs(Behaviour.TALKS);
        stage().needs(Behaviour.PAUSES);
        RecordingAdapterContext context = stage().prepared();
        try (SingleRun run = SingleRun.start(stage())) {
            run.awaitConnected();
            Threads.startVirtual("contract-slow",
                    () -> stage().im.deliverSlowly(stage().chat(), Stage.ANN, "m-1", "never whole", HALFWAY));
            stage().staysSo("half a message is no message",
                    () -> context.emitted().stream().noneMatch(MessageEvent.class::isInstance));
            run.stop();
        }
    }

    @Test
    @DisplayName("A-55 a peer that dies while a medium goes up is MEDIA or UNKNOWN_OUTCOME, and nothing is left open")
    void survivesABrokenUpload() throws InterruptedException {
        stage().needs(Behaviour.DIES_AT_UPLOAD);
        Set<Capability> declared = stage().host.descriptor().capabilities();
        Assumptions.assumeTrue(MEDIA.keySet().stream().anyMatch(declared::contains), "this adapter sends no media");
        KitMedia media = KitMedia.of(folder(), "large.bin", new byte[LARGE]);
        Segment segment = MEDIA.entrySet().stream().filter(kind -> declared.contains(kind.getKey())).findFirst().orElseThrow()
                .getValue().apply(media);
        stage().online();
        stage().im.dieAtUpload(true);
        AdapterException failure = assertThrows(AdapterException.class,
                () -> stage().send(stage().target(), stage().patience(), segment));
        assertTrue(Set.of(ErrorKind.MEDIA, ErrorKind.UNKNOWN_OUTCOME).contains(failure.kind()),
                failure.kind() + ": " + failure.getMessage());
        stage().sentence(failure.getMessage());
        stage().im.dieAtUpload(false);
        stage().goesThrough(Stage.BOT);
        assertEquals(0, media.streams().get(), "the medium is still open");
    }

    @Test
    @DisplayName("A-56 a platform that asks to wait without a time is RATE_LIMITED all the same")
    void waitsWithoutBeingToldHowLong() throws InterruptedException {
        stage().needs(Behaviour.LIMITS_RATE_VAGUELY);
        stage().online();
        stage().im.limitRateVaguely(true);
        stage().refused(ErrorKind.RATE_LIMITED, stage().target(), stage().patience());
        stage().staysSo("not tried again", () -> stage().im.sent().size() <= 1);
        stage().im.limitRateVaguely(false);
        stage().send(stage().target(), "again");
    }

    @Test
    @DisplayName("A-57 a fault of the platform costs one message at most, never the account")
    void survivesFaultsOfThePlatform() throws InterruptedException {
        stage().needs(Behaviour.FAILS);
        stage().online();
        stage().im.failSends(true);
        AdapterException failure = assertThrows(AdapterException.class, () -> stage().send(stage().target(), "hello"));
        assertTrue(Set.of(ErrorKind.COMMUNICATION, ErrorKind.UNKNOWN_OUTCOME).contains(failure.kind()),
                failure.kind() + ": " + failure.getMessage());
        stage().sentence(failure.getMessage());
        stage().staysSo("not tried again", () -> stage().im.sent().size() <= 1);
        stage().im.failSends(false);
        stage().goesThrough(Stage.BOT);
        assertNotEquals(AccountState.NEEDS_LOGIN, stage().host.status(Stage.BOT).state());
    }
}
