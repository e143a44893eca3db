package dev.botyard.adapters.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.web.wire.Command;
import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Message;
import dev.botyard.adapters.web.wire.Part;
import dev.botyard.adapters.web.wire.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RoomTest {
    private static final Place ADMIN = Place.person("admin");

    @TempDir
    Path folder;

    @Test
    void remembersEverythingAfterARestart() {
        try (Room room = open(10)) {
            room.recall(say(room, ADMIN, "one", "k1").id());
            say(room, Place.group("team"), "two", "k2");
        }
        try (Room room = open(10)) {
            List<Message> messages = snapshot(room, null).messages();
            assertEquals(List.of(true, false), messages.stream().map(Message::recalled).toList());
            assertEquals("two", messages.get(1).parts().getFirst().text());
            assertTrue(room.group("team").isPresent());
        }
    }

    @Test
    void aLineCutOffByALostMachineCostsOnlyThatLine() throws IOException {
        try (Room room = open(10)) {
            say(room, ADMIN, "kept", "k1");
        }
        Files.writeString(folder.resolve("chats.jsonl"), "{\"message\":{\"id\":\"hal", StandardOpenOption.APPEND);
        try (Room room = open(10)) {
            say(room, ADMIN, "after", "k2");
        }
        try (Room room = open(10)) {
            assertEquals(List.of("kept", "after"), texts(snapshot(room, null)));
        }
    }

    @Test
    void keepsOnlyTheNewestMessagesOfAChat() {
        try (Room room = open(10)) {
            for (int i = 0; i < 2_000; i++) {
                say(room, ADMIN, "m" + i, "k" + i);
            }
            assertEquals(List.of("m1990", "m1999"),
                    List.of(texts(snapshot(room, null)).getFirst(), texts(snapshot(room, null)).getLast()));
        }
        assertTrue(folder.resolve("chats.jsonl").toFile().length() < 300_000, "the journal is rewritten before it grows large");
    }

    @Test
    void aKnownKeyAddsNothing() {
        try (Room room = open(10)) {
            say(room, ADMIN, "once", "same");
            assertTrue(room.add(draft(ADMIN, "twice", "same")).isEmpty());
            assertEquals(List.of("once"), texts(snapshot(room, null)));
        }
    }

    @Test
    void aBrowserThatComesBackGetsExactlyWhatIsNew() {
        try (Room room = open(100)) {
            Message old = say(room, ADMIN, "old", "k1");
            Frame first = snapshot(room, null);
            Command.Known known = new Command.Known(first.instance(), first.rev());
            say(room, ADMIN, "new", "k2");
            room.settle(old, Message.ACCEPTED);
            Frame second = snapshot(room, known);
            assertFalse(second.reset());
            assertEquals(List.of("old", "new"), texts(second));
            assertEquals(List.of(), snapshot(room, new Command.Known(second.instance(), second.rev())).messages());
        }
    }

    @Test
    void aBrowserOfADeletedHistoryStartsAnew() {
        try (Room room = open(100)) {
            say(room, ADMIN, "fresh", "k1");
            assertTrue(snapshot(room, new Command.Known("another", 1)).reset());
        }
    }

    @Test
    void newsFollowThePastWithoutGapOrDouble() throws InterruptedException {
        try (Room room = open(5_000)) {
            List<Long> seen = new ArrayList<>();
            Thread speaker = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 500; i++) {
                    say(room, ADMIN, "m", "k" + i);
                }
            });
            room.follow(new Command.Known(snapshot(room, null).instance(), 0),
                    frame -> frame.messages().forEach(message -> seen.add(message.n())),
                    frame -> seen.add(frame.message().n()));
            speaker.join();
            assertEquals(seen.stream().distinct().sorted().toList(), seen);
            assertEquals(500, seen.size());
        }
    }

    @Test
    void whatNeverReachedAScriptIsMarkedAfterARestart() {
        try (Room room = open(10)) {
            say(room, ADMIN, "lost", "k1");
        }
        try (Room room = open(10)) {
            assertEquals(Message.REFUSED, snapshot(room, null).messages().getFirst().state());
        }
    }

    @Test
    void theQuietestChatMakesRoomForANewOne() {
        try (Room room = open(10)) {
            for (int i = 0; i <= Room.MAX_CHATS; i++) {
                say(room, Place.person("user" + i), "hi", "k" + i);
            }
            Frame frame = snapshot(room, null);
            assertTrue(frame.users().stream().noneMatch(user -> user.id().equals("user0")));
            assertTrue(frame.users().stream().anyMatch(user -> user.id().equals("user" + Room.MAX_CHATS)));
        }
    }

    @Test
    void olderMessagesComePageByPage() {
        try (Room room = open(1_000)) {
            for (int i = 0; i < 100; i++) {
                say(room, ADMIN, "m" + i, "k" + i);
            }
            Frame first = snapshot(room, null);
            assertEquals(List.of(ADMIN), first.longer());
            Frame older = room.older("key", ADMIN, first.messages().getFirst().n());
            assertEquals("m0", texts(older).getFirst());
            assertFalse(older.more());
        }
    }

    private Room open(int history) {
        Room room = new Room("web", new WebConfig("Bot", 1_000, history), folder, Clock.systemUTC(),
                LoggerFactory.getLogger("test"));
        room.load();
        return room;
    }

    private static Message say(Room room, Place place, String text, String key) {
        return room.add(draft(place, text, key)).orElseThrow();
    }

    private static Message draft(Place place, String text, String key) {
        return Message.draft(place, "admin", false, List.of(Part.text("text", text)), key);
    }

    private static Frame snapshot(Room room, Command.Known known) {
        List<Frame> frames = new ArrayList<>();
        room.follow(known, frames::add, frames::add);
        return frames.getFirst();
    }

    private static List<String> texts(Frame frame) {
        return frame.messages().stream().map(message -> message.parts().getFirst().text()).toList();
    }
}
