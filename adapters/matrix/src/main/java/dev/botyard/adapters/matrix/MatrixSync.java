package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Polls for one attempt. The mark of an answer is kept once the host has all its events. Confined to the thread of `run`.
final class MatrixSync {
    private static final String MARK = "since";
    private static final String TOO_LARGE = "too_large";
    private static final int PAGE = 100;
    private static final int LARGEST_GAP = 500;
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String STATE = "\"state\":{\"lazy_load_members\":true,\"types\":[\"m.room.member\",\"m.room.name\",\"m.room.encryption\","
            + "\"m.room.tombstone\"]},\"ephemeral\":{\"types\":[]},\"account_data\":{\"types\":[]}},\"presence\":{\"types\":[]},"
            + "\"account_data\":{\"types\":[\"m.direct\"]}}";

    private final AdapterContext context;
    private final MatrixApi api;
    private final MatrixConfig config;
    private final MatrixRooms rooms;
    private final MatrixInbound inbound;
    private final Invitations invitations;
    private final Set<String> toldUnreadable = new HashSet<>();
    private String since;
    private boolean first = true;

    MatrixSync(AdapterContext context, MatrixApi api, MatrixConfig config, MatrixRooms rooms, MatrixInbound inbound,
            Invitations invitations) {
        this.context = context;
        this.api = api;
        this.config = config;
        this.rooms = rooms;
        this.inbound = inbound;
        this.invitations = invitations;
        since = context.storage().get(MARK).orElse("");
    }

    /// Hears of rooms that the bot is to join.
    interface Invitations {
        void accept(String room, String inviter, boolean direct);
    }

    /// What the first answer says of the rooms is learnt; of a new account it is history, of another what came meanwhile.
    void begin() throws InterruptedException {
        rooms.directs(directs());
        step();
    }

    private JsonNode directs() throws InterruptedException {
        try {
            return api.get(MatrixApi.path("user", inbound.self(), "account_data", "m.direct"), MatrixApi.PATIENCE);
        } catch (AdapterException none) {
            if (none.platformCode().equals("M_NOT_FOUND")) {
                return Json.parse("{}");
            }
            throw none;
        }
    }

    /// Polls until it fails.
    void receive(Connection connection) throws InterruptedException {
        while (true) {
            step();
            connection.alive();
        }
    }

    private void step() throws InterruptedException {
        JsonNode answer = ask();
        answer.path("account_data").path("events").forEach(event -> {
            if (Json.text(event, "type").equals("m.direct")) {
                rooms.directs(event.path("content"));
            }
        });
        for (var room : answer.path("rooms").path("invite").properties()) {
            invited(room.getKey(), room.getValue().path("invite_state").path("events"));
        }
        for (var room : answer.path("rooms").path("join").properties()) {
            if (!joined(room.getKey(), room.getValue())) {
                // The host is stopping, or cannot keep events: the same again, unless it ends.
                TimeUnit.MILLISECONDS.sleep(GRACE.toMillis());
                return;
            }
        }
        answer.path("rooms").path("leave").properties().forEach(room -> rooms.left(room.getKey()));
        String next = Json.text(answer, "next_batch");
        if (!next.isEmpty() && !next.equals(since)) {
            context.storage().put(MARK, next);
            context.storage().remove(TOO_LARGE);
            since = next;
        }
        first = false;
    }

    private JsonNode ask() throws InterruptedException {
        int limit = since.isEmpty() ? 1 : context.storage().get(TOO_LARGE).isPresent() ? 1 : 50;
        Duration hold = first ? Duration.ZERO : config.poll();
        String path = MatrixApi.path("sync") + "?set_presence=online&timeout=" + hold.toMillis()
                + (first ? "&full_state=true" : "")
                + (since.isEmpty() ? "" : "&since=" + Forms.encoded(since)) + "&filter="
                + Forms.encoded("{\"room\":{\"timeline\":{\"limit\":" + limit + "}," + STATE);
        Duration grace = config.poll().compareTo(GRACE) < 0 ? GRACE : config.poll();
        try {
            return api.get(path, hold.plus(first ? MatrixApi.PATIENCE : grace));
        } catch (AdapterException failure) {
            throw understood(failure);
        }
    }

