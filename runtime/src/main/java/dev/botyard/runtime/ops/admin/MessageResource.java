package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.script.payment.Amount;
import java.util.UUID;

/// `POST /messages`: a message as if it came from an IM. `POST /payments`: a payment as if an adapter had reported it.
public final class MessageResource implements AdminApi.Resource {
    private final Injector injector;

    public MessageResource(Injector injector) {
        this.injector = injector;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/messages", this::message);
        api.post("/payments", this::payment);
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

    private HttpReply payment(HttpRequest request) {
        Arguments body = Body.of(request);
        String im = injector.canonical(body.required(Argument.IM_TYPE));
        String id = body.text("trade_no").isEmpty() ? "api-" + UUID.randomUUID() : body.text("trade_no");
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id(id)
                .person(Person.of(or(body.text(Argument.USER), body.text("FromWxid")),
                        or(body.text(Argument.USER_NAME), body.text("FromName"))))
                .once(true)
                .build();
        String amount = body.required("amount", "money", "Money");
        if (Amount.of(amount).isEmpty()) {
            throw new HttpProblem(400, "invalid_request", "amount is '" + amount + "'; it must be a number such as 19.8");
        }
        return answer(injector.tell(im, account(body, im), new PaymentEvent(details, amount,
                body.text("channel", "payment_channel"), body.text("type", "payment_type", "Type"), body.text("trade_no"),
                body.text("remark"))), id);
    }

    private String account(Arguments body, String im) {
        Selection selection = injector.receiver(im, body.text(Argument.ACCOUNT));
        if (selection.account() == null) {
            throw new HttpProblem(selection.code() == ReceiptCode.ACCOUNT_UNKNOWN ? 404 : 400, selection.code().label(),
                    selection.reason());
        }
        return selection.accountId();
    }

    private static String or(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    private static HttpReply answer(Acceptance acceptance, String id) {
        return AdminApi.json(acceptance == Acceptance.REFUSED ? 503 : 202, AcceptedRecord.of(acceptance, id));
    }
}
