package com.example.{{package}};

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Speaks a made-up protocol to start from, one frame a message: in `ID person|group CHAT USER TEXT`, out `person|group CHAT TEXT`.
/// It passes the contract kit; replace the words of the protocol and keep the shape.
final class {{type}}Adapter implements Adapter {
    private static final Duration LOGIN = Duration.ofSeconds(5);

    private final AdapterContext context;
    private volatile WebSocket socket;

    {{type}}Adapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + context.config().text("token"));
        try (WebSocket opened = context.webSockets().connect(context.config().address("url").orElseThrow(), headers, LOGIN)) {
            socket = opened;
            connection.connected(AccountProfile.of(context.account().value()));
            while (true) {
                String frame = opened.receive();
                connection.alive();
                receive(frame.split(" ", 5));
            }
        } finally {
            socket = null;
        }
    }

    private void receive(String[] words) throws InterruptedException {
        if (words.length < 5) {
            context.log().warn("the platform said something that means nothing here");
            return;
        }
        Chat chat = words[1].equals("person") ? Chat.direct(words[2]) : new Chat(ChatKind.GROUP, words[2], "");
        context.events().emit(MessageEvent.in(chat, Person.of(words[3], "")).messageId(words[0]).text(words[4])
                .time(context.clock().instant()).build());
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        String kind = message.target().kind() == ChatKind.PRIVATE ? "person" : "group";
        String text = message.segments().stream().map(segment -> segment.accept(new Words())).collect(Collectors.joining());
        WebSocket open = socket;
        if (open == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "account " + context.account() + " is not connected");
        }
        open.send(kind + " " + message.target().id() + " " + text);
        return Receipt.of();
    }

    /// Everything as text, but media, which this wire cannot carry.
    private static final class Words implements SegmentVisitor<String> {
        @Override
        public String other(Segment segment) {
            return segment.asText();
        }

        @Override
        public String image(Segment.Image segment) {
            throw unsupported("pictures");
        }

        @Override
        public String voice(Segment.Voice segment) {
            throw unsupported("voice messages");
        }

        @Override
        public String video(Segment.Video segment) {
            throw unsupported("films");
        }

        @Override
        public String file(Segment.File segment) {
            throw unsupported("files");
        }

        private static AdapterException unsupported(String what) {
            return new AdapterException(ErrorKind.UNSUPPORTED, "{{name}} has no " + what);
        }
    }
}
