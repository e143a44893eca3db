package dev.botyard.runtime.admin;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.account.Account;
import dev.botyard.runtime.account.AccountRegistry;
import dev.botyard.runtime.border.Outgoing;
import dev.botyard.runtime.config.Nearest;
import dev.botyard.runtime.http.HttpProblem;
import dev.botyard.runtime.http.HttpReply;
import dev.botyard.runtime.http.HttpRequest;
import dev.botyard.runtime.inbound.InboundPipeline;
import dev.botyard.runtime.outbound.Dispatcher;
import dev.botyard.runtime.payment.Amount;
import java.util.Map;
import java.util.UUID;

/// `POST /messages`: a message as if it came from an IM. `POST /payments`: a payment as if an adapter had reported it.
public final class MessageTopic implements AdminApi.Topic {
    private final InboundPipeline pipeline;
    private final AccountRegistry registry;
    private final Dispatcher dispatcher;

    public MessageTopic(InboundPipeline pipeline, AccountRegistry registry, Dispatcher dispatcher) {
        this.pipeline = pipeline;
        this.registry = registry;
        this.dispatcher = dispatcher;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/messages", this::message);
        api.post("/payments", this::payment);
    }

    private HttpReply message(HttpRequest request) {
        Body body = Body.of(request);
        String im = dispatcher.canonical(body.required("imType", "im_type", "im"));
        String account = account(body, im);
        String user = body.required("userID", "userId", "user_id", "user");
        String group = body.text("groupCode", "group_code", "group");
        String id = body.text("message_id", "messageID").isEmpty()
                ? "api-" + UUID.randomUUID()
                : body.text("message_id", "messageID");
        Chat chat = group.isEmpty() ? Chat.direct(user) : new Chat(ChatKind.GROUP, group, body.text("groupName", "chatName"));
        MessageEvent event = MessageEvent.in(chat, Person.of(user, body.text("userName", "user_name"))).messageId(id)
                .text(Outgoing.text(body.required("content", "message", "text"))).once(true).build();
        return answer(pipeline.accept(im, account, event), id);
    }

    private HttpReply payment(HttpRequest request) {
        Body body = Body.of(request);
        String im = dispatcher.canonical(body.required("imType", "im_type", "im"));
        String id = body.text("trade_no").isEmpty() ? "api-" + UUID.randomUUID() : body.text("trade_no");
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id(id)
                .person(Person.of(body.text("userID", "user_id", "FromWxid"), body.text("userName", "FromName"))).once(true)
                .build();
        String amount = body.required("amount", "money", "Money");
        if (Amount.of(amount).isEmpty()) {
            throw new HttpProblem(400, "invalid_request", "amount is '" + amount + "'; it must be a number such as 19.8");
        }
        return answer(pipeline.accept(im, account(body, im), new PaymentEvent(details, amount,
                body.text("channel", "payment_channel"), body.text("type", "payment_type", "Type"), body.text("trade_no"),
                body.text("remark"))), id);
    }

    private String account(Body body, String im) {
        String named = body.text("account_id", "accountID", "accountId", "account");
        if (!named.isEmpty()) {
            Account account = registry.snapshot().find(named).orElseThrow(() -> AdminApi.noAccount(named, registry.snapshot()));
            if (!account.im().equals(im)) {
                throw new HttpProblem(400, "invalid_request",
                        "account " + named + " belongs to " + account.im() + ", not to " + im);
            }
            return named;
        }
        return registry.snapshot().preferred(im)
                .or(() -> registry.snapshot().all().stream().filter(account -> account.im().equals(im)).findFirst())
                .map(account -> account.id().value())
                .orElseThrow(() -> new HttpProblem(400, "no_account", "no account is configured for " + im + "."
                        + Nearest.choices(im, registry.snapshot().imTypes())));
    }

    private static HttpReply answer(Acceptance acceptance, String id) {
        return AdminApi.json(acceptance == Acceptance.REFUSED ? 503 : 202,
                Map.of("accepted", acceptance == Acceptance.ACCEPTED, "outcome",
                        AdminApi.label(acceptance), "message_id", id));
    }
}
