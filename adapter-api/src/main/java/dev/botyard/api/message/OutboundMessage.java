package dev.botyard.api.message;

import dev.botyard.api.conversation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A message to send. Made by the host; immutable.
public final class OutboundMessage {
    private final String requestId;
    private final Target target;
    private final String title;
    private final List<Segment> segments;
    private final Duration timeout;
    private final String inReplyTo;
    private final Map<String, Object> options;

    private OutboundMessage(Builder builder) {
        requestId = builder.requestId;
        target = Objects.requireNonNull(builder.target);
        title = builder.title;
        segments = List.copyOf(builder.segments);
        timeout = builder.timeout;
        inReplyTo = builder.inReplyTo;
        options = Map.copyOf(builder.options);
    }

    /// A message for `target`.
    public static Builder to(Target target) {
        return new Builder(target);
    }

    /// Unique per send: for platforms that de-duplicate.
    public String requestId() {
        return requestId;
    }

    /// Whom it goes to.
    public Target target() {
        return target;
    }

    /// A heading for platforms that have one; `""` for none. The segments are complete without it.
    public String title() {
        return title;
    }

    /// The parts in order; never empty.
    public List<Segment> segments() {
        return segments;
    }

    /// How long the platform's answer may take, from the call of `send`. After it: `UNKNOWN_OUTCOME` if the wire was touched.
    public Duration timeout() {
        return timeout;
    }

    /// The id of the message that this one answers, `""` for a proactive push. For platforms with reply windows; not a quotation.
    public String inReplyTo() {
        return inReplyTo;
    }

    /// Further options of the script, by its own names; values are text, numbers, booleans, lists and maps.
    public Map<String, Object> options() {
        return options;
    }

    /// Builds messages.
    public static final class Builder {
        private final Target target;
        private String requestId = "";
        private String title = "";
        private List<Segment> segments = List.of();
        private Duration timeout = Duration.ofSeconds(5);
        private String inReplyTo = "";
        private Map<String, Object> options = Map.of();

        private Builder(Target target) {
            this.target = target;
        }

        /// The id under which the platform may drop a second sending.
        public Builder requestId(String value) {
            requestId = value;
            return this;
        }

        /// A title for platforms that have one, `""` for none.
        public Builder title(String value) {
            title = value;
            return this;
        }

        /// What is said, part by part.
        public Builder segments(List<Segment> value) {
            segments = value;
            return this;
        }

        /// What is said, part by part.
        public Builder segments(Segment... value) {
            return segments(List.of(value));
        }

        /// How long to wait for the platform's answer.
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /// The id of the message that it answers, `""` for none.
        public Builder inReplyTo(String value) {
            inReplyTo = value;
            return this;
        }

        /// What the script asked for besides, by the names of the platform.
        public Builder options(Map<String, Object> value) {
            options = value;
            return this;
        }

        /// The message.
        public OutboundMessage build() {
            if (segments.isEmpty()) {
                throw new IllegalArgumentException("a message needs at least one segment");
            }
            return new OutboundMessage(this);
        }
    }
}
