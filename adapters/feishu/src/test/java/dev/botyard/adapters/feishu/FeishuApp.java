package dev.botyard.adapters.feishu;

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
}
