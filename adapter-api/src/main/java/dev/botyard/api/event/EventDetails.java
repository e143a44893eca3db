package dev.botyard.api.event;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What notices, requests and the like have in common.
public final class EventDetails {
    private final String name;
    private final String nativeName;
    private final String id;
    private final Instant time;
    private final @Nullable Chat chat;
    private final Person person;
    private final Map<String, Object> data;
    private final boolean once;

    private EventDetails(Builder builder) {
        name = builder.name;
        nativeName = builder.nativeName;
        id = builder.id;
        time = builder.time;
        chat = builder.chat;
        person = builder.person;
        data = Map.copyOf(builder.data);
        once = builder.once;
    }

    /// Details of the event with a canonical name, see [EventNames].
    public static Builder named(String canonicalName) {
        return new Builder(canonicalName);
    }

    /// The canonical name, such as `group.member.join`.
    public String name() {
        return name;
    }

    /// The OneBot-style name, such as `qq-notice-group_increase-approve`; `""` when there is none.
    public String nativeName() {
        return nativeName;
    }

    /// The id of the event, the same each time the platform delivers it; `""` when it has none.
    public String id() {
        return id;
    }

    /// When it happened.
    public Instant time() {
        return time;
    }

    /// Where it happened, if it happened in a chat.
    public Optional<Chat> chat() {
        return Optional.ofNullable(chat);
    }

    /// Whom it is about.
    public Person person() {
        return person;
    }

    /// What scripts read as event data, with OneBot v11 key names. Values are text, numbers, booleans, lists and maps.
    public Map<String, Object> data() {
        return data;
    }

    /// Whether the platform will not tell it again; see [MessageEvent#once].
    public boolean once() {
        return once;
    }

    /// Builds details.
    public static final class Builder {
        private final String name;
        private final Map<String, Object> data = new LinkedHashMap<>();
        private String nativeName = "";
        private String id = "";
        private Instant time = Instant.now();
        private @Nullable Chat chat;
        private Person person = Person.NOBODY;
        private boolean once;

        private Builder(String name) {
            this.name = name;
        }

        /// The OneBot-style name.
        public Builder nativeName(String value) {
            nativeName = value;
            return this;
        }

        /// The id of the event, the same each time the platform delivers it.
        public Builder id(String value) {
            id = value;
            return this;
        }

        /// When it happened; without it, now.
        public Builder time(Instant value) {
            time = value;
            return this;
        }

        /// Where it happened.
        public Builder chat(Chat value) {
            chat = value;
            return this;
        }

        /// Who it is about, or who did it.
        public Builder person(Person value) {
            person = value;
            return this;
        }

        /// Adds one value; null is left out.
        public Builder put(String key, @Nullable Object value) {
            if (value != null) {
                data.put(key, value);
            }
            return this;
        }

        /// Further facts under the platform's own keys.
        public Builder putAll(Map<String, ? extends @Nullable Object> values) {
            values.forEach(this::put);
            return this;
        }

        /// See [EventDetails#once].
        public Builder once(boolean value) {
            once = value;
            return this;
        }

        /// The details.
        public EventDetails build() {
            return new EventDetails(this);
        }
    }
}
