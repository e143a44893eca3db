package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Command;
import dev.botyard.adapters.web.wire.Entry;
import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Group;
import dev.botyard.adapters.web.wire.Message;
import dev.botyard.adapters.web.wire.Part;
import dev.botyard.adapters.web.wire.Place;
import dev.botyard.adapters.web.wire.User;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;

/// All chats of one account: users, groups and the newest messages. Thread-safe by its own lock; listeners are called under it and must
/// not wait.
///
/// Every message has a change number that grows with every change of the room. A browser that knows the number up to which it has seen
/// everything gets exactly what is newer.
final class Room implements AutoCloseable {
    /// Chats beyond it push out the one that was quiet for longest.
    static final int MAX_CHATS = 500;
    private static final int FIRST_PAGE = 60;
    private static final int CATCH_UP = 1_500;
    private static final String FIRST_USER = "admin";

    private final String account;
    private final String title;
    private final int history;
    private final long maxBytes;
    private final Clock clock;
    private final Journal journal;
    private final List<Consumer<Frame>> listeners = new ArrayList<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<Place, ChatLog> chats = new LinkedHashMap<>();
    private String instance = "";
    private long rev;

    Room(String account, WebConfig config, Path folder, Clock clock, Logger log) {
        this.account = account;
        this.title = config.title();
        this.history = config.history();
        this.maxBytes = config.maxBytes();
        this.clock = clock;
        this.journal = new Journal(folder.resolve("chats.jsonl"), log);
    }

    /// Reads the journal; the first of all users is there from the beginning.
    synchronized void load() {
        journal.replay(this::apply);
        boolean fresh = instance.isEmpty();
        if (fresh) {
            instance = UUID.randomUUID().toString();
            users.putIfAbsent(FIRST_USER, new User(FIRST_USER, FIRST_USER));
        }
        // What was still on its way when the host stopped never reached a script.
        chats.values().forEach(chat -> chat.pending().forEach(lost -> chat.put(lost.state(Message.REFUSED, ++rev))));
        compact();
    }

    String account() {
        return account;
    }

    String title() {
        return title;
    }

    /// Adds a message to its chat; the chat, its group and its user come to be when they are new.
    ///
    /// @return the message with id and number; empty when the chat already has one with its key
    synchronized Optional<Message> add(Message draft) {
        if (byKey(draft.chat(), draft.key()).isPresent()) {
            return Optional.empty();
        }
        open(draft.chat());
        Message message = draft.numbered(UUID.randomUUID().toString(), rev + 1, clock.millis());
        change(Entry.of(message));
        return Optional.of(message);
    }

    /// The message that was added with this key.
    synchronized Optional<Message> byKey(Place place, String key) {
        return key.isEmpty() ? Optional.empty() : chat(place).byKey(key);
    }

    synchronized void settle(Message message, String state) {
        find(message.id()).ifPresent(known -> change(Entry.of(known.state(state, rev + 1))));
    }

    /// Takes a message back; its content is forgotten.
    synchronized Optional<Message> recall(String messageId) {
        Optional<Message> found = find(messageId).filter(message -> !message.recalled());
        found.ifPresent(message -> change(Entry.of(message.recalled(rev + 1))));
        return found;
    }

    /// Gives one of the bot's messages other parts.
    synchronized Optional<Message> rewrite(String messageId, List<Part> parts) {
        Optional<Message> found = find(messageId).filter(message -> message.bot() && !message.recalled());
        found.filter(message -> !message.parts().equals(parts))
                .ifPresent(message -> change(Entry.of(message.parts(parts, rev + 1))));
        return found;
    }

    synchronized Optional<Message> find(String messageId) {
        return chats.values().stream().flatMap(chat -> chat.byId(messageId).stream()).findFirst();
    }

    synchronized User user(String id) {
        return users.getOrDefault(id, new User(id, id));
    }

    synchronized Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    synchronized void put(User user) {
        if (!user.equals(users.get(user.id()))) {
            change(Entry.of(user));
        }
    }

    synchronized void put(Group group) {
        change(Entry.of(group));
    }

    /// Changes a group if it exists.
    synchronized Optional<Group> edit(String groupId, UnaryOperator<Group> edit) {
        Group before = groups.get(groupId);
        if (before == null) {
            return Optional.empty();
        }
        Group after = edit.apply(before);
        if (!after.equals(before)) {
            change(Entry.of(after));
        }
        return Optional.of(after);
    }

