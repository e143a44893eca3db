package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// `recall`: takes messages of the current chat back. Answers with a send receipt; a recall that failed is told in it,
/// with its code first as in that of a reply.
public final class RecallCalls implements Gateway.Calls {
    private final Sessions sessions;

    public RecallCalls(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("recall", this::recall);
    }

    /// Ids out of an id, a receipt, or a list of either. Scripts hand on what `reply` answered, whatever that was.
    static Stream<String> ids(JsonNode given) {
        if (given.isArray()) {
            return given.valueStream().flatMap(RecallCalls::ids);
        }
        if (given.path("message_ids").size() > 0) {
            return ids(given.path("message_ids"));
        }
        String id = given.isBoolean() ? "" : Params.id(given, "message_id", "messageid", "id");
        return id.isBlank() ? Stream.empty() : Stream.of(id);
    }

    private Object recall(Run run, Params params) throws InterruptedException {
        List<String> ids = params.items("ids").flatMap(RecallCalls::ids).map(Outgoing::text).toList();
        if (ids.isEmpty()) {
            return SendReceipt.of(false, List.of(), null,
                    ReceiptCode.INVALID_REQUEST.label() + ": there is no message id to recall", "recallMessage");
        }
        Chat chat = run.context().chat().orElseThrow(() -> CallException.failed(ReceiptCode.INVALID_REQUEST,
                "recallMessage works in the current chat, and this run has none"));
        AccountSession session = sessions.current(run);
        List<String> recalled = new ArrayList<>();
        String error = "";
        for (String id : ids) {
            try {
                Sessions.use(session, MessageRecall.class, ability -> {
                    ability.recall(chat, id);
                    return null;
                });
                recalled.add(id);
            } catch (CallException e) {
                error = e.code() + ": " + e.getMessage();
                run.note("message " + id + " was not recalled: " + error);
            }
        }
        return SendReceipt.of(error.isEmpty(), recalled, "", error, "recallMessage");
    }
}
