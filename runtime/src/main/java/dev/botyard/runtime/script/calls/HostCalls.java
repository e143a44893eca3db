package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.masters.MasterNotices;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.infra.store.MessageHistory;
import dev.botyard.runtime.infra.store.MessageRow;
import dev.botyard.runtime.script.worker.CallException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Questions about the host, its masters and its memory: `imtypes`, `notifyMasters`, `history.*`, `breakIn`, and the calls whose feature
/// this host does not have, which answer what the contract allows.
public final class HostCalls implements Gateway.Calls {
    private static final int HISTORY = 100;

    private final AccountRegistry registry;
    private final Dispatcher dispatcher;
    private final MasterNotices notices;
    private final MessageHistory history;
    private final Injector injector;
    private final AtomicLong brokenIn = new AtomicLong();

    public HostCalls(AccountRegistry registry, Dispatcher dispatcher, MasterNotices notices, MessageHistory history,
            Injector injector) {
        this.registry = registry;
        this.dispatcher = dispatcher;
        this.notices = notices;
        this.history = history;
        this.injector = injector;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("imtypes", (run, params) -> registry.snapshot().all().stream().filter(account -> account.spec().enabled())
                .map(Account::im).distinct().toList());
        methods.put("notifyMasters", this::notifyMasters);
        methods.put("history.messages", this::messages);
        methods.put("history.ids", this::ids);
        methods.put("breakIn", this::breakIn);
        methods.put("coffee", (run, params) -> true);
        methods.put("spread", (run, params) -> "");
    }

    private Object notifyMasters(Run run, Params params) throws InterruptedException {
        List<String> wanted = params.words("imtypes").stream().map(dispatcher::canonical).toList();
        List<MasterNotices.Told> told = notices.tell(run.origin(),
                im -> wanted.isEmpty() || wanted.contains(im) ? Optional.of(params.written("content")) : Optional.empty(),
                Map.of());
        told.stream().filter(one -> !one.sent()).forEach(one -> run.note(one.toString()));
        return (int) told.stream().filter(MasterNotices.Told::sent).count();
    }

    private Object messages(Run run, Params params) {
        String im = dispatcher.canonical(params.text(Argument.IM_TYPE));
        return history.query(MessageHistory.Filter.ofIm(im, HISTORY)).stream().map(HeardMessage::of).toList();
    }

    /// The newest ids of the current chat, newest first.
    private Object ids(Run run, Params params) {
        if (run.context().chat().isEmpty()) {
            return List.of();
        }
        String chat = run.context().chat().get().id();
        int number = Math.clamp(params.number("number", 1), 1, 1000);
        return history.query(MessageHistory.Filter.ofChat(run.context().im(), chat, number)).stream().map(MessageRow::messageId)
                .filter(id -> !id.isEmpty()).toList();
    }

    /// Says a text as if the run's user had said it.
    private Object breakIn(Run run, Params params) {
        RunContext context = run.context();
        Chat chat = context.chat().orElseThrow(() -> CallException.failed(ReceiptCode.INVALID_REQUEST,
                "breakIn speaks for the user of the current chat, and this run has none"));
        injector.say(context.im(), context.account(), MessageEvent.in(chat, context.user()).messageId(context.messageId())
                .id(run.id() + "-break-in-" + brokenIn.incrementAndGet()).text(params.text("content")));
        return true;
    }
}
