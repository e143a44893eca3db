package dev.botyard.adapters.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What comes in, over real sockets.
class TelegramReceiveIT {
    private static final String GROUP = "-1009007199254740993";

    private final TelegramServer server = new TelegramServer(0, true);
    private final TelegramBot bot = server.bot();
    private final MemoryStore store = new MemoryStore();
    private final AdapterHarness host = AdapterHarness.of(new TelegramAdapterFactory()).with("token", bot.token)
            .with("base_url", server.url().toString()).store(store).build();

    @AfterEach
    void close() throws InterruptedException {
        server.close();
        host.close();
        assertEquals(List.of(), server.complaints());
    }

    private String photo(long id, String caption) {
        return TelegramServer.head(GROUP, "supergroup", "42", "Ann", id)
                + ",\"media_group_id\":\"77\",\"photo\":[{\"file_id\":\"small\"},"
                + "{\"file_id\":\"f" + id + "\",\"file_size\":9}]" + (caption.isEmpty() ? "" : ",\"caption\":\"" + caption + "\"")
                + "}}";
    }

    private EventDetails notice() throws InterruptedException {
        return host.event(NoticeEvent.class).details();
    }

    @Test
    void anAlbumIsOneMessageWhereverItIsCut() throws Exception {
        host.connect();
        server.deliver(photo(11, "look"));
        server.deliver(photo(12, ""));
        server.deliver(photo(13, ""));
        server.say("42", "private", "42", "Ann", "of another chat, meanwhile");
        assertEquals("of another chat, meanwhile", host.event(MessageEvent.class).segments().getFirst().asText());
        MessageEvent album = host.event(MessageEvent.class);
        assertEquals(GROUP + "/11", album.messageId());
        assertEquals(3, album.segments().stream().filter(Segment.Image.class::isInstance).count());
        assertEquals("look", album.segments().getLast().asText().isEmpty() ? "" : text(album));
        Segment.Image first = assertInstanceOf(Segment.Image.class, album.segments().getFirst());
        assertEquals("f11", first.media().platform().get("file_id"), "the largest of the sizes is taken");
    }

    private static String text(MessageEvent event) {
        return event.segments().stream().filter(Segment.Text.class::isInstance).map(Segment::asText).reduce("", String::concat);
    }

    @Test
    void anAlbumEndsWithTheNextMessageOfItsChatAndSurvivesARestart() throws Exception {
        host.connect();
        server.deliver(photo(11, "look"));
        server.say(GROUP, "supergroup", "42", "Ann", "next");
        assertEquals("look", text(host.event(MessageEvent.class)));
        assertEquals("next", text(host.event(MessageEvent.class)));
        server.deliver(photo(21, "late"));
        Patience.await().until(() -> !store.keys("album:").isEmpty());
        host.stop();
        host.connect();
        assertEquals("late", text(host.event(MessageEvent.class)));
        Patience.await().until(() -> store.keys("album:").isEmpty());
    }