    /// Says something in the chat's own name, such as who joined.
    void announce(Place place, String text) {
        add(Message.draft(place, "", false, List.of(Part.text("text", text)), ""));
    }

    /// Hands everything newer than `known` to `first`, and all later changes to `listener`, without a gap and without a double.
    synchronized void follow(Command.Known known, Consumer<Frame> first, Consumer<Frame> listener) {
        boolean same = known != null && instance.equals(known.instance()) && known.rev() <= rev;
        List<Message> missed = same ? newer(known.rev()) : List.of();
        boolean reset = !same || missed.size() > CATCH_UP;
        List<Place> longer = new ArrayList<>();
        if (reset) {
            missed = new ArrayList<>();
            int page = Math.clamp(CATCH_UP / Math.max(1, chats.size()), 1, FIRST_PAGE);
            for (Map.Entry<Place, ChatLog> chat : chats.entrySet()) {
                missed.addAll(chat.getValue().before(Long.MAX_VALUE, page));
                if (chat.getValue().size() > page) {
                    longer.add(chat.getKey());
                }
            }
        }
        first.accept(
                Frame.account(account, title, maxBytes, head(), reset, List.copyOf(users.values()), List.copyOf(groups.values()),
                        missed, longer));
        listeners.add(listener);
    }

    synchronized void unfollow(Consumer<Frame> listener) {
        listeners.remove(listener);
    }

    /// The newest messages of a chat before a place in the order.
    synchronized Frame older(String key, Place place, long before) {
        ChatLog chat = chat(place);
        List<Message> page = chat.before(before, FIRST_PAGE);
        boolean more = !page.isEmpty() && !chat.before(page.getFirst().n(), 1).isEmpty();
        return Frame.older(key, account, place, page, more);
    }

    private List<Message> newer(long than) {
        List<Message> all = new ArrayList<>();
        chats.values().forEach(chat -> all.addAll(chat.newer(than)));
        return all;
    }

    private void open(Place place) {
        if (place.shared()) {
            if (!groups.containsKey(place.id())) {
                change(Entry.of(new Group(place.id(), place.id(), false, List.of())));
            }
        } else if (!users.containsKey(place.id())) {
            change(Entry.of(new User(place.id(), place.id())));
        }
        if (!chats.containsKey(place) && chats.size() >= MAX_CHATS) {
            chats.entrySet().stream().min((a, b) -> Long.compare(a.getValue().last(), b.getValue().last()))
                    .ifPresent(quiet -> change(Entry.dropped(quiet.getKey())));
        }
    }

    private void change(Entry entry) {
        journal.append(entry);
        apply(entry);
        Frame frame = Frame.change(account, entry);
        List.copyOf(listeners).forEach(listener -> listener.accept(frame));
        if (journal.lines() > 1_000 + 3 * live()) {
            compact();
        }
    }

    private void apply(Entry entry) {
        if (entry.head() != null) {
            instance = entry.head().instance();
            rev = Math.max(rev, entry.head().rev());
        } else if (entry.user() != null) {
            users.put(entry.user().id(), entry.user());
        } else if (entry.group() != null) {
            groups.put(entry.group().id(), entry.group());
        } else if (entry.message() != null) {
            rev = Math.max(rev, entry.message().rev());
            chats.computeIfAbsent(entry.message().chat(), place -> new ChatLog(history)).put(entry.message());
        } else if (entry.dropped() != null) {
            drop(entry.dropped());
        }
    }

    private void drop(Place place) {
        chats.remove(place);
        if (place.shared()) {
            groups.remove(place.id());
        } else if (!place.id().equals(FIRST_USER)) {
            users.remove(place.id());
        }
    }

    private int live() {
        return users.size() + groups.size() + chats.values().stream().mapToInt(ChatLog::size).sum();
    }

    private void compact() {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of(head()));
        users.values().forEach(user -> entries.add(Entry.of(user)));
        groups.values().forEach(group -> entries.add(Entry.of(group)));
        newer(-1).stream().sorted((a, b) -> Long.compare(a.n(), b.n())).forEach(message -> entries.add(Entry.of(message)));
        journal.rewrite(entries);
    }

    private Entry.Head head() {
        return new Entry.Head(instance, rev);
    }

    private ChatLog chat(Place place) {
        return chats.getOrDefault(place, ChatLog.EMPTY);
    }

    @Override
    public synchronized void close() {
        listeners.clear();
        journal.close();
    }
}
