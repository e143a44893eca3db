package dev.botyard.runtime.message.inbound;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The way of one message through the host, for whoever asks later why it was answered or not. It holds references to what there is anyway;
/// words are found when somebody asks. Thread-safe: a later stage may add to it while it is read.
public final class Journey {
    /// Of a message that nobody keeps a trace of.
    public static final Journey UNSEEN = new Journey();
    /// Longer texts are cut, so that strangers cannot fill the memory.
    public static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_NAME = 200;

    private final long number;
    private final String im;
    private final String account;
    private final String group;
    private final String user;
    private final String userName;
    private final String messageId;
    private final String text;
    private final int length;
    private final Instant time;
    private volatile Stage stage;
    private volatile String waiter = "";
    private volatile @Nullable Sequel sequel;

    /// How far it came.
    public enum Stage {
        /// The same message was taken before.
        DUPLICATE,
        /// Another message with its id was taken before.
        CHANGED,
        /// It is held for a script that has asked something and does not listen yet.
        HELD,
        /// A run that waited took it.
        WAITER,
        /// It was put to the plugins.
        PLUGINS
    }

    /// What a later wing made of it; who shows it knows the form.
    public interface Sequel {}

    private Journey() {
        number = 0;
        im = account = group = user = userName = messageId = text = "";
        length = 0;
        time = Instant.EPOCH;
        stage = Stage.PLUGINS;
    }

    Journey(long number, InboundMessage message, Stage stage) {
        MessageEvent event = message.event();
        Chat chat = event.chat();
        Person sender = event.sender();
        this.number = number;
        this.im = message.im();
        this.account = message.account();
        this.group = chat.shared() ? cut(chat.id(), LONGEST_NAME) : "";
        this.user = cut(sender.id(), LONGEST_NAME);
        this.userName = cut(sender.name(), LONGEST_NAME);
        this.messageId = cut(event.messageId(), LONGEST_NAME);
        this.text = cut(message.text(), LONGEST_TEXT);
        this.length = message.text().length();
        this.time = event.time();
        this.stage = stage;
    }

    /// The text itself where it is short, which is nearly always.
    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /// Counts messages from the start of the host on.
    public long number() {
        return number;
    }

    public String im() {
        return im;
    }

    /// Who received it.
    public String account() {
        return account;
    }

    /// `""` in a private chat.
    public String group() {
        return group;
    }

    public String user() {
        return user;
    }

    public String userName() {
        return userName;
    }

    /// `""` where the platform gives none.
    public String messageId() {
        return messageId;
    }

    /// The text, its first [#LONGEST_TEXT] characters.
    public String text() {
        return text;
    }

    /// How long the text was.
    public int length() {
        return length;
    }

    public Instant time() {
        return time;
    }

    public Stage stage() {
        return stage;
    }

    /// The run that took it, `""` for none.
    public String waiter() {
        return waiter;
    }

    /// What the plugins made of it, null before.
    public @Nullable Sequel sequel() {
        return sequel;
    }

    void held() {
        if (number != 0) {
            stage = Stage.HELD;
        }
    }

    void taken(Waiters.Owner owner) {
        if (number != 0) {
            waiter = owner.id();
            stage = Stage.WAITER;
        }
    }

    void goesOn() {
        if (number != 0) {
            stage = Stage.PLUGINS;
        }
    }

    /// It was put to the plugins.
    public void heard(Sequel next) {
        if (number != 0) {
            sequel = next;
        }
    }

    /// Whether anybody keeps it.
    public boolean kept() {
        return number != 0;
    }
}
