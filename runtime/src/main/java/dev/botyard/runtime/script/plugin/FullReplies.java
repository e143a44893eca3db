package dev.botyard.runtime.script.plugin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.config.HostSettings.WaitSettings;
import dev.botyard.runtime.infra.thread.Threads;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says to people that their run has no place: the host's own sentence, into the chat that they asked in. Thread-safe.
public final class FullReplies {
    private static final Logger log = LoggerFactory.getLogger(FullReplies.class);
    private static final long ONCE_IN_NANOS = Duration.ofMinutes(1).toNanos();

    private final Dispatcher dispatcher;
    private final Supplier<WaitSettings> settings;
    private final Ticker ticker;
    private final LinkedHashMap<String, Long> said = new LinkedHashMap<>();

    public FullReplies(Dispatcher dispatcher, Supplier<WaitSettings> settings, Ticker ticker) {
        this.dispatcher = dispatcher;
        this.settings = settings;
        this.ticker = ticker;
    }

    /// Says it to whom the run belongs, if anybody waits for it, once a minute in a chat. Never blocks.
    public void tell(Run run) {
        WaitSettings now = settings.get();
        Chat chat = run.context().chat().orElse(null);
        if (run.context().trigger() != Trigger.MESSAGE || chat == null || run.context().account().isEmpty()
                || now.fullReply().isEmpty() || chat.shared() && !now.fullReplyGroups()) {
            return;
        }
        if (first(run.context().chatKey())) {
            Threads.startVirtual("full-reply", () -> send(run, chat, now.fullReply()));
        }
    }

    /// Whether the chat has not heard it within the last minute.
    private synchronized boolean first(String chat) {
        long now = ticker.nanoTime();
        // Put in order of time, so the oldest is the first.
        while (!said.isEmpty() && now - said.firstEntry().getValue() >= ONCE_IN_NANOS) {
            said.pollFirstEntry();
        }
        return said.putIfAbsent(chat, now) == null;
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
