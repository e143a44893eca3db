package dev.botyard.api.ability;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.MessageEvent;
import java.util.List;

/// Acts on messages that are there, and reads them. An adapter overrides what its platform has; the rest answers `UNSUPPORTED`.
public interface MessageActions {

    /// Reacts to a message, or takes the reaction back.
    ///
    /// @param chat  where the message stands, as far as the caller knows
    /// @param emoji the platform's id of a reaction, or the emoji itself
    default void react(Chat chat, String messageId, String emoji, boolean on) throws InterruptedException {
        throw Unsupported.saying("reacting to messages");
    }

    /// Shows people that the bot has read a message and all before it.
    ///
    /// @param messageId `""` for all of the chat
    default void markRead(Chat chat, String messageId) throws InterruptedException {
        throw Unsupported.saying("marking messages as read");
    }

    /// Messages of a chat that the platform keeps, the oldest first.
    ///
    /// @param before the id of the message whose predecessors are wanted, `""` for the newest
    /// @param most   how many at most
    default List<MessageEvent> history(Chat chat, String before, int most) throws InterruptedException {
        throw Unsupported.saying("reading old messages");
    }

    /// What is said in a recording.
    ///
    /// @param messageId the message with the recording
    default String transcribe(Chat chat, String messageId) throws InterruptedException {
        throw Unsupported.saying("turning speech into text");
    }
}
