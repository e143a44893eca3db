package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.qqbot.played.PlayedBot;
import dev.botyard.adapters.qqbot.played.QqPosts;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The played platform with webhooks: events go as posts, one after the other for each bot.
final class WebhookFake extends QqBotFake {
    private final QqPosts posts;
    private final Map<String, ExecutorService> posting = new ConcurrentHashMap<>();

    WebhookFake(URI host) {
        posts = new QqPosts(host.resolve("/api/qqbot/receive"));
        server.posting((bot, frame) -> posting.get(bot.appId()).execute(() -> post(bot, frame)));
    }

    @Override
    public Map<String, List<String>> config() {
        Map<String, List<String>> config = new HashMap<>(super.config());
        config.put("transport", List.of("webhook"));
        config.put("check_every", List.of("300ms"));
        posting.put(bots.getLast().appId(),
                Executors.newSingleThreadExecutor(Thread.ofVirtual().name("qqbot-post").factory()));
        return config;
    }

    /// There is none; what is open are calls under way.
    @Override
    public int connections() {
        return 0;
    }

    private void post(PlayedBot bot, String frame) {
        try {
            posts.post(bot, frame, Patience.SOON);
        } catch (IOException gone) {
            // The host has stopped; what was not taken is not told again.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void deliverNonsense() {
        for (PlayedBot bot : bots) {
            for (String nonsense : NONSENSE) {
                posting.get(bot.appId()).execute(() -> post(bot, nonsense));
            }
        }
    }

    @Override
    public void close() {
        posting.values().forEach(ExecutorService::shutdownNow);
        super.close();
    }
}
