package dev.botyard.runtime.script.plugin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.config.HostSettings.WaitSettings;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Throttle;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.PushException;
import dev.botyard.runtime.message.outbound.PushKind;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.ReplyRequest;
import dev.botyard.runtime.message.outbound.TextForm;
import dev.botyard.runtime.message.outbound.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says to people that their run has no place: the host's own sentence, into the chat that they asked in. Thread-safe.
public final class FullReplies {
    private static final Logger log = LoggerFactory.getLogger(FullReplies.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    private final Dispatcher dispatcher;
    private final Supplier<WaitSettings> settings;
    private final Throttle chats;

    public FullReplies(Dispatcher dispatcher, Supplier<WaitSettings> settings, Ticker ticker) {
        this.dispatcher = dispatcher;
        this.settings = settings;
        chats = new Throttle(ticker, ONCE_IN);
    }

    /// Says it to whom the run belongs, if anybody waits for it, once a minute in a chat. Never blocks.
    public void tell(Run run) {
        WaitSettings now = settings.get();
        Chat chat = run.context().chat().orElse(null);
        if (run.context().trigger() != Trigger.MESSAGE || chat == null || run.context().account().isEmpty()
                || now.fullReply().isEmpty() || chat.shared() && !now.fullReplyGroups()) {
            return;
        }
        if (chats.passes(run.context().chatKey())) {
            Threads.startVirtual("full-reply", () -> send(run, chat, now.fullReply()));
        }
    }

    private void send(Run run, Chat chat, String text) {
        RunContext context = run.context();
        // What the host says is plain text, whatever its setting contains.
        Origin origin = new Origin(context.trigger(), context.im(), context.account(), run.id(), run.plugin().file(),
                run.plugin().folder(), TextForm.PLAIN);
        try {
            PushReceipt receipt = dispatcher.reply(
                    new ReplyRequest(origin, chat, context.messageId(), PushKind.TEXT, text, "", List.of(), Map.of()));
            if (receipt.sent() == 0) {
                log.warn("nobody heard that run {} of {} has no place: {}", run.id(), run.plugin().file(), receipt.reason());
            }
        } catch (PushException e) {
            log.warn("nobody heard that run {} of {} has no place: {}", run.id(), run.plugin().file(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
