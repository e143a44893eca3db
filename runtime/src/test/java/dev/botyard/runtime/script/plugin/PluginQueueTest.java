package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.inbound.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Order and number of the runs of one plugin.
class PluginQueueTest {
    private final List<String> started = new ArrayList<>();
    private final TestTicker ticker = new TestTicker();
    private final PluginQueue queue = new PluginQueue(2, run -> started.add(run.id()), ticker);

    @Test
    void runsOfOneChatFollowEachOther() {
        Run first = submit("1", "g");
        submit("2", "g");
        assertEquals(List.of("1"), started);
        queue.ended(first);
        assertEquals(List.of("1", "2"), started);
    }

    @Test
    void chatsRunSideBySideUpToTheLimit() {
        Run first = submit("1", "a");
        submit("2", "b");
        submit("3", "c");
        assertEquals(List.of("1", "2"), started);
        assertEquals(1, queue.waiting());
        queue.ended(first);
        assertEquals(List.of("1", "2", "3"), started);
    }

    @Test
    void aRunThatWaitsForAPersonHoldsNeitherChatNorPlace() {
        Run asking = submit("1", "a");
        submit("2", "a");
        queue.parked(asking);
        submit("3", "b");
        assertEquals(List.of("1", "2", "3"), started);
        queue.ended(asking);
        assertEquals(2, queue.size());
    }

    @Test
    void aSlowRunGivesItsChatFreeAfterAWhile() {
        submit("1", "a");
        submit("2", "a");
        queue.tick();
        assertEquals(List.of("1"), started);
        ticker.advance(Duration.ofNanos(PluginQueue.ORDER_PATIENCE_NANOS + 1));
        queue.tick();
        assertEquals(List.of("1", "2"), started);
    }

    @Test
    void anEmptyQueueRemembersNothing() {
        Run first = submit("1", "a");
        Run second = submit("2", "a");
        queue.ended(first);
        queue.ended(second);
        assertEquals(0, queue.size());
    }

    private Run submit(String id, String chat) {
        InboundMessage message = InboundMessage.of("qq", "bot",
                MessageEvent.in(Chat.group(chat, ""), Person.of("u", "")).messageId(id).text("hi").build());
        Run run = new Run(id, "token-" + id, null, RunContext.of(message, false), RunFate.NOT_KEPT, new NoEnvironment(),
                ticker, () -> {});
        queue.submit(run);
        return run;
    }

    static final class NoEnvironment implements RunEnvironment {
        @Override
        public RunCalls calls() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String hostJson() {
            return "{}";
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int outputBytes() {
            return 100;
        }

        @Override
        public void speaks(Run run, String method, JsonNode params) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void began(Run run) {
            // Nobody asks.
        }

        @Override
        public Waits.Wait waits(Run run) {
            return () -> {};
        }

        @Override
        public void ended(Run run) {
            throw new UnsupportedOperationException();
        }
    }
}
