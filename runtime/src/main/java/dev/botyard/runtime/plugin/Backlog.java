package dev.botyard.runtime.plugin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.inbound.EventMark;
import dev.botyard.runtime.store.StoreException;
import dev.botyard.runtime.store.WaitingRuns;
import dev.botyard.runtime.worker.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Keeps runs that wait for their turn where the event will not come again, so that they are begun even if the host is killed before. A run
/// that had begun is not repeated: nobody knows how far it came. Thread-safe.
public final class Backlog {
    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    /// Later, nobody waits for the answer any more.
    private static final Duration STALE = Duration.ofHours(24);

    private final WaitingRuns store;
    private final Clock clock;
    /// Used while the host starts.
    private final List<Left> left = new ArrayList<>();

    public Backlog(WaitingRuns store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What a run that is begun later has to know.
    private record Kept(Trigger trigger, String im, ChatKind kind, String chatId, String chatName, String userId, String userName,
            String avatarUrl, boolean admin, String message, String messageId, List<String> params,
            List<Map<String, Object>> media, String eventType, Map<String, Object> eventData) {
        private static final Chat NONE = new Chat(ChatKind.PRIVATE, "", "");

        static Kept of(RunContext context) {
            Chat chat = context.chat().orElse(NONE);
            return new Kept(context.trigger(), context.im(), chat.kind(), chat.id(), chat.name(), context.user().id(),
                    context.user().name(),
                    context.user().avatarUrl(), context.admin(), context.message(), context.messageId(), context.params(),
                    context.media(), context.eventType(), context.eventData());
        }

        RunContext context(String account) {
            Chat chat = new Chat(kind, chatId, chatName);
            return new RunContext(trigger, im, account, chat.equals(NONE) ? Optional.empty() : Optional.of(chat),
                    new Person(userId, userName, avatarUrl), admin, message, messageId, params, media, eventType, eventData,
                    Map.of());
        }
    }

    /// A run that waited when the host ended.
    record Left(String id, String plugin, RunContext context) {}

    /// The run waits.
    void add(Run run, EventMark event) {
        try {
            store.put(new WaitingRuns.Entry(run.id(), run.plugin().file(), run.context().account(), event.toLine(),
                    Json.MAPPER.writeValueAsString(Kept.of(run.context())), clock.instant()));
        } catch (StoreException full) {
            log.error("run {} of {} will be lost if the host ends before it is begun: {}", run.id(), run.plugin().file(),
                    full.getMessage());
        }
    }

    /// The run need not be begun any more.
    void remove(String id) {
        try {
            store.remove(id);
        } catch (StoreException full) {
            log.error("run {} may be repeated after the next start: {}", id, full.getMessage());
        }
    }

    /// The run goes on under another id.
    void rename(String id, String newId) {
        try {
            store.rename(id, newId);
        } catch (StoreException full) {
            log.error("run {}, which goes on as {}, may be repeated after the next start: {}", id, newId, full.getMessage());
        }
    }

    /// Reads what waited when the host ended; before the first account runs.
    ///
    /// @param taken hears the account and the mark of each event, which must not fire anything again
    public void recall(BiConsumer<String, EventMark> taken) {
        for (WaitingRuns.Entry entry : store.all()) {
            taken.accept(entry.account(), EventMark.ofLine(entry.event()));
            if (entry.since().plus(STALE).isBefore(clock.instant())) {
                drop(entry.id(), entry.plugin(), "it has waited since " + entry.since());
                continue;
            }
            try {
                left.add(new Left(entry.id(), entry.plugin(),
                        Json.MAPPER.readValue(entry.context(), Kept.class).context(entry.account())));
            } catch (JacksonException damaged) {
                drop(entry.id(), entry.plugin(), "what was kept of it cannot be read");
            }
        }
    }

    /// What [#recall] has read.
    List<Left> recalled() {
        return List.copyOf(left);
    }

    private void drop(String id, String plugin, String why) {
        log.warn("a run of {} that waited when the host ended is left out: {}", plugin, why);
        remove(id);
    }

    /// Begins what [#recall] has read; once the accounts are there, so that scripts can answer.
    public void resume(PluginCatalog catalog, PluginRunner runner) {
        for (Left run : left) {
            catalog.snapshot().find(run.plugin()).filter(Plugin::enabled).ifPresentOrElse(plugin -> runner.startLeft(plugin, run),
                    () -> drop(run.id(), run.plugin(), "the plugin cannot run any more"));
        }
        if (!left.isEmpty()) {
            log.info("{} runs waited when the host ended; they are begun now", left.size());
        }
        left.clear();
    }
}
