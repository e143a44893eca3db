package dev.botyard.api.ability;

import dev.botyard.api.conversation.Chat;
import java.time.Duration;

/// Changes what the bot's own messages say.
public interface MessageEdit {

    /// Replaces the whole text of a message that was text alone. People see the new one as it stands: nothing in it is markup, a mention or
    /// a code. A text that the message has already is a success.
    ///
    /// @param chat      where the message stands
    /// @param messageId one of the ids of its receipt
    /// @param text      not blank, and within the limits of one message
    void edit(Chat chat, String messageId, String text) throws InterruptedException;

    /// How long the platform wants between two edits of one message. The host keeps to it where a text grows word by word.
    default Duration editPause(@SuppressWarnings("unused") Chat chat) {
        return Duration.ofMillis(1200);
    }

    /// How often one message may be edited, 0 for no limit.
    default int mostEdits() {
        return 0;
    }
}
