package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.testkit.echo.EchoAdapterFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One account that connects to its platform.
class AdapterHarnessTest {
    private final EchoServer platform = new EchoServer("");
    private final HarnessBuilder account = AdapterHarness.of(new EchoAdapterFactory());
    private AdapterHarness host;

    AdapterHarnessTest() {
        platform.config().forEach((key, values) -> account.with(key, values.toArray(String[]::new)));
    }

    @AfterEach
    void close() throws InterruptedException {
        platform.close();
        if (host != null) {
            host.close();
        }
    }

    private void says(String text) {
        platform.deliver(Chat.direct("42"), Person.of("42", "Ann"), "m-" + text, text);
    }

    private static String text(MessageEvent event) {
        return Stage.text(event);
    }

    @Test
    void anAccountTalksBothWays() throws Exception {
        host = account.online();
        assertEquals("connected echo-1  ", host.state("connected"));
        assertEquals("echo-1", host.profile().platformId());
        says("hello");
        assertEquals("hello", text(host.event(MessageEvent.class)));
        assertEquals("e1", host.send(Target.person("42"), "hi").messageIds().getFirst());
        assertEquals(List.of(new SentCall(Target.person("42"), "hi")), platform.sent());
    }

    @Test
    void whoWaitsInVainLearnsAtOnceHowTheAttemptEnded() throws Exception {
        platform.refuseLogin(true);
        AssertionError online = assertThrows(AssertionError.class, () -> account.online());
        assertTrue(online.getMessage().contains("refused the token"), online.getMessage());
        host = account.start();
        assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
        AssertionError state = assertThrows(AssertionError.class, () -> host.state("connected"));
        assertTrue(state.getMessage().startsWith("no state 'connected' came; the attempt ended with"), state.getMessage());
        assertInstanceOf(AdapterException.class, state.getCause());
    }

    @Test
    void whatCameInsteadIsNamed() throws Exception {
        host = account.online();
        says("hello");
        Patience.await().until(() -> !host.emitted().isEmpty());
        platform.dropConnections();
        host.end();
        AssertionError event = assertThrows(AssertionError.class, () -> host.event(NoticeEvent.class));
        assertTrue(event.getMessage().startsWith("no NoticeEvent came, only MessageEvent 'm-hello'; the attempt"),
                event.getMessage());
    }

    @Test
    void anAttemptThatWasStoppedWasInterruptedAndTheNextHasAnAdapterOfItsOwn() throws Exception {
        host = account.online();
        var first = host.adapter();
        host.stop();
        assertInstanceOf(InterruptedException.class, host.end());
        AssertionError stopped = assertThrows(AssertionError.class, () -> host.failure());
        assertTrue(stopped.getMessage().contains("instead of an AdapterException"), stopped.getMessage());
        host.connect();
        assertNotSame(first, host.adapter());
        host.send(Target.person("42"), "again");
    }

    @Test
    void anAttemptThatWasGivenUpDoesNotCleanUpAfterItsSuccessor() throws Exception {
        host = account.online();
        try (HarnessRun late = host.connect(); HarnessRun next = host.connect()) {
            late.close();
            assertTrue(late.ended());
            assertFalse(next.ended());
            says("hello");
            host.event(MessageEvent.class);
        }
    }

    @Test
    void beforeAnAttemptTheAdapterIsThereAndAnswers() throws Exception {
        host = account.build();
        assertSame(host.adapter(), host.adapter());
        assertEquals(ErrorKind.COMMUNICATION,
                assertThrows(AdapterException.class, () -> host.send(Target.person("42"), "x")).kind());
        AssertionError lacking = assertThrows(AssertionError.class, () -> host.ability(MessageRecall.class));
        assertEquals("EchoAdapter has no MessageRecall", lacking.getMessage());
        assertThrows(IllegalStateException.class, () -> host.stop());
        host.connect();
    }

    @Test
    void settingsHoldFromTheNextAttemptOn() throws Exception {
        host = account.online();
        host.with("token", "another");
        says("still here");
        host.event(MessageEvent.class);
        host.stop();
        host.start();
        assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
    }

    @Test
    void aSettingWithoutAValueIsNamed() {
        IllegalArgumentException odd = assertThrows(IllegalArgumentException.class, () -> account.settings("port", "1", "token"));
        assertEquals("the last setting, 'token', has no value", odd.getMessage());
    }

    @Test
    void aBusyHostTakesNothing() throws Exception {
        host = account.online();
        host.busy();
        says("one");
        Patience.await().during(Duration.ofMillis(100)).until(() -> host.emitted().isEmpty());
        host.free();
        assertEquals("one", text(host.event(MessageEvent.class)));
    }

    @Test
    void storeAndFolderOutliveTheHost(@TempDir Path home) throws Exception {
        MemoryStore store = new MemoryStore();
        for (int i = 0; i < 2; i++) {
            host = account.store(store).folder(home.resolve("bot")).online();
            String kept = host.context().storage().get("times").orElse("");
            host.context().storage().put("times", kept + "x");
            assertTrue(Files.isDirectory(host.context().folder()));
            host.close();
        }
        assertEquals("xx", store.values().get("times"));
    }

    @Test
    void withoutAFolderTheAuthorIsToldHowToGiveOne() throws Exception {
        host = account.build();
        IllegalStateException none = assertThrows(IllegalStateException.class, () -> host.context().folder());
        assertTrue(none.getMessage().contains("HarnessBuilder.folder"), none.getMessage());
    }
}
