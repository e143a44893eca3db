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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Speaks a made-up protocol to start from. In: `message ID person|group CHAT USER TEXT`. Out: `NUMBER person|group CHAT TEXT`, which the
/// platform answers with `sent NUMBER ID`. It passes the contract kit; replace the words of the protocol and keep the shape.
final class {{type}}Adapter implements Adapter {
    private static final Duration LOGIN = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN = 200;
    private static final String LOST = "";

    private final AdapterContext context;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, BlockingQueue<String>> asked = new ConcurrentHashMap<>();
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
                receive(frame.split(" ", 6));
            }
        } finally {
            socket = null;
            asked.values().forEach(place -> place.offer(LOST));
        }
    }

    private void receive(String[] words) throws InterruptedException {
        if (words[0].equals("sent") && words.length == 3) {
            BlockingQueue<String> place = asked.get(words[1]);
            if (place != null) {
                place.offer(words[2]);
            }
        } else if (words[0].equals("message") && words.length == 6) {
            Chat chat = words[2].equals("person") ? Chat.direct(words[3]) : new Chat(ChatKind.GROUP, words[3], "");
            context.events().emit(MessageEvent.in(chat, Person.of(words[4], "")).messageId(words[1]).text(words[5])
                    .time(context.clock().instant()).build());
        } else {
            context.log().warn("the platform said '{}', which means nothing here", words[0]);
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        String kind = message.target().kind() == ChatKind.PRIVATE ? "person" : "group";
        String text = message.segments().stream().map(segment -> segment.accept(new Words())).collect(Collectors.joining());
        WebSocket open = socket;
        if (open == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "account " + context.account() + " is not connected");
        }
        String number = Long.toString(numbers.incrementAndGet());
        BlockingQueue<String> place = new ArrayBlockingQueue<>(1);
        asked.put(number, place);
        try {
            open.send(number + " " + kind + " " + message.target().id() + " " + text);
            return Receipt.of(answer(place, message.timeout()));
        } finally {
            asked.remove(number);
        }
    }

    /// From here on the message may have been sent, whatever happens.
    private String answer(BlockingQueue<String> place, Duration timeout) throws InterruptedException {
        while (true) {
            String id = place.poll(Math.min(timeout.toMillis(), LOOK_AGAIN), TimeUnit.MILLISECONDS);
            timeout = timeout.minusMillis(LOOK_AGAIN);
            if (id != null && !id.equals(LOST)) {
                return id;
            }
            if (id != null || socket == null || !timeout.isPositive()) {
                throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "the platform gave no answer; the message may have been sent");
            }
        }
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
