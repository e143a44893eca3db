package com.example.{{package}};

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Speaks a made-up protocol to start from: each line in is `USER TEXT`, each line out is `TARGET TEXT`.
final class {{type}}Adapter implements Adapter {
    private final AdapterContext context;
    private volatile WebSocket socket;

    {{type}}Adapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + context.config().text("token"));
        try (WebSocket opened = context.webSockets().connect(context.config().address("url").orElseThrow(), headers, Duration.ofSeconds(10))) {
            socket = opened;
            connection.connected(AccountProfile.of(context.account().value()));
            while (true) {
                String[] line = opened.receive().split(" ", 2);
                connection.alive();
                context.events().emit(MessageEvent.in(Chat.direct(line[0]), Person.of(line[0], "")).text(line.length > 1 ? line[1] : "").build());
            }
        } finally {
            socket = null;
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        WebSocket open = socket;
        if (open == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "account " + context.account() + " is not connected");
        }
        String text = message.segments().stream().map(Segment::asText).collect(Collectors.joining());
        open.send(message.target().id() + " " + text);
        return Receipt.of();
    }
}
