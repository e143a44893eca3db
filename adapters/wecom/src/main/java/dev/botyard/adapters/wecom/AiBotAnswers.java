package dev.botyard.adapters.wecom;

import dev.botyard.adapters.wecom.WecomOutbound.Part;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.message.OutboundMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What can still be answered on a connection, and the streams that are not finished. Thread-safe.
final class AiBotAnswers {
    private static final Duration STREAM = Duration.ofMinutes(6);
    private static final Duration WELCOME = Duration.ofSeconds(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz");
    private static final int MANY = 1_000;

    private final Clock clock;
    private final Duration window;
    private final Map<String, Answer> open = newest();
    private final Map<String, Answer> entered = newest();
    private final Map<String, Instant> streams = newest();

    AiBotAnswers(Clock clock, Duration window) {
        this.clock = clock;
        this.window = window;
    }

    private static <T> Map<String, T> newest() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MANY;
            }
        });
    }

    /// Where an answer goes.
    record Answer(String requestId, Chat chat, Instant until) {}

    /// Something came that can be answered.
    void note(InboundEvent event, String requestId) {
        if (event instanceof MessageEvent message) {
            open.put(message.messageId(), new Answer(requestId, message.chat(), clock.instant().plus(window)));
        } else if (event instanceof NoticeEvent(var details) && details.nativeName().endsWith("enter_chat")) {
            details.chat().ifPresent(chat -> entered.put(chat.id(), new Answer(requestId, chat, clock.instant().plus(WELCOME))));
        }
    }

    /// What `message` answers in the chat where it was said, as long as that can be answered.
    Optional<Answer> find(OutboundMessage message) {
        return Optional.ofNullable(open.get(message.inReplyTo()))
                .filter(answer -> answer.chat().id().equals(message.target().id()) && clock.instant().isBefore(answer.until()));
    }

    void forget(String messageId) {
        open.remove(messageId);
    }

    /// Somebody opened the chat a moment ago and may be welcomed, once.
    Optional<String> welcome(String chat) {
        return Optional.ofNullable(entered.remove(chat)).filter(answer -> clock.instant().isBefore(answer.until()))
                .map(Answer::requestId);
    }

    /// One text that may grow.
    ///
    /// @param finish whether this is its last form
    record Stream(String id, boolean finish) {
        void write(JsonGenerator out, String text) {
            out.writeStringProperty("msgtype", "stream");
            out.writeObjectPropertyStart("stream");
            out.writeStringProperty("id", id);
            out.writeBooleanProperty("finish", finish);
            out.writeStringProperty("content", text);
            out.writeEndObject();
        }
    }

    /// The stream that a script named with the option `stream`, which goes on until `finish`; else one of its own.
    ///
    /// @throws AdapterException `WINDOW_CLOSED` after 6 minutes
    Stream stream(OutboundMessage message, Part part) {
        String named = String.valueOf(message.options().getOrDefault("stream", ""));
        if (named.isEmpty()) {
            return new Stream(message.requestId() + "-" + Integer.toHexString(part.hashCode()), true);
        }
        boolean finish = !String.valueOf(message.options().getOrDefault("finish", "true")).equals("false");
        Instant closes = streams.computeIfAbsent(named, _ -> clock.instant()).plus(STREAM);
        if (!clock.instant().isBefore(closes)) {
            throw new AdapterException(ErrorKind.WINDOW_CLOSED, "the stream '" + named + "' closed at "
                    + TIME.format(closes.atZone(clock.getZone())) + ", 6 minutes after its first part; send a new message");
        }
        if (finish) {
            streams.remove(named);
        }
        return new Stream(named, finish);
    }
}
