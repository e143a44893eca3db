package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.message.inbound.Injector;
import java.util.UUID;

/// `POST /messages`: a message as if it came from an IM.
public final class MessageResource implements AdminApi.Resource {
    private final Injector injector;

    public MessageResource(Injector injector) {
        this.injector = injector;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/messages", this::message);
    }

    private HttpReply message(HttpRequest request) {
        Arguments body = Body.of(request);
        String im = injector.canonical(body.required(Argument.IM_TYPE));
        String account = account(body, im);
        String user = body.required(Argument.USER);
        String group = body.text(Argument.GROUP);
        String id = body.text(Argument.MESSAGE_ID).isEmpty() ? "api-" + UUID.randomUUID() : body.text(Argument.MESSAGE_ID);
        Chat chat = group.isEmpty() ? Chat.direct(user) : new Chat(ChatKind.GROUP, group, body.text(Argument.GROUP_NAME));
        MessageEvent.Builder words = MessageEvent.in(chat, Person.of(user, body.text(Argument.USER_NAME))).messageId(id)
                .text(Outgoing.text(body.required(Argument.CONTENT))).once(true);
        return answer(injector.say(im, account, words), id);
    }

    private String account(Arguments body, String im) {
        Selection selection = injector.receiver(im, body.text(Argument.ACCOUNT));
        if (selection.account() == null) {
            throw new HttpProblem(selection.code() == ReceiptCode.ACCOUNT_UNKNOWN ? 404 : 400, selection.code().label(),
                    selection.reason());
        }
        return selection.accountId();
    }

    private static HttpReply answer(Acceptance acceptance, String id) {
        return AdminApi.json(acceptance == Acceptance.REFUSED ? 503 : 202, AcceptedRecord.of(acceptance, id));
    }
}
