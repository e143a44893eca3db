package dev.botyard.runtime.ops.alert;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.DirectGate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// Accounts that come online at once, fall when told, and remember what they sent.
final class MessengerGate extends DirectGate {
    private final Map<String, BlockingQueue<AdapterException>> ends = new ConcurrentHashMap<>();
    private final Map<String, AdapterException> refusals = new ConcurrentHashMap<>();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    void fall(String id, AdapterException end) {
        ends.computeIfAbsent(id, key -> new LinkedBlockingQueue<>()).add(end);
    }

    void refuse(String id, AdapterException failure) {
        refusals.put(id, failure);
    }

    /// From its next start on the account does not come online.
    void hang(String id) {
        hanging.add(id);
    }

    void accept(String id) {
        refusals.remove(id);
    }

    /// What was sent: `account to user: text`.
    List<String> sent() {
        return List.copyOf(sent);
    }

    @Override
    public Adapter create(AccountSpec spec) {
        String id = spec.id().value();
        return new Adapter() {
            @Override
            public void run(Connection connection) throws InterruptedException {
                if (!hanging.contains(id)) {
                    connection.connected(AccountProfile.of(id));
                }
                throw ends.computeIfAbsent(id, key -> new LinkedBlockingQueue<>()).take();
            }

            @Override
            public Receipt send(OutboundMessage message) {
                if (refusals.containsKey(id)) {
                    throw refusals.get(id);
                }
                sent.add(id + " to " + message.target().userId() + ": " + text(message));
                return Receipt.of("1");
            }
        };
    }

    private static String text(OutboundMessage message) {
        return message.segments().stream().map(segment -> segment instanceof Segment.Text text ? text.text() : "?")
                .collect(Collectors.joining());
    }
}
