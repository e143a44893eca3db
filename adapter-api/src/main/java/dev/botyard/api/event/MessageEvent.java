package dev.botyard.api.event;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Somebody said something.
public final class MessageEvent implements InboundEvent {
    private final String id;
    private final Instant time;
    private final Chat chat;
    private final Person sender;
    private final String messageId;
    private final List<Segment> segments;
    private final boolean own;
    private final String raw;
    private final boolean once;
    private final boolean dated;

    private MessageEvent(Builder builder) {
        messageId = builder.messageId;
        id = builder.id == null ? messageId : builder.id;
        time = builder.time;
        chat = Objects.requireNonNull(builder.chat, "chat");
        sender = Objects.requireNonNull(builder.sender, "sender");
        segments = List.copyOf(builder.segments);
        own = builder.own;
        raw = builder.raw;
        once = builder.once;
        dated = builder.dated;
    }

    /// A message in `chat` from `sender`, received now.
    public static Builder in(Chat chat, Person sender) {
        return new Builder(chat, sender);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Instant time() {
        return time;
    }

    /// Where it was said.
    public Chat chat() {
        return chat;
    }

    /// Who said it.
    public Person sender() {
        return sender;
    }

    /// The platform's id of the message as text, `""` when it has none.
    public String messageId() {
        return messageId;
    }

    /// What was said, part by part.
    public List<Segment> segments() {
        return segments;
    }

    /// Whether the account itself said it. Scripts never see these.
    public boolean own() {
        return own;
    }

    /// The platform's own form, for diagnosis; `""` for none.
    public String raw() {
        return raw;
    }

    /// Whether the platform will not deliver it again once the adapter has handed it over, because it is told then that the message was taken.
    /// What it fires outlives any end of the host from the moment `emit` returns; unless it is over by then, that costs a write to disk. What
    /// other events fire is written a little later.
    public boolean once() {
        return once;
    }

    /// Whether the platform told the time. Where it did not, two messages with one id are told apart by what they say alone.
    public boolean dated() {
        return dated;
    }

    /// Builds message events.
    public static final class Builder {
        private final Chat chat;
        private final Person sender;
        private @Nullable String id;
        private Instant time = Instant.now();
        private String messageId = "";
        private List<Segment> segments = List.of();
        private boolean own;
        private String raw = "";
        private boolean once;
        private boolean dated;

        private Builder(Chat chat, Person sender) {
            this.chat = chat;
            this.sender = sender;
        }

        /// The event's id where it differs from the message's.
        public Builder id(String value) {
            id = value;
            return this;
        }

        /// When it was said, as the platform tells; the same each time it delivers the message.
        public Builder time(Instant value) {
            time = value;
            dated = true;
            return this;
        }

        /// When it came, where the platform does not tell when it was said.
        public Builder receivedAt(Instant value) {
            time = value;
            dated = false;
            return this;
        }

        /// The platform's id of the message, the same each time the platform delivers it.
        public Builder messageId(String value) {
            messageId = value;
            return this;
        }

        /// What was said, part by part.
        public Builder segments(List<Segment> value) {
            segments = value;
            return this;
        }

        /// What was said, where it is nothing but text.
        public Builder text(String value) {
            return segments(List.of(new Segment.Text(value)));
        }

        /// Whether the account itself said it.
        public Builder own(boolean value) {
            own = value;
            return this;
        }

        /// The message as the platform sent it, for people who look for a fault.
        public Builder raw(String value) {
            raw = value;
            return this;
        }

        /// See [MessageEvent#once].
        public Builder once(boolean value) {
            once = value;
            return this;
        }

        /// The event.
        public MessageEvent build() {
            return new MessageEvent(this);
        }
    }
}
