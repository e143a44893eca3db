package dev.botyard.runtime.message.inbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyAnswersTest {
    private static final String CHAT = InboundMessage.chatKey("qq", "a", true, "700");

    private final EarlyAnswers answers = new EarlyAnswers();
    private final List<String> onward = new CopyOnWriteArrayList<>();

    EarlyAnswersTest() {
        answers.serve((message, mark, _) -> onward.add(message.text()));
    }

    private boolean held(String person, String text) {
        MessageEvent event = MessageEvent.in(Chat.group("700", ""), Person.of(person, "")).text(text).build();
        return answers.hold(InboundMessage.of("qq", "a", event), EventMark.of(event), Journey.UNSEEN);
    }

    @Test
    void withoutAQuestionNothingIsHeld() {
        assertFalse(held("ann", "1"));
    }

    @Test
    void anAnswerIsHeldUntilTheScriptListensAndThenGoesOnInOrder() {
        answers.asked("run", CHAT, "ann");
        assertTrue(held("ann", "1"));
        assertTrue(held("ann", "2"));
        answers.asked("run", CHAT, "ann");
        assertEquals(List.of(), onward, "a second sentence of the question lets nothing go");
        answers.over("run");
        assertEquals(List.of("1", "2"), onward);
        assertFalse(held("ann", "3"), "from now on the script listens itself");
    }

    @Test
    void othersAreNotHeldUnlessTheGroupIsAsked() {
        answers.asked("run", CHAT, "ann");
        assertFalse(held("bob", "1"));
        answers.asked("another", CHAT, "");
        assertTrue(held("bob", "2"));
    }

    @Test
    void nobodyWaitsForAScriptThatDoesNotListen() {
        answers.asked("run", CHAT, "ann");
        held("ann", "1");
        await().until(() -> onward.equals(List.of("1")));
        assertFalse(held("ann", "2"));
    }

    @Test
    void aFloodIsNotHeld() {
        answers.asked("run", CHAT, "ann");
        List<String> flood = IntStream.range(0, EarlyAnswers.MOST).mapToObj(Integer::toString).toList();
        flood.forEach(text -> assertTrue(held("ann", text)));
        assertFalse(held("ann", "last"));
        assertEquals(flood, onward);
    }
}
