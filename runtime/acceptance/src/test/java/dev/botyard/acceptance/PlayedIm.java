package dev.botyard.acceptance;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A platform with two accounts, of which the first is the default, and one chat in which everything happens.
interface PlayedIm extends AutoCloseable {

    List<String> accounts();

    /// Writes the account files; called before the host starts.
    default void prepare(@SuppressWarnings("unused") RunningHost host) throws Exception {}

    /// Brings both accounts online.
    default void arrive(@SuppressWarnings("unused") RunningHost host) throws Exception {}

    /// Somebody says something in the chat, which the account receives.
    ///
    /// @param kind `text`, `image`, `voice`, `video`, `file`, `quote` or `at`
    void say(String account, String kind, String text) throws Exception;

    /// Something happened that is no message.
    default void report(String account, int event, JsonNode data) {
        throw new IllegalArgumentException(account + " can report no " + event + " with " + data);
    }

    /// What the platform got from an account, in order: `text hello`, `image hello`, the second word being the bytes of the medium.
    List<String> got(String account);

    /// What the calls of a type said under a key.
    default List<String> told(String call, String key) {
        throw new IllegalArgumentException("nobody notes " + call + " with " + key);
    }

    /// What came so far belongs to an earlier case.
    void forget();

    @Override
    void close();
}
