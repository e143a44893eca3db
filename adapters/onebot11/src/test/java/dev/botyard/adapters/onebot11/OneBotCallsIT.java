package dev.botyard.adapters.onebot11;

import static dev.botyard.testkit.Patience.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.GroupFile;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.TestMedia;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OneBotCallsIT extends PlayedAccount {

    @Nested
    class OtherTransports {

        @Test
        void forwardWebSocket() throws Exception {
            account.token("right");
            start("mode", "forward-ws", "url", simulator.webSocketUrl(SELF).toString(), "access_token", "right");
            talks();
        }

        @Test
        void forwardWebSocketWithSeparatePaths() throws Exception {
            simulator.universal(false);
            String url = simulator.webSocketUrl(SELF).toString();
            start("mode", "forward-ws", "url", url.substring(0, url.length() - 1));
            talks();
        }

        @Test
        void aWrongTokenStopsTheForwardConnection() throws Exception {
            account.token("right");
            start("mode", "forward-ws", "url", simulator.webSocketUrl(SELF).toString(), "access_token", "wrong");
            assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
        }

        private void talks() throws Exception {
            host.state("connected " + SELF);
            account.emit(account.events().groupCq("1", "42", "[CQ:at,qq=" + SELF + "] hi &amp; bye"));
            assertEquals(" hi & bye", host.event(MessageEvent.class).segments().get(1).asText());
            host.send(text(Target.group("1"), "x"));
            assertEquals("ws", account.awaitCall("send_group_msg", SOON).transport());
        }

        @Test
        void httpWithSignedEvents() throws Exception {
            start("mode", "http", "url", simulator.httpUrl(SELF).toString(), "self_id", SELF, "secret", "s3cret");
            host.state("connected " + SELF);
            String event = account.events().groupText("1", "42", "hi");
            assertEquals(204, simulator.post(host.sharedDoor("http"), SELF, event, "s3cret"));
            assertEquals("hi", host.event(MessageEvent.class).segments().getFirst().asText());
            assertEquals(403, simulator.post(host.sharedDoor("http"), SELF, event, "guess"));
            assertEquals(401, simulator.post(host.sharedDoor("http"), SELF, event, ""));
            host.send(text(Target.group("1"), "x"));
            assertEquals("http", account.awaitCall("send_group_msg", SOON).transport());
        }

        @Test
        void httpFailures() throws Exception {
            start("mode", "http", "url", simulator.httpUrl(SELF).toString(), "self_id", SELF);
            host.state("connected " + SELF);
            account.once("send_group_msg", Behaviour.failed(404, "")).once("send_group_msg", Behaviour.failed(502, "bad gateway"))
                    .once("send_group_msg", Behaviour.failed(1400, "bad")).once("send_group_msg", Behaviour.DROP);
            assertEquals(ErrorKind.UNSUPPORTED, failure(text(Target.group("1"), "x")).kind());
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(text(Target.group("1"), "x")).kind());
            assertEquals(ErrorKind.REJECTED, failure(text(Target.group("1"), "x")).kind());
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(text(Target.group("1"), "x")).kind());
        }

        @Test
        void httpWithTheTokenForEvents() throws Exception {
            account.token("right");
            start("mode", "http", "url", simulator.httpUrl(SELF).toString(), "self_id", SELF, "access_token", "right");
            host.state("connected " + SELF);
            assertEquals(204, simulator.post(host.ownDoor("http"), SELF, account.events().groupText("1", "42", "hi"), ""));
            assertEquals(204, simulator.post(host.ownDoor("http"), SELF, account.events().groupText("1", "42", "hi"), "right"));
            assertEquals(403, simulator.post(host.ownDoor("http"), SELF, account.events().groupText("1", "42", "hi"), "wrong"));
        }
    }

    @Nested
    class MediaAndFiles {

        @Test
        void localMediaTravelInsideTheMessageAndRemoteOnesAsAddress() throws Exception {
            connectReverse("self_id", SELF);
            host.send(OutboundMessage.to(Target.group("1")).segments(new Segment.Text("see "),
                    new Segment.Image(TestMedia.local("a.png", "PNG")),
                    new Segment.Image(TestMedia.remote("https://x/b.png", "")))
                    .timeout(SOON).build());
            RecordedCall call = account.awaitCall("send_group_msg", SOON);
            assertEquals("text image image", call.types());
            assertEquals("base64://UE5H", call.segment(1, "file"));
            assertEquals("https://x/b.png", call.segment(2, "file"));
        }

        @Test
        void whatThePeerCannotFetchItGetsInside() throws Exception {
            connectReverse("self_id", SELF);
            account.once("send_group_msg", Behaviour.failed(1200, "识别URL失败, uri= https://x/b.png?sig=abc"));
            host.send(OutboundMessage.to(Target.group("1"))
                    .segments(new Segment.Image(TestMedia.remote("https://x/b.png", "PNG"))).timeout(SOON).build());
            assertEquals("https://x/b.png", account.awaitCall("send_group_msg", SOON).segment(0, "file"));
            assertEquals("base64://UE5H", account.awaitCall("send_group_msg", SOON).segment(0, "file"));
        }

        @Test
        void largeMediaAreServedAndTheOtherStrategiesHold() throws Exception {
            connectReverse("self_id", SELF, "media_base64_limit", "2");
            assertEquals("http://host/media/a.png?sig=secret", sentImage());
            host.close();
            connectReverse("self_id", SELF, "media", "path");
            assertEquals("file:///srv/media/a.png", sentImage());
            host.close();
            connectReverse("self_id", SELF, "media", "base64", "media_base64_limit", "2");
            AdapterException tooLarge = failure(OutboundMessage.to(Target.group("1"))
                    .segments(new Segment.Image(TestMedia.local("a.png", "PNG"))).build());
            assertEquals(ErrorKind.MEDIA, tooLarge.kind());
        }

        private String sentImage() throws InterruptedException {
            host.send(OutboundMessage.to(Target.group("1")).segments(new Segment.Image(TestMedia.local("a.png", "PNG")))
                    .timeout(SOON).build());
            return account.awaitCall("send_group_msg", SOON).segment(0, "file");
        }

        @Test
        void filesAreUploadedOrSentAsSegmentWhereUploadsAreUnknown() throws Exception {
            connectReverse("self_id", SELF);
            OutboundMessage file = OutboundMessage.to(Target.person("7"))
                    .segments(new Segment.File(TestMedia.local("r.pdf", "PDF")))
                    .timeout(SOON).build();
            host.send(file);
            RecordedCall upload = account.awaitCall("upload_private_file", SOON);
            assertEquals("r.pdf", upload.param("name"));
            assertEquals("base64://UERG", upload.param("file"));
            account.on("upload_private_file", Behaviour.failed(1404, ""));
            host.send(file);
            assertEquals("r.pdf", account.awaitCall("send_private_msg", SOON).segment(0, "name"));
        }

        @Test
        void recordingsStandAloneAndAFailureAfterTheFirstPartSaysSo() throws Exception {
            connectReverse("self_id", SELF);
            OutboundMessage mixed = OutboundMessage.to(Target.group("1")).segments(new Segment.Text("listen"),
                    new Segment.Voice(TestMedia.local("v.amr", "AMR"), "")).timeout(SOON).build();
            assertEquals(2, host.send(mixed).messageIds().size());
            assertEquals("text", account.awaitCall("send_group_msg", SOON).types());
            assertEquals("record", account.awaitCall("send_group_msg", SOON).types());
            account.once("send_group_msg", Behaviour.NORMAL).once("send_group_msg",
                    Behaviour.failed(1200, "rich media transfer failed"));
            account.on("send_group_msg", Behaviour.failed(1200, "rich media transfer failed"));
            AdapterException partial = failure(mixed);
            assertEquals(ErrorKind.REJECTED, partial.kind());
            assertTrue(partial.getMessage().startsWith("part 2 of 2"), partial.getMessage());
        }
    }

    @Nested
    class Abilities {

        @Test
        void anyActionIsPassedOnAndNoIdIsRounded() throws Exception {
            connectReverse("self_id", SELF);
            account.on("get_rkey",
                    Behaviour.data("{\"id\":9007199254740993,\"n\":5,\"list\":[{\"user_id\":12345678901234567890}]}"))
                    .on("no_such", Behaviour.failed(1404, "")).on("set_it", Behaviour.failed(100, "no permission"));
            PlatformCalls platform = host.ability(PlatformCalls.class);
            assertEquals(Map.of("id", "9007199254740993", "n", 5L, "list", List.of(Map.of("user_id", "12345678901234567890"))),
                    platform.call("get_rkey", Map.of("deep", Map.of("a", List.of(1, "b"))), SOON));
            assertEquals("{\"a\":[1,\"b\"]}", account.awaitCall("get_rkey", SOON).params().get("deep").toString());
            assertEquals(ErrorKind.UNSUPPORTED,
                    assertThrows(AdapterException.class, () -> platform.call("no_such", Map.of(), SOON)).kind());
            AdapterException refused = assertThrows(AdapterException.class, () -> platform.call("set_it", Map.of(), SOON));
            assertEquals(ErrorKind.REJECTED, refused.kind());
            assertEquals("100", refused.platformCode());
        }

        @Test
        void whatManyImsCanDoHasTheStandardsActions() throws Exception {
            connectReverse("self_id", SELF);
            account.on("get_friend_list",
                    Behaviour.data("[{\"user_id\":12345678901234567890,\"nickname\":\"n\",\"remark\":\"\"}]"))
                    .on("get_group_list", Behaviour.data("[{\"group_id\":9007199254740993,\"group_name\":\"Tea\"}]"))
                    .on("get_group_member_info",
                            Behaviour.data("{\"user_id\":2,\"nickname\":\"n\",\"card\":\"c\",\"role\":\"admin\"}"))
                    .on("get_group_root_files",
                            Behaviour.data("{\"files\":[{\"file_id\":\"/f\",\"file_name\":\"a.txt\",\"size\":7}],"
                                    + "\"folders\":[{\"folder_id\":\"/d\",\"folder_name\":\"Docs\"}]}"))
                    .on("get_group_msg_history", Behaviour.data("{\"messages\":[{\"message_id\":-5,\"time\":1700000000,"
                            + "\"sender\":{\"user_id\":2,\"nickname\":\"Ann\"},\"user_id\":2,\"group_id\":1,\"message_type\":\"group\","
                            + "\"message\":[{\"type\":\"text\",\"data\":{\"text\":\"old\"}}]}]}"))
                    .on("set_msg_emoji_like", Behaviour.failed(1404, "")).on("set_group_reaction", Behaviour.data("null"))
                    .on("mark_msg_as_read", Behaviour.data("null")).on("voice_msg_to_text", Behaviour.failed(1404, ""))
                    .on("fetch_ptt_text", Behaviour.data("{\"text\":\"hello\"}"));
            MemberListing listing = host.ability(MemberListing.class);
            assertEquals("12345678901234567890 n", listing.friends().getFirst().id() + " " + listing.friends().getFirst().name());
            assertEquals("9007199254740993", listing.groups().getFirst().id());
            assertEquals("c", listing.member("1", "2", false).orElseThrow().card());
            GroupAdministration group = host.ability(GroupAdministration.class);
            assertEquals(List.of("Docs", "a.txt"), group.files("1", "").stream().map(GroupFile::name).toList());
            group.card("1", "2", "Li");
            assertEquals("Li", account.awaitCall("set_group_card", SOON).param("card"));
            group.rename("1", "Tea");
            assertEquals("Tea", account.awaitCall("set_group_name", SOON).param("group_name"));
            group.leave("1");
            account.awaitCall("set_group_leave", SOON);
            MessageActions messages = host.ability(MessageActions.class);
            MessageEvent old = messages.history(Chat.group("1", ""), "", 5).getFirst();
            assertEquals("-5 2 Ann old", old.messageId() + " " + old.sender().id() + " " + old.sender().name() + " "
                    + old.segments().getFirst().asText());
            messages.react(Chat.group("1", ""), "-5", "76", true);
            assertEquals("76", account.awaitCall("set_group_reaction", SOON).param("code"));
            messages.markRead(Chat.group("1", ""), "-5");
            account.awaitCall("mark_msg_as_read", SOON);
            assertEquals("hello", messages.transcribe(Chat.group("1", ""), "-5"));
        }

        @Test
        void callWhatTheStandardCalls() throws Exception {
            connectReverse("self_id", SELF);
            account.on("get_group_member_list",
                    Behaviour.data("[{\"group_id\":1,\"user_id\":12345678901234567890,\"nickname\":\"n\","
                            + "\"card\":null,\"role\":\"owner\",\"join_time\":5}]"));
            host.ability(MessageRecall.class).recall(Chat.group("1", ""), "-123");
            assertEquals(-123, account.awaitCall("delete_msg", SOON).params().get("message_id").asInt());
            GroupAdministration group = host.ability(GroupAdministration.class);
            group.ban("1", "2", Duration.ofMinutes(3));
            assertEquals(180, account.awaitCall("set_group_ban", SOON).params().get("duration").asInt());
            group.unban("1", "2");
            assertEquals(0, account.awaitCall("set_group_ban", SOON).params().get("duration").asInt());
            group.banAll("1", true);
            account.awaitCall("set_group_whole_ban", SOON);
            group.kick("1", "2");
            assertFalse(account.awaitCall("set_group_kick", SOON).params().get("reject_add_request").asBoolean());
            group.notice("1", "words");
            account.awaitCall("_send_group_notice", SOON);
            assertEquals(ErrorKind.UNSUPPORTED, assertThrows(AdapterException.class, () -> group.invite("1", "2")).kind());
            assertEquals("12345678901234567890",
                    host.ability(MemberListing.class).members("1", true).getFirst().userId());
            RequestApproval requests = host.ability(RequestApproval.class);
            requests.answer("friend.request", "f", "", true, "mate");
            assertEquals("mate", account.awaitCall("set_friend_add_request", SOON).param("remark"));
            requests.answer("group.request", "g", "invite", false, "no");
            assertEquals("invite", account.awaitCall("set_group_add_request", SOON).param("sub_type"));
        }

        @Test
        void noticesCarryBothNames() throws Exception {
            connectReverse("self_id", SELF);
            account.emit(account.events().notice("group_increase",
                    ",\"sub_type\":\"approve\",\"group_id\":1,\"user_id\":42,\"operator_id\":43"));
            NoticeEvent event;
            do {
                event = host.event(NoticeEvent.class);
            } while (event.details().chat().isEmpty());
            assertEquals("group.member.join", event.details().name());
            assertEquals("qq-notice-group_increase-approve", event.details().nativeName());
        }

        @Test
        void namesTheGroupToPeopleWhoAreNoFriends() throws Exception {
            connectReverse("self_id", SELF);
            account.emit(account.events().privateText("77", "hi").replace("\"friend\"", "\"group\"").replace("\"nickname\"",
                    "\"group_id\":123,\"nickname\""));
            host.event(MessageEvent.class);
            host.send(text(Target.person("77"), "answer"));
            assertEquals(123, account.awaitCall("send_private_msg", SOON).params().get("group_id").asInt());
            host.close();
            connectReverse("self_id", SELF);
            host.send(text(Target.person("77"), "after a reconnect"));
            assertEquals(123, account.awaitCall("send_private_msg", SOON).params().get("group_id").asInt());
            host.send(OutboundMessage.to(Target.person("78")).segments(new Segment.Text("x")).timeout(SOON)
                    .options(Map.of("group_id", "9")).build());
            assertEquals(9, account.awaitCall("send_private_msg", SOON).params().get("group_id").asInt());
        }

        @Test
        void forwardsAsOneMessageOrAsTextWhereThatIsUnknown() throws Exception {
            connectReverse("self_id", SELF);
            OutboundMessage forward = OutboundMessage.to(Target.group("1")).segments(new Segment.Forward("",
                    List.of(new ForwardNode(Person.of("5", "Five"), List.of(new Segment.Text("in")))))).timeout(SOON).build();
            host.send(forward);
            assertEquals("Five", account.awaitCall("send_group_forward_msg", SOON).params().get("messages").get(0).get("data")
                    .get("nickname").asString());
            account.on("send_group_forward_msg", Behaviour.failed(1404, ""));
            host.send(forward);
            assertEquals("Five: in", account.awaitCall("send_group_msg", SOON).text());
        }

        @Test
        void nodesThatScriptsWriteAreOneForward() throws Exception {
            connectReverse("self_id", SELF);
            Segment node = new Segment.Unknown("node", Map.of("user_id", "5", "nickname", "Five", "content", "[CQ:face,id=1]in"));
            OutboundMessage nodes = OutboundMessage.to(Target.group("1")).segments(node, node).timeout(SOON).build();
            host.send(nodes);
            RecordedCall call = account.awaitCall("send_group_forward_msg", SOON);
            assertEquals(2, call.params().get("messages").size());
            assertEquals("[CQ:face,id=1]in", call.params().get("messages").get(0).get("data").get("content").asString());
            account.on("send_group_forward_msg", Behaviour.failed(1404, ""));
            host.send(nodes);
            assertEquals("node node", account.awaitCall("send_group_msg", SOON).types());
        }

        @Test
        void aPokeIsACallAndASegmentWhereThatIsUnknown() throws Exception {
            account.on("group_poke", Behaviour.data("null")).on("friend_poke", Behaviour.failed(1404, ""));
            connectReverse("self_id", SELF);
            Segment poke = new Segment.Unknown("poke", Map.of("qq", "42"));
            host.send(OutboundMessage.to(Target.group("1")).segments(poke).timeout(SOON).build());
            RecordedCall call = account.awaitCall("group_poke", SOON);
            assertEquals("1 42", call.param("group_id") + " " + call.param("user_id"));
            host.send(OutboundMessage.to(Target.person("42")).segments(poke).timeout(SOON).build());
            account.awaitCall("friend_poke", SOON);
            assertEquals("42", account.awaitCall("send_private_msg", SOON).segment(0, "qq"));
            host.send(OutboundMessage.to(Target.group("1")).segments(new Segment.Unknown("poke",
                    Map.of("type", "126", "id", "2003"))).timeout(SOON).build());
            assertEquals("2003", account.awaitCall("send_group_msg", SOON).segment(0, "id"));
        }

        @Test
        void findsFilesWithTheCallOfTheirKindAndSaysWhyNot() throws Exception {
            connectReverse("self_id", SELF);
            FileResolution files = host.ability(FileResolution.class);
            account.on("get_image", Behaviour.data("{\"file\":\"/peer/a.jpg\",\"url\":\"https://img/a\"}"));
            assertEquals("https://img/a", files.resolve("image", Map.of("file", "a.jpg")).source());
            account.on("get_record", Behaviour.data("{\"base64\":\"UE5H\",\"file_name\":\"a.mp3\"}"));
            assertEquals("base64://UE5H", files.resolve("voice", Map.of("file", "a.amr")).source());
            account.on("get_group_file_url", Behaviour.data("{\"url\":\"http://f/1\"}"));
            assertEquals("http://f/1", files.resolve("file", Map.of("file_id", "/1", "group_id", "5")).source());
            AdapterException unknown = assertThrows(AdapterException.class,
                    () -> files.resolve("video", Map.of("file", "v.mp4")));
            assertEquals(ErrorKind.MEDIA, unknown.kind());
            assertTrue(unknown.getMessage().contains("get_file was refused with retcode 1404"), unknown.getMessage());
        }

        @Test
        void asksForQuotesWhenToldTo() throws Exception {
            account.on("get_msg", Behaviour.data("{\"message\":\"what was [CQ:face,id=1]\"}"));
            connectReverse("self_id", SELF, "expand_quotes", "true");
            account.emit(account.events().groupCq("1", "42", "[CQ:reply,id=5]yes"));
            assertEquals(new Segment.Reply("5", "what was [face 1]"), host.event(MessageEvent.class).segments().getFirst());
        }
    }
}