    private AdapterException understood(AdapterException failure) {
        if (failure.kind() == ErrorKind.MEDIA) {
            boolean again = context.storage().get(TOO_LARGE).isPresent();
            context.storage().put(TOO_LARGE, "1");
            if (again) {
                context.storage().remove(MARK);
                context.log().error("the server's news are too large to be read, again: left out what came until now");
            }
            return new AdapterException(ErrorKind.COMMUNICATION, "the server's news are too large: " + failure.getMessage(),
                    failure);
        }
        if (!since.isEmpty() && failure.platformCode().matches("M_UNKNOWN|M_INVALID_PARAM")
                && failure.kind() != ErrorKind.UNKNOWN_OUTCOME) {
            context.storage().remove(MARK);
            context.log().error("the server does not know where the account was; left out what came until now: {}",
                    failure.getMessage());
            return new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure);
        }
        return failure;
    }

    private void invited(String room, JsonNode state) throws InterruptedException {
        for (JsonNode event : state) {
            if (Json.text(event, "type").equals("m.room.member") && Json.text(event, "state_key").equals(inbound.self())) {
                String inviter = Json.text(event, "sender");
                if (config.joins(inviter)) {
                    invitations.accept(room, inviter, Json.flag(event.path("content"), "is_direct", false));
                } else {
                    context.events().emit(MatrixInbound.invitation(room, inviter, context.clock().instant()));
                }
            }
        }
    }

    /// @return whether the host has all of it
    private boolean joined(String room, JsonNode news) throws InterruptedException {
        boolean known = !first && rooms.isJoined(room);
        rooms.joined(room);
        news.path("state").path("events").forEach(event -> rooms.learn(room, event));
        JsonNode timeline = news.path("timeline");
        List<JsonNode> events = new ArrayList<>();
        if (!since.isEmpty() && Json.flag(timeline, "limited", false) && (known || first)) {
            events.addAll(gap(room, Json.text(timeline, "prev_batch")));
        }
        timeline.path("events").forEach(events::add);
        // What was said before the bot came is history.
        int begin = since.isEmpty() ? events.size() : known || first ? 0 : ownJoin(events);
        for (int i = 0; i < events.size(); i++) {
            rooms.learn(room, events.get(i));
            if (i >= begin && !taken(room, events.get(i))) {
                return false;
            }
        }
        return true;
    }

    private int ownJoin(List<JsonNode> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            JsonNode event = events.get(i);
            if (Json.text(event, "type").equals("m.room.member") && Json.text(event, "state_key").equals(inbound.self())
                    && Json.text(event.path("content"), "membership").equals("join")) {
                return i;
            }
        }
        return 0;
    }

    private boolean taken(String room, JsonNode event) throws InterruptedException {
        Optional<InboundEvent> read = inbound.read(room, event);
        if (Json.text(event, "type").equals("m.room.encrypted") && toldUnreadable.add(room)) {
            context.log().warn("{} is end-to-end encrypted, which this adapter does not read; use a room without encryption",
                    room);
            read = Optional.of(inbound.unreadable(room, event));
        }
        if (Json.text(event, "type").equals("m.room.tombstone")) {
            invitations.accept(Json.text(event.path("content"), "replacement_room"), Json.text(event, "sender"), false);
        }
        if (read.isPresent() && context.events().emit(read.get()) == Acceptance.REFUSED) {
            return false;
        }
        if (read.isPresent() && config.receipts()) {
            seen(room, Json.text(event, "event_id"));
        }
        return true;
    }

    private void seen(String room, String eventId) throws InterruptedException {
        try {
            api.post(MatrixApi.path("rooms", room, "receipt", "m.read", eventId), _ -> {}, MatrixApi.PATIENCE);
        } catch (AdapterException unimportant) {
            context.log().debug("no receipt for {}: {}", eventId, unimportant.getMessage());
        }
    }

    /// What the server left out between the last answer and this one, the oldest first.
    private List<JsonNode> gap(String room, String from) throws InterruptedException {
        List<JsonNode> missed = new ArrayList<>();
        String at = from;
        while (!at.isEmpty() && missed.size() < LARGEST_GAP) {
            JsonNode page = api.get(
                    MatrixApi.path("rooms", room, "messages") + "?dir=b&limit=" + PAGE + "&from=" + Forms.encoded(at) + "&to="
                            + Forms.encoded(since),
                    MatrixApi.PATIENCE);
            page.path("chunk").forEach(event -> missed.addFirst(event));
            String end = Json.text(page, "end");
            at = end.equals(at) || page.path("chunk").isEmpty() ? "" : end;
        }
        if (!at.isEmpty()) {
            context.log().warn("more than {} events were missed in {}; the older ones are left out", LARGEST_GAP, room);
        }
        return missed;
    }
}
