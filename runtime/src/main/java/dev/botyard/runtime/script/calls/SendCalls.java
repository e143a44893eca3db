package dev.botyard.runtime.script.calls;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.PushException;
import dev.botyard.runtime.message.outbound.PushKind;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.PushRequest;
import dev.botyard.runtime.message.outbound.ReplyRequest;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.CallException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `push` and `reply`.
public final class SendCalls implements Gateway.Calls {
    private final Dispatcher dispatcher;

    public SendCalls(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("push", this::push);
        methods.put("reply", this::reply);
    }

    private Object push(Run run, Params params) throws InterruptedException {
        PushRequest request = request(run.origin(), params);
        try {
            PushReceipt receipt = dispatcher.push(request);
            if (receipt.sent() == 0) {
                run.note("push to " + receipt.imType() + " was not sent: " + receipt.code().label() + ": " + receipt.reason());
            }
            return new Pushed(receipt.sent(), receipt);
        } catch (PushException e) {
            if (e.empty()) {
                run.note("push to " + request.imType() + " was not sent: " + e.getMessage());
                return new Pushed(0, new Unsent(e.code(), e.getMessage()));
            }
            run.note("push to " + request.imType() + " failed: " + e.code().label() + ": " + e.getMessage());
            throw CallException.failed(e.code(), e.getMessage());
        }
    }

    static PushRequest request(Origin origin, Params params) {
        return new PushRequest(origin, kind(params, "push"), params.text(Argument.IM_TYPE), params.text(Argument.GROUP),
                params.text(Argument.USER), params.text("title"), content(params), source(params), items(params),
                params.options(),
                params.timeout());
    }

    /// A heading alone is what is said.
    private static String content(Params params) {
        String content = params.written(Argument.CONTENT);
        return content.isEmpty() ? params.written("title") : content;
    }

    private static String source(Params params) {
        return Outgoing.source(params.written(Argument.SOURCE));
    }

    /// Items in which only what is said has marks.
    private static List<Map<String, Object>> items(Params params) {
        List<Map<String, Object>> items = params.writtenParts("items");
        for (Map<String, Object> item : items) {
            item.replaceAll((key, value) -> switch (key) {
                case "text", "content" -> value;
                case "source", "file", "url", "path" -> value instanceof String source ? Outgoing.source(source) : value;
                default -> Outgoing.value(value);
            });
        }
        return items;
    }

    private static PushKind kind(Params params, String method) {
        String label = params.has("kind") ? params.text("kind") : "text";
        return PushKind.named(label).orElseThrow(() -> CallException.invalid(
                method + ": kind '" + label + "' is unknown; it must be text, markdown, image, voice, video, file or mixed"));
    }

    private Object reply(Run run, Params params) throws InterruptedException {
        PushKind kind = kind(params, "reply");
        String action = "send" + kind.label().substring(0, 1).toUpperCase(Locale.ROOT) + kind.label().substring(1);
        if (run.context().trigger() == Trigger.ROUTE && (kind == PushKind.TEXT || kind == PushKind.MARKDOWN)) {
            run.respond(params.text("text"));
            return SendReceipt.sent(List.of(), "", action);
        }
        Optional<Chat> chat = run.context().chat();
        if (chat.isEmpty() || run.context().account().isEmpty()) {
            String text = kind == PushKind.TEXT || kind == PushKind.MARKDOWN ? params.text("text") : params.text("source");
            run.note("reply without a chat (" + run.context().trigger().label() + " run): " + text);
            return SendReceipt.unsent("",
                    "a " + run.context().trigger().label() + " run has no chat to reply to; use push", action);
        }
        ReplyRequest request = reply(run.origin(), chat.get(), run.context().messageId(), params);
        try {
            PushReceipt sent = dispatcher.reply(request);
            return sent.sent() == 1
                    ? SendReceipt.sent(sent.messageIds(), sent.raw(), action)
                    : unsent(run, sent.code(), sent.reason(), sent.raw(), action);
        } catch (PushException e) {
            return unsent(run, e.code(), e.getMessage(), "", action);
        }
    }

    static ReplyRequest reply(Origin origin, Chat chat, String messageId, Params params) {
        return new ReplyRequest(origin, chat, messageId, kind(params, "reply"), params.written("text"), source(params),
                items(params),
                params.options());
    }

    /// A reply that cannot be sent is told in its receipt: scripts read `ok`, and go on.
    private static Object unsent(Run run, ReceiptCode code, String reason, String raw, String action) {
        String error = code.label() + ": " + reason;
        run.note("reply was not sent: " + error);
        return SendReceipt.unsent(raw, error, action);
    }

    /// @param receipt a [PushReceipt] or [Unsent]
    private record Pushed(int sent, Object receipt) {}

    private record Unsent(ReceiptCode code, String reason) {}
}
