package dev.botyard.runtime.script.calls;

import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.Waits;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// `listen`: the next message of the same person in the same chat, or of anybody in it.
public final class WaitCalls implements Gateway.Calls {
    private static final long DEFAULT_MS = 60_000;
    private static final long SHORTEST_MS = 1_000;
    private static final long LONGEST_MS = 900_000;

    private final Waiters waiters;
    private final AccountSupervisor supervisor;
    private final BooleanSupplier timeoutNone;

    /// @param timeoutNone whether scripts that do not say otherwise get null when nobody answers
    public WaitCalls(Waiters waiters, AccountSupervisor supervisor, BooleanSupplier timeoutNone) {
        this.timeoutNone = timeoutNone;
        this.waiters = waiters;
        this.supervisor = supervisor;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("listen", this::listen);
    }

    /// A wait within the limits of the contract: default 60 s, at least 1 s, at most 15 min.
    static Duration limit(long asked) {
        return Duration.ofMillis(asked <= 0 ? DEFAULT_MS : Math.clamp(asked, SHORTEST_MS, LONGEST_MS));
    }

    private Object listen(Run run, Params params) throws InterruptedException {
        Optional<Chat> chat = run.context().chat();
        if (chat.isEmpty()) {
            run.note("listen without a chat (" + run.context().trigger().label() + " run) answers at once with nothing");
            return nobody(run);
        }
        Question question = Question.read(params);
        boolean anybody = question.group() && chat.get().shared();
        Optional<InboundMessage> heard;
        try (Waits.Wait place = run.waits()) {
            heard = waiters.await(run, run.context().chatKey(), anybody ? "" : run.context().user().id(), question.limit());
        }
        if (heard.isEmpty()) {
            return nobody(run);
        }
        run.heardMedia(heard.get().media());
        if (question.recallAfter() > 0) {
            Threads.startVirtual("recall", () -> recall(run, chat.get(), heard.get(), question.recallAfter()));
        }
        return Map.of("text", HeardCodes.answer(heard.get()), "media_items", heard.get().media());
    }

    /// What a script waits for.
    ///
    /// @param recallAfter milliseconds, 0 for never
    /// @param group       whether anybody in the group may answer
    record Question(Duration limit, long recallAfter, boolean group) {

        /// Where the time of recalling stands, some scripts have the word `group`; a scope that is true, and the older `forGroup`, mean it too.
        static Question read(Params params) {
            boolean swapped = params.word("recall").equals("group");
            boolean group = swapped || params.word("scope").matches("group|true") || params.flag("forGroup");
            return new Question(WaitCalls.limit(params.number("wait", 0)), Math.max(0, params.number("recall", 0)), group);
        }
    }

    private Object nobody(Run run) {
        boolean none = run.plugin().header().choices().timeoutNone().orElseGet(timeoutNone::getAsBoolean);
        return none ? Map.of("timeout", true, "none", true) : Map.of("timeout", true);
    }

    private void recall(Run run, Chat chat, InboundMessage message, long afterMs) {
        try {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(afterMs);
            var session = supervisor.session(message.account());
            if (session.isPresent()) {
                session.get().with(MessageRecall.class, ability -> {
                    ability.recall(chat, message.event().messageId());
                    return null;
                });
            }
        } catch (AdapterException e) {
            run.note("the answer was not recalled: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
