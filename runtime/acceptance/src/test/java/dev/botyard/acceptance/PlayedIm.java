package dev.botyard.acceptance;

import java.util.List;

/// A platform with two accounts, `{im}_a` (the default) and `{im}_b`, and one chat in which everything happens.
interface PlayedIm extends AutoCloseable {

    String im();

    /// Arguments of a push to the chat: `"qq", "123", ""`.
    String target();

    /// Writes the account files; called before the host starts.
    void prepare(RunningHost host) throws Exception;

    /// Brings both accounts online.
    void arrive(RunningHost host) throws Exception;

    /// Somebody says something in the chat, which account `a` or `b` receives.
    ///
    /// @param kind `text`, `image`, `voice`, `video`, `file`, `quote` or `at`
    void say(String account, String kind, String text) throws Exception;

    /// What the platform got from an account, in order: `text hello`, `image hello`, the second word being the bytes of the medium.
    List<String> got(String account);

    void forget();

    @Override
    void close();
}
