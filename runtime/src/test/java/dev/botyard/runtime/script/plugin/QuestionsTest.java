package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.message.inbound.EventHandler;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose words are held because they may be an answer. Ann is asked in the group 700.
class QuestionsTest {
    @TempDir
    private Path folder;
    private final Waiters waiters = new Waiters();
    private final List<String> onward = new ArrayList<>();
    private final InboundPipeline pipeline = new InboundPipeline(waiters).serve(new EventHandler() {
        @Override
        public void message(InboundMessage message, EventMark mark, Journey journey) {
            onward.add(message.event().sender().id());
        }

        @Override
        public void event(String im, String account, EventDetails details, EventMark mark) {
            throw new AssertionError(details);
        }

        @Override
        public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
            throw new AssertionError(payment);
        }
    });
    private final Questions questions = new Questions(waiters.early());
    private int messages;

    private Run run(String source) throws IOException {
        return run(source, Scripts.context(Scripts.said("tea")));
    }

    private Run run(String source, RunContext context) throws IOException {
        Path file = Files.writeString(folder.resolve("a.py"), source);
        return Scripts.run(PluginFile.read(file, List.of(folder), ZoneOffset.UTC), context);
    }

    /// Whether what this person says now is held.
    private boolean held(String person) {
        return held(Chat.group("700", "Tea"), person);
    }

    private boolean held(Chat chat, String person) {
        int before = onward.size();
        InboundMessage said = Scripts.said(chat, person, "answer " + ++messages);
        pipeline.accept("qq", "bot", said.event());
        return onward.size() == before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = s.listen(1000)", "x = sender.input(5000, 0, False)", "await s.listen(1)"})
    void aScriptThatListensToAPersonHoldsThatPersonsWords(String source) throws IOException {
        questions.asks(run(source));
        assertFalse(held("bob"));
        assertFalse(held(Chat.direct("ann"), "ann"), "elsewhere she says what she likes");
        assertTrue(held("ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = s.listen(1000, 'group')", "a = s.input(1000, 0, True)", "await s.listen({forGroup: 1})"})
    void aScriptThatListensToTheGroupHoldsWhatAnybodySays(String source) throws IOException {
        questions.asks(run(source));
        assertTrue(held("bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.reply('hi')", "s.listener()", "inputs = 1", ""})
    void aScriptThatNeverListensHoldsNobody(String source) throws IOException {
        questions.asks(run(source));
        assertFalse(held("ann"));
    }

    @Test
    void thereIsNoGroupInAPrivateChat() throws IOException {
        Chat direct = Chat.direct("ann");
        questions.asks(run("s.listen(1, 'group')", Scripts.context(Scripts.said(direct, "ann", "tea"))));
        assertTrue(held(direct, "ann"));
    }

    @Test
    void aScriptWhoseListeningIsDoneElsewhereIsKnownOnceItHasListened() throws IOException {
        Run run = run("import dialogue\ndialogue.go()");
        questions.asks(run);
        assertFalse(held("ann"));
        questions.listens(run, false);
        questions.asks(run);
        assertTrue(held("ann"));
        questions.over(run);
        questions.listens(run, true);
        questions.asks(run);
        assertTrue(held("bob"), "it has listened to the group");
    }

    @Test
    void whatIsKnownIsKnownOfOneVersion() throws IOException {
        questions.asks(run("s.reply('hi')"));
        questions.asks(run("s.listen(1)"));
        assertTrue(held("ann"));
    }

    @Test
    void whatWasHeldGoesOnWhenTheRunAsksNothingAnyMore() throws IOException {
        Run run = run("s.listen(1)");
        questions.asks(run);
        assertTrue(held("ann"));
        questions.over(run);
        assertEquals(List.of("ann"), onward);
        assertFalse(held("ann"));
    }

    @Test
    void aRunThatIsOverAsksNothing() throws IOException {
        Run run = run("s.listen(1)");
        run.finished(RunResult.killed("gone"));
        questions.asks(run);
        assertFalse(held("ann"));
    }

    @Test
    void onlyARunThatAMessageHasFiredAsks() throws IOException {
        questions.asks(run("s.listen(1)", RunContext.without(Trigger.CRON, "")));
        assertFalse(held("ann"));
    }

    @Test
    void aFileThatIsGoneAsksNothing() throws IOException {
        Run run = run("s.listen(1)");
        Files.delete(folder.resolve("a.py"));
        questions.asks(run);
        assertFalse(held("ann"));
    }
}
