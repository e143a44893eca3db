package dev.botyard.api.ability;

import dev.botyard.api.conversation.Chat;

/// Takes messages back.
public interface MessageRecall {

    /// Recalls a message by the platform's id.
    ///
    /// @param chat the chat of the run that asks; the message usually stands in it
    void recall(Chat chat, String messageId) throws InterruptedException;
}