    @Test
    void membersButtonsReactionsAndEditsAreTold() throws Exception {
        host.connect();
        server.deliver(TelegramServer.head(GROUP, "supergroup", "7", "Bob", 5)
                + ",\"new_chat_members\":[{\"id\":8,\"first_name\":\"Cy\"}]}}");
        EventDetails join = notice();
        assertEquals(EventNames.GROUP_MEMBER_JOIN, join.name());
        assertEquals("8", join.data().get("user_id"));
        assertEquals("invite", join.data().get("sub_type"));
        String chat = "\"chat\":{\"id\":" + GROUP + ",\"type\":\"supergroup\"}";
        server.deliver("{\"update_id\":%ID%,\"chat_member\":{" + chat
                + ",\"date\":1790000000,\"from\":{\"id\":7},\"old_chat_member\":{\"status\":"
                + "\"member\",\"user\":{\"id\":8}},\"new_chat_member\":{\"status\":\"kicked\",\"user\":{\"id\":8}}}}");
        EventDetails leave = notice();
        assertEquals(EventNames.GROUP_MEMBER_LEAVE, leave.name());
        assertEquals("kick", leave.data().get("sub_type"));
        server.deliver(
                "{\"update_id\":%ID%,\"callback_query\":{\"id\":\"cb1\",\"from\":{\"id\":42},\"data\":\"yes\",\"message\":{\"message_id\":9,"
                        + "\"date\":1," + chat + "}}}");
        EventDetails button = notice();
        assertEquals("telegram-notice-callback_query", button.nativeName());
        assertEquals(List.of(EventNames.BUTTON_PRESS, "yes", "yes"),
                List.of(button.name(), button.data().get("data"), button.data().get("button_id")));
        assertEquals(GROUP + "/9", button.data().get("message_id"));
        Patience.await().until(() -> server.calls("answerCallbackQuery").size() == 1);
        server.deliver("{\"update_id\":%ID%,\"message_reaction\":{" + chat
                + ",\"message_id\":9,\"user\":{\"id\":42},\"date\":1790000000,"
                + "\"old_reaction\":[],\"new_reaction\":[{\"type\":\"emoji\",\"emoji\":\"👍\"}]}}");
        EventDetails reaction = notice();
        assertEquals(List.of(EventNames.MESSAGE_REACTION, "42", "👍", "add", GROUP + "/9"), List.of(reaction.name(),
                reaction.data().get("user_id"), reaction.data().get("emoji"), reaction.data().get("sub_type"),
                reaction.data().get("message_id")));
        server.deliver("{\"update_id\":%ID%,\"message_reaction\":{" + chat
                + ",\"message_id\":9,\"user\":{\"id\":42},\"date\":1790000000,"
                + "\"old_reaction\":[{\"type\":\"emoji\",\"emoji\":\"👍\"}],\"new_reaction\":[]}}");
        assertEquals("remove", notice().data().get("sub_type"));
        server.deliver("{\"update_id\":%ID%,\"edited_message\":{" + chat
                + ",\"message_id\":9,\"from\":{\"id\":42},\"date\":1,\"edit_date\":"
                + "1790000000,\"text\":\"better\"}}");
        EventDetails edit = notice();
        assertEquals(EventNames.MESSAGE_EDIT + " telegram-notice-edited_message", edit.name() + " " + edit.nativeName());
        assertEquals("better", edit.data().get("text"));
        server.deliver("{\"update_id\":%ID%,\"chat_join_request\":{" + chat
                + ",\"from\":{\"id\":42},\"date\":1790000000,\"bio\":\"hi\"}}");
        assertEquals(GROUP + ":42", host.event(RequestEvent.class).details().data().get("flag"));
    }

    @Test
    void aGroupThatMovedIsFoundWhereItIsNow() throws Exception {
        host.connect();
        server.deliver(TelegramServer.head("-5", "group", "7", "Bob", 5) + ",\"migrate_to_chat_id\":" + GROUP + "}}");
        assertEquals("telegram-notice-migrate_to_chat_id", notice().nativeName());
        server.move("-6", "-1006");
        host.send(Target.group("-5"), "hello");
        host.send(Target.group("-6"), "hello");
        host.send(Target.group("-6"), "again");
        assertEquals(List.of(GROUP, "-6", "-1006", "-1006"), server.sent().stream().map(call -> call.text("chat_id")).toList());
    }

    @Test
    void aWebhookOfAnotherProgramIsRemovedAndAnotherPollerIsNamed() throws Exception {
        bot.webhook("https://elsewhere.example/", "other");
        host.connect();
        server.say("42", "private", "42", "Ann", "hello");
        assertEquals("hello", text(host.event(MessageEvent.class)));
        assertEquals(1, server.calls("deleteWebhook").size());
        Patience.await().until(() -> bot.left().isEmpty());
        Thread other = Thread.startVirtualThread(this::pollToo);
        assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
        other.interrupt();
        assertTrue(host.failure().getMessage().contains("another program"), host.failure().getMessage());
        assertFalse(host.failure().getMessage().contains("s3cret"));
    }

    /// Another program with the same token.
    private void pollToo() {
        while (true) {
            try {
                bot.updates(0, 100, 1);
            } catch (TelegramBot.Refusal displaced) {
                // It asks again, as such programs do.
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    @Test
    void filesAreFetchedWithoutShowingTheToken() throws Exception {
        host.connect();
        String id = server.keep("bytes".getBytes(StandardCharsets.UTF_8));
        server.deliver(TelegramServer.head("42", "private", "42", "Ann", 3) + ",\"document\":{\"file_id\":\"" + id
                + "\",\"file_name\":\"a/b.txt\",\"mime_type\":\"text/plain\",\"file_size\":5}}}");
        Segment.File file = assertInstanceOf(Segment.File.class, host.event(MessageEvent.class).segments().getFirst());
        assertEquals("b.txt", file.media().name());
        assertEquals("", file.media().source());
        String source = host.ability(dev.botyard.api.ability.FileResolution.class).resolve("file", file.media().platform())
                .source();
        assertFalse(source.contains(URI.create("http://x/" + bot.token).getPath().substring(1)));
    }
}
