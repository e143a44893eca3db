package dev.botyard.api.adapter;

import dev.botyard.api.conversation.Chat;
import java.util.List;

/// What plugins answer to, for an adapter that offers it to people: buttons of a page, the menu of a platform. Thread-safe.
///
/// Hints, no more: a plugin may answer to much else, and who listens changes at any time.
public interface Commands {

    /// A host whose plugins tell nothing.
    Commands NONE = new Commands() {
        @Override
        public List<String> in(Chat chat, String userId) {
            return List.of();
        }

        @Override
        public Watch watch(Runnable changed) {
            return () -> {};
        }
    };

    /// What this person can say in this chat, as it stands, so that a plugin that can run now answers; the most important first, at most 100.
    ///
    /// @param userId who would say it; in a private chat its own person
    List<String> in(Chat chat, String userId);

    /// Hears, on a thread of the host, that [#in] may answer otherwise from now on, until the watch is closed. Several changes may be
    /// told as one. The host closes what is still open when the attempt that was lent this context has ended.
    Watch watch(Runnable changed);

    /// Somebody who hears of changes.
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /// Ends it; idempotent.
        @Override
        void close();
    }
}
