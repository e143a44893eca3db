package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.im.account.AccountState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class InboundContract {
    private static final String TRICKY = "Grüße,\n世界 🎉 [CQ:x] &amp; <b> \\n \"quoted\"";
    private static final int MANY = 100;
    private static final int FEW = 12;

    abstract Stage stage();

    @BeforeEach
    void needsPeopleWhoTalk() {
        stage().needs(Behaviour.TALKS);
    }

    @Test
    @DisplayName("A-22 a group message arrives whole")
    void groupMessage() throws InterruptedException {
        stage().needs(Behaviour.GROUPS);
        RecordingAdapterContext context = stage().online();
        stage().deliver("m-1", TRICKY);
        MessageEvent event = stage().message(context);
        assertEquals(TRICKY, Stage.text(event));
        assertEquals(ChatKind.GROUP, event.chat().kind());
        assertEquals(Stage.GROUP.id(), event.chat().id());
        assertEquals(Stage.ANN.id(), event.sender().id());
        assertFalse(event.own());
    }

    @Test
    @DisplayName("A-22 a private message arrives whole")
    void privateMessage() throws InterruptedException {
        RecordingAdapterContext context = stage().online();
        stage().im.deliver(Chat.direct(Stage.ANN.id()), Stage.ANN, "m-1", TRICKY);
        MessageEvent event = stage().message(context);
        assertEquals(TRICKY, Stage.text(event));
        assertEquals(ChatKind.PRIVATE, event.chat().kind());
        assertEquals(Stage.ANN.id(), event.chat().id());
    }

    @Test
    @DisplayName("A-23 a message delivered twice has one id")
    void idsAreStable() throws InterruptedException {
        RecordingAdapterContext context = stage().online();
        stage().deliver("m-1", "once");
        stage().deliver("m-1", "once");
        stage().deliver("m-2", "last");
        List<MessageEvent> events = new ArrayList<>();
        do {
            events.add(stage().message(context));
        } while (!Stage.text(events.getLast()).equals("last"));
        List<String> once = events.stream().filter(event -> Stage.text(event).equals("once")).map(MessageEvent::id).distinct()
                .toList();
        assertEquals(1, once.size(), "ids of one message: " + once);
        assertFalse(once.getFirst().isEmpty());
        assertFalse(once.contains(events.getLast().id()), "two messages have one id");
    }

    @Test
    @DisplayName("A-24 messages of a chat keep their order")
    void keepsOrder() throws InterruptedException {
        RecordingAdapterContext context = stage().online();
        expectAll(context, MANY);
    }

    private void expectAll(RecordingAdapterContext context, int count) throws InterruptedException {
        List<String> sent = IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
        for (int i = 0; i < count; i++) {
            stage().deliver("m-" + i, sent.get(i));
        }
        List<String> came = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            came.add(Stage.text(stage().message(context)));
        }
        assertEquals(sent, came);
    }

    @Test
    @DisplayName("A-25 own messages are marked")
    void marksOwnMessages() throws InterruptedException {
        stage().needs(Behaviour.ECHOES_OWN);
        RecordingAdapterContext context = stage().online();
        stage().im.deliverOwn(stage().chat(), "m-1", "mine");
        stage().deliver("m-2", "theirs");
        MessageEvent event = stage().message(context);
        assertTrue(event.own() || Stage.text(event).equals("theirs"),
                "a message of the account itself looks like somebody else's");
    }

    @Test
    @DisplayName("A-26 nonsense on the wire costs nothing else")
    void survivesNonsense() throws InterruptedException {
        stage().needs(Behaviour.MALFORMED);
        RecordingAdapterContext context = stage().online();
        int attempts = stage().settledAttempts();
        stage().im.deliverNonsense();
        stage().deliver("m-1", "after");
        assertEquals("after", Stage.text(stage().message(context)));
        assertEquals(attempts, stage().im.attempts(), "it connected again");
    }

    @Test
    @DisplayName("A-28 while the host is busy nothing is dropped")
    void waitsForABusyHost() throws InterruptedException {
        RecordingAdapterContext context = stage().online();
        context.busy();
        for (int i = 0; i < MANY; i++) {
            stage().deliver("m-" + i, "text " + i);
        }
        stage().staysSo("nothing is handed over", () -> context.emitted().stream().noneMatch(MessageEvent.class::isInstance));
        context.free();
        for (int i = 0; i < MANY; i++) {
            assertEquals("text " + i, Stage.text(stage().message(context)));
        }
    }

    @Test
    @DisplayName("A-61 what was handed over is begun once when the host is restarted meanwhile")
    void isBegunAfterARestart() throws Exception {
        stage().host.takeForReal();
        RecordingAdapterContext context = stage().online();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            said.add("text " + i);
            stage().deliver("m-" + (i + 1), said.getLast());
        }
        for (int i = 0; i < FEW; i++) {
            stage().message(context);
        }
        stage().host.restart();
        stage().await(AccountState.ONLINE);
        List<String> sorted = said.stream().sorted().toList();
        stage().waiting("all is begun").until(() -> stage().host.begun().size() >= FEW);
        stage().staysSo("each is begun once: " + sorted, () -> stage().host.begun().equals(sorted));
    }

    /// The host keeps an event that is marked before `emit` returns, and one that is not a little later; whoever is told in between that it
    /// was taken does not deliver it again.
    @Test
    @DisplayName("A-61 what the platform was told is taken outlives the host")
    void outlivesTheHost() throws InterruptedException {
        stage().needs(Behaviour.ACKNOWLEDGED);
        RecordingAdapterContext context = stage().online();
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            // From 1, because platforms know 0 as no id.
            stage().deliver("m-" + (i + 1), "text " + i);
        }
        for (int i = 0; i < FEW; i++) {
            MessageEvent event = stage().message(context);
            if (event.once() && !event.id().isEmpty()) {
                begun.add(Stage.text(event));
            }
        }
        assertEquals(IntStream.range(0, FEW).mapToObj(i -> "text " + i).toList(), begun,
                "begun after the host has been killed while scripts were busy");
    }

    @Test
    @DisplayName("A-29 a message in pieces is one message")
    void joinsPieces() throws InterruptedException {
        stage().needs(Behaviour.FRAGMENTS);
        RecordingAdapterContext context = stage().online();
        stage().im.deliverInPieces(stage().chat(), Stage.ANN, "m-1", TRICKY);
        assertEquals(TRICKY, Stage.text(stage().message(context)));
    }

    @Test
    @DisplayName("A-30 an oversized message does no lasting harm")
    void survivesOversized() throws InterruptedException {
        stage().needs(Behaviour.OVERSIZED);
        RecordingAdapterContext context = stage().online();
        stage().im.deliverOversized();
        stage().messagesArrive(context);
    }
}
