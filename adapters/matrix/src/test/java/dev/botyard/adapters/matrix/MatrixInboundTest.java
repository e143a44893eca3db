package dev.botyard.adapters.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Segment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatrixInboundTest {
    private final MatrixRooms rooms = new MatrixRooms();
    private final MatrixInbound inbound = new MatrixInbound("@bot:s", rooms, false);

    private Optional<InboundEvent> read(String type, String content, String more) {
        return inbound.read("!r",
                Json.parse(
                        "{\"event_id\":\"$1\",\"type\":\"" + type + "\",\"sender\":\"@ann:s\",\"origin_server_ts\":1700000000123,"
                                + "\"content\":" + content + more + "}"));
    }

    private MessageEvent message(String content) {
        return assertInstanceOf(MessageEvent.class, read("m.room.message", content, "").orElseThrow());
    }

    private EventDetails notice(String type, String content, String more) {
        return assertInstanceOf(NoticeEvent.class, read(type, content, more).orElseThrow()).details();
    }

    @Test
    void aQuotationThatOlderClientsRepeatIsLeftOut() {
        MessageEvent event = message(
                "{\"msgtype\":\"m.text\",\"body\":\"> <@ann:s> old\\n> more\\n\\nnew\\n\\n> mine\",\"m.relates_to\":"
                        + "{\"m.in_reply_to\":{\"event_id\":\"$q\"}}}");
        assertEquals(List.of(new Segment.Reply("$q", ""), new Segment.Text("new\n\n> mine")), event.segments());
        assertEquals(1_700_000_000_123L, event.time().toEpochMilli());
    }

    @Test
    void mentionsAreTold() {
        rooms.learn("!r",
                Json.parse("{\"type\":\"m.room.member\",\"state_key\":\"@bob:s\",\"content\":{\"displayname\":\"Bob\"}}"));
        assertEquals(List.of(new Segment.At("@bob:s", "Bob"), new Segment.AtAll(), new Segment.Text("Bob: hi")),
                message("{\"msgtype\":\"m.text\",\"body\":\"Bob: hi\",\"m.mentions\":{\"user_ids\":[\"@bob:s\"],\"room\":true}}")
                        .segments());
    }

    @Test
    void noticesOfBotsAreLeftOutUnlessWanted() {
        assertTrue(read("m.room.message", "{\"msgtype\":\"m.notice\",\"body\":\"x\"}", "").isEmpty());
        assertTrue(new MatrixInbound("@bot:s", rooms, true)
                .read("!r", Json.parse("{\"event_id\":\"$1\",\"type\":\"m.room.message\",\"sender\":\"@ann:s\","
                        + "\"content\":{\"msgtype\":\"m.notice\",\"body\":\"x\"}}"))
                .isPresent());
    }

    @Test
    void mediaHaveTheirCaption() {
        List<Segment> segments = message(
                "{\"msgtype\":\"m.image\",\"body\":\"look\",\"filename\":\"a.png\",\"url\":\"mxc://s/1\",\"info\":{\"size\":7}}")
                .segments();
        Segment.Image image = assertInstanceOf(Segment.Image.class, segments.getFirst());
        assertEquals("mxc://s/1", image.media().platform().get("url"));
        assertEquals("a.png", image.media().name());
        assertEquals(new Segment.Text("look"), segments.get(1));
        assertInstanceOf(Segment.Unknown.class,
                message("{\"msgtype\":\"m.file\",\"body\":\"x\",\"file\":{}}").segments().getFirst());
        assertInstanceOf(Segment.Unknown.class,
                message("{\"msgtype\":\"m.location\",\"body\":\"x\",\"geo_uri\":\"geo:1\"}").segments().getFirst());
    }

    @Test
    void whatHappensToMessagesIsTold() {
        EventDetails edit = notice("m.room.message",
                "{\"msgtype\":\"m.text\",\"body\":\"* new\",\"m.new_content\":{\"body\":\"new\"},\"m.relates_to\":"
                        + "{\"rel_type\":\"m.replace\",\"event_id\":\"$o\"}}",
                "");
        assertEquals(EventNames.MESSAGE_EDIT + " new", edit.name() + " " + edit.data().get("text"));
        assertEquals("$o", edit.data().get("message_id"));
        EventDetails reaction = notice("m.reaction",
                "{\"m.relates_to\":{\"rel_type\":\"m.annotation\",\"event_id\":\"$o\",\"key\":\"👍\"}}", "");
        assertEquals(EventNames.MESSAGE_REACTION + " $o 👍 add", reaction.name() + " " + reaction.data().get("message_id") + " "
                + reaction.data().get("emoji") + " " + reaction.data().get("sub_type"));
        assertEquals("$o", notice("m.room.redaction", "{\"redacts\":\"$o\"}", "").data().get("message_id"));
        EventDetails older = notice("m.room.redaction", "{\"reason\":\"x\"}", ",\"redacts\":\"$o\"");
        assertEquals("$o", older.data().get("message_id"));
        assertEquals(EventNames.MESSAGE_RECALL, older.name());
        assertTrue(read("m.room.message", "{}", "").isEmpty());
    }

    @Test
    void membersJoinAndLeaveButDoNotWhenTheyChangeTheirName() {
        String was = ",\"unsigned\":{\"prev_content\":{\"membership\":\"%s\"}},\"state_key\":\"%s\"";
        assertEquals(EventNames.GROUP_MEMBER_JOIN,
                notice("m.room.member", "{\"membership\":\"join\"}", was.formatted("invite", "@ann:s")).name());
        assertTrue(read("m.room.member", "{\"membership\":\"join\"}", was.formatted("join", "@ann:s")).isEmpty());
        assertEquals("leave",
                notice("m.room.member", "{\"membership\":\"leave\"}", was.formatted("join", "@ann:s")).data().get("sub_type"));
        assertEquals("kick",
                notice("m.room.member", "{\"membership\":\"leave\"}", was.formatted("join", "@bob:s")).data().get("sub_type"));
        assertEquals("ban",
                notice("m.room.member", "{\"membership\":\"ban\"}", was.formatted("join", "@bob:s")).data().get("sub_type"));
        assertTrue(read("m.room.member", "{\"membership\":\"leave\"}", was.formatted("invite", "@ann:s")).isEmpty());
    }
}
