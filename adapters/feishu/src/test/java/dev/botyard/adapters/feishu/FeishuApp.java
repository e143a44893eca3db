package dev.botyard.adapters.feishu;

import dev.botyard.testkit.Patience;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// An app of the fake platform, as the developer console shows it, and the connections that it holds.
final class FeishuApp {
    private static final String SECRET = "sEcReT0of0The0App0";

    final String id;
    final String botOpenId;
    final String secret;
    final String encryptKey;
    final String verificationToken;
    final List<FeishuLine> lines = new CopyOnWriteArrayList<>();
    /// Events that a connection took with it when it ended.
    final LinkedBlockingQueue<String> unanswered = new LinkedBlockingQueue<>();
    volatile boolean revoked;

    FeishuApp(int number) {
        id = String.format("cli_%016x", 0xa1b2_0000_0000L + number);
        botOpenId = "ou_bot" + number;
        secret = SECRET + number;
        encryptKey = "the-encrypt-key-" + number;
        verificationToken = "the-verification-token-" + number;
    }

    /// The connection that was opened last, null where none is open.
    FeishuLine newest() {
        FeishuLine[] open = lines.toArray(FeishuLine[]::new); // one may go at any moment
        return open.length == 0 ? null : open[open.length - 1];
    }

    /// The same, which an account may know of before this side does.
    FeishuLine line() {
        return lineAfter(null);
    }

    /// Another one than the former.
    FeishuLine lineAfter(FeishuLine former) {
        return Patience.await("a connection").until(this::newest, line -> line != null && line != former);
    }
}
