package dev.botyard.testkit;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// A platform that comes to the host: whatever is posted with the account's key is a message. Its page tells operators from strangers.
final class DoorAdapterFactory implements AdapterFactory {
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("door").name("Door").imTypes("door")
            .schema(ConfigSchema.of(ConfigField.secret("key", "What posts must show"))).build();

    /// Until it is opened, an attempt does not listen yet.
    volatile CountDownLatch opening = new CountDownLatch(0);

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new Door(context);
    }

    private final class Door implements Adapter {
        private final AdapterContext context;
        private final String key;

        Door(AdapterContext context) {
            this.context = context;
            key = context.config().text("key");
        }

        @Override
        public void run(Connection connection) throws InterruptedException {
            opening.await();
            Admission admission = Admission.of(request -> request.carriesToken(key) ? Decision.ADMIT : Decision.NOT_MINE);
            try (Registration door = context.routes().http(admission, this::posted);
                    Registration page = context.routes().mount("page-" + context.account(), Door::page)) {
                connection.connected(AccountProfile.of(context.account() + " behind " + key));
                new CountDownLatch(1).await();
            }
        }

        private RouteAnswer posted(RouteRequest request) throws InterruptedException {
            String text = new String(request.body(), StandardCharsets.UTF_8);
            Acceptance taken = context.events()
                    .emit(MessageEvent.in(Chat.direct("1"), Person.of("1", "")).messageId(text).text(text).build());
            return RouteAnswer.status(taken == Acceptance.REFUSED ? 503 : 204);
        }

        private static RouteAnswer page(RouteRequest request) {
            return RouteAnswer.text(200, request.operator() ? "operator" : "stranger");
        }

        @Override
        public Receipt send(OutboundMessage message) {
            return Receipt.of(message.target().id());
        }
    }
}
