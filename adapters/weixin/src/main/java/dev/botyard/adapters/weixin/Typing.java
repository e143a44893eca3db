package dev.botyard.adapters.weixin;

import dev.botyard.api.error.AdapterException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/// Shows "typing" where the account asks for it. A courtesy: its failures cost nothing. Thread-safe.
final class Typing {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MAX_TICKETS = 1000;

    private final boolean wanted;
    private final Logger log;
    private final Map<String, String> tickets = new ConcurrentHashMap<>();

    Typing(boolean wanted, Logger log) {
        this.wanted = wanted;
        this.log = log;
    }

    void show(WeixinClient client, String person, String contextToken, boolean typing) throws InterruptedException {
        if (!wanted || Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            String ticket = tickets.get(person);
            if (ticket == null && typing) {
                ticket = client.typingTicket(person, contextToken, PATIENCE);
                remember(person, ticket);
            }
            if (ticket != null && !ticket.isEmpty()) {
                client.typing(person, ticket, typing, PATIENCE);
            }
        } catch (AdapterException unimportant) {
            tickets.remove(person);
            log.debug("typing is not shown to {}: {}", person, unimportant.getMessage());
        }
    }

    private void remember(String person, String ticket) {
        if (tickets.size() >= MAX_TICKETS) {
            tickets.clear();
        }
        tickets.put(person, ticket);
    }
}
