package dev.botyard.adapters.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.TestMedia;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordSendIT {
    private static final Target CHANNEL = Target.group(DiscordServer.CHANNEL);

    private final PlayedDiscord discord = new PlayedDiscord();
    private AdapterHarness host;

    @BeforeEach
    void online() throws InterruptedException {
        host = discord.account().with("typing", "true").online();
    }

    @AfterEach
    void close() throws InterruptedException {
        host.close();
        discord.close();
    }

    private static OutboundMessage message(String request, Segment... segments) {
        return OutboundMessage.to(CHANNEL).requestId(request).segments(segments).timeout(Duration.ofSeconds(10)).build();
    }

    private Receipt send(Segment... segments) throws InterruptedException {
        return host.send(message("r-1", segments));
    }

    @Test
    void aRepeatedRequestIsOneMessage() throws InterruptedException {
        Receipt first = send(new Segment.Text("once"));
        assertEquals(first.messageIds(), send(new Segment.Text("once")).messageIds());
        assertEquals(1, discord.server.rest.sent.size());
        assertEquals(24, Json.text(discord.sent(), "nonce").length());
        assertTrue(Json.flag(discord.sent(), "enforce_nonce", false));
    }

    @Test
    void textOfPeopleCallsNobody() throws InterruptedException {
        send(new Segment.Text("@everyone <@7> *bold* https://a.invalid/b_c_d\n# no heading"));
        assertEquals("@everyone \\<@7> \\*bold\\* https://a.invalid/b_c_d\n\\# no heading", discord.sentText());
        assertEquals("{\"parse\":[],\"users\":[],\"replied_user\":false}", mentions());
    }

    private String mentions() {
        var mentions = discord.sent().path("allowed_mentions");
        return "{\"parse\":" + mentions.path("parse") + ",\"users\":" + mentions.path("users") + ",\"replied_user\":"
                + mentions.path("replied_user") + "}";
    }

    @Test
    void whoIsMentionedIsCalled() throws InterruptedException {
        send(new Segment.At("7", "Bob"), new Segment.Text(" "), new Segment.AtAll(), new Segment.At("no-id", "Eve"));
        assertEquals("<@7> @everyone@Eve", discord.sentText());
        assertEquals("{\"parse\":[\"everyone\"],\"users\":[\"7\"],\"replied_user\":false}", mentions());
    }

    @Test
    void markdownGoesAsItIsAndAQuotationIsOne() throws InterruptedException {
        send(new Segment.Reply("55", "said"), new Segment.Markdown("**bold** <@7>"), new Segment.Face("smile:10"));
        assertEquals("**bold** <@7><:smile:10>", discord.sentText());
        assertEquals("55", Json.text(discord.sent().path("message_reference"), "message_id"));
        assertEquals("[]", discord.sent().path("allowed_mentions").path("users").toString());
    }

    @Test
    void textAndMediaAreOneMessageAndTypingIsShown() throws InterruptedException {
        Receipt receipt = send(new Segment.Text("look"), new Segment.Image(TestMedia.local("图片.png", "png")),
                new Segment.Voice(TestMedia.local("b.mp3", "mp3"), ""), new Segment.File(TestMedia.local("c \"d\".txt", "text")));
        assertEquals(1, receipt.messageIds().size());
        assertEquals("look", discord.sentText());
        assertEquals(List.of("图片.png", "b.mp3", "c %22d%22.txt"), discord.server.rest.sent.getLast().files());
        assertTrue(discord.server.rest.calls.contains("POST /channels/" + DiscordServer.CHANNEL + "/typing"));
    }

    @Test
    void moreThanTenFilesAreSeveralMessages() throws InterruptedException {
        Receipt receipt = send(IntStream.range(0, 12).mapToObj(i -> new Segment.File(TestMedia.local(i + ".txt", "x")))
                .toArray(Segment[]::new));
        assertEquals(2, receipt.messageIds().size());
        assertEquals(List.of(10, 2), discord.server.rest.sent.stream().map(sent -> sent.files().size()).toList());
    }

    @Test
    void textThatGrowsTooLongByItsEscapesIsSeveralMessages() throws InterruptedException {
        Receipt receipt = send(new Segment.Text("*".repeat(1500)));
        assertEquals(2, receipt.messageIds().size());
        assertEquals("\\*".repeat(1500), discord.server.rest.sent.stream().map(sent -> Json.text(sent.payload(), "content"))
                .reduce("", String::concat));
        assertTrue(discord.server.rest.sent.stream().allMatch(sent -> Json.text(sent.payload(), "content").length() % 2 == 0));
    }

    @Test
    void aPartThatFailsAfterAnotherLeavesTheOutcomeOpen() {
        discord.server.rest.onSends(() -> discord.server.rest.sent.size() < 2 ? null : DiscordRest.invalidContent("X", "no"));
        AdapterException failure = assertThrows(AdapterException.class, () -> send(new Segment.Text("*".repeat(1500))));
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure.kind());
        assertEquals("50035", failure.platformCode());
    }

    @Test
    void aCardIsAnEmbedOrWhatItNames() throws InterruptedException {
        send(new Segment.Json("{\"title\":\"T\"}"));
        assertEquals("[{\"title\":\"T\"}]", discord.sent().path("embeds").toString());
        host.send(message("r-2", new Segment.Text("choose"), new Segment.Json("{\"components\":[{\"type\":1}]}")));
        assertEquals("[{\"type\":1}]", discord.sent().path("components").toString());
    }

    @Test
    void anEmptyBucketIsWaitedForAndNotOverdrawn() throws InterruptedException {
        discord.server.rest.callsPerWindow = 2;
        discord.server.rest.windowMillis = 300;
        for (int i = 0; i < 6; i++) {
            host.send(message("r-" + i, new Segment.Text("fast")));
        }
        assertEquals(List.of(), discord.server.rest.complaints);
    }

    @Test
    void aLimitOfTheWholeBotStopsOtherChatsToo() {
        discord.server.rest.onSends(() -> DiscordRest.limited(64.57, true));
        assertThrows(AdapterException.class, () -> send(new Segment.Text("one")));
        discord.server.rest.onSends(() -> null);
        AdapterException failure = assertThrows(AdapterException.class,
                () -> host.send(Target.group("1100000000000000077"), "two"));
        assertEquals(ErrorKind.RATE_LIMITED, failure.kind());
        assertTrue(failure.retryAfter().orElseThrow().toSeconds() > 50);
        assertEquals(1, discord.server.rest.sent.size());
    }

    @ParameterizedTest
    @CsvSource({"403,50001,UNREACHABLE_TARGET", "403,50007,UNREACHABLE_TARGET", "404,10003,UNREACHABLE_TARGET",
        "403,50013,REJECTED",
        "400,50035,REJECTED", "400,10008,REJECTED", "400,50083,REJECTED", "413,40005,MEDIA", "400,50045,MEDIA", "413,0,MEDIA",
        "429,20016,RATE_LIMITED", "429,0,RATE_LIMITED", "400,40003,RATE_LIMITED", "500,0,UNKNOWN_OUTCOME",
        "401,0,AUTHENTICATION"})
    void whatDiscordRefusesIsOfAKind(int status, int code, ErrorKind kind) {
        discord.server.rest.onSends(() -> DiscordRest.refused(status, code, "So it is"));
        AdapterException failure = assertThrows(AdapterException.class, () -> send(new Segment.Text("hi")));
        assertEquals(kind, failure.kind(), failure.getMessage());
        assertTrue(failure.getMessage().contains("So it is"), failure.getMessage());
        assertFalse(failure.getMessage().contains(PlayedDiscord.TOKEN));
    }

    @Test
    void whatIsWrongWithAFieldIsSaid() {
        discord.server.rest.onSends(() -> DiscordRest.invalidContent("X", "Must be nicer."));
        AdapterException failure = assertThrows(AdapterException.class, () -> send(new Segment.Text("hi")));
        assertTrue(failure.getMessage().endsWith("Invalid Form Body; content: Must be nicer."), failure.getMessage());
    }

    @Test
    void aChannelThatIsNoneIsUnreachableBeforeTheWire() {
        AdapterException failure = assertThrows(AdapterException.class, () -> host.send(Target.group("../users/@me"), "hi"));
        assertEquals(ErrorKind.UNREACHABLE_TARGET, failure.kind());
        assertEquals(0, discord.server.rest.sent.size());
    }

    @Test
    void aPrivateChannelIsMadeOnce() throws InterruptedException {
        host.send(Target.person("42"), "one");
        host.send(Target.person("42"), "two");
        assertEquals(1, discord.server.rest.calls.stream().filter("POST /users/@me/channels"::equals).count());
        assertEquals("42", discord.server.rest.sent.getLast().person());
    }

    @Test
    void aMessageIsTakenBack() throws InterruptedException {
        String id = host.send(CHANNEL, "oops").messageIds().getFirst();
        host.ability(MessageRecall.class).recall(Chat.group(DiscordServer.CHANNEL, ""), id);
        assertEquals("DELETE /channels/" + DiscordServer.CHANNEL + "/messages/" + id, discord.server.rest.calls.getLast());
        AdapterException gone = assertThrows(AdapterException.class,
                () -> host.ability(MessageRecall.class).recall(Chat.group(DiscordServer.CHANNEL, ""), id));
        assertEquals(ErrorKind.REJECTED, gone.kind());
    }

    @Test
    void aServerIsRuledByItsChannel() throws InterruptedException {
        GroupAdministration rule = host.ability(GroupAdministration.class);
        String member = "/guilds/" + DiscordServer.GUILD + "/members/42";
        rule.kick(DiscordServer.CHANNEL, "42");
        assertEquals("DELETE " + member, discord.server.rest.calls.getLast());
        rule.ban("1100000000000000055", "42", Duration.ofMinutes(5));
        assertEquals("PATCH " + member, discord.server.rest.calls.getLast());
        assertFalse(Json.text(discord.server.rest.bodies.getLast(), "communication_disabled_until").isEmpty());
        rule.unban(DiscordServer.CHANNEL, "42");
        assertTrue(discord.server.rest.bodies.getLast().path("communication_disabled_until").isNull());
        AdapterException long29 = assertThrows(AdapterException.class,
                () -> rule.ban(DiscordServer.CHANNEL, "42", Duration.ofDays(29)));
        assertEquals(ErrorKind.REJECTED, long29.kind());
        rule.banAll(DiscordServer.CHANNEL, true);
        assertEquals("2049", Json.text(discord.server.rest.bodies.getLast(), "deny"));
        assertEquals("1024", Json.text(discord.server.rest.bodies.getLast(), "allow"));
    }

    @Test
    void aReactionIsSetAndTakenBack() throws InterruptedException {
        MessageActions actions = host.ability(MessageActions.class);
        String reactions = "/channels/" + DiscordServer.CHANNEL + "/messages/5/reactions/";
        actions.react(Chat.group(DiscordServer.CHANNEL, ""), "5", "👍", true);
        assertEquals("PUT " + reactions + "👍/@me", discord.server.rest.calls.getLast());
        actions.react(Chat.group(DiscordServer.CHANNEL, ""), "5", "a:dance:11", false);
        assertEquals("DELETE " + reactions + "dance:11/@me", discord.server.rest.calls.getLast());
    }

    @Test
    void oldMessagesComeTheOldestFirst() throws InterruptedException {
        discord.says("one");
        discord.says("two");
        host.send(CHANNEL, "three");
        var messages = host.ability(MessageActions.class).history(Chat.group(DiscordServer.CHANNEL, ""), "", 2);
        assertEquals(List.of("two", "three"), messages.stream().map(message -> message.segments().getFirst().asText()).toList());
        assertEquals(List.of(false, true), messages.stream().map(message -> message.own()).toList());
    }

    @Test
    void aCallOfDiscordsOwnIsAMethodAndAPath() throws InterruptedException {
        PlatformCalls calls = host.ability(PlatformCalls.class);
        assertEquals(Map.of("name", "other"), calls.call("PATCH /channels/7", Map.of("name", "other"), Duration.ofSeconds(5)));
        for (String nonsense : List.of("get_channel", "GET /../gateway", "GET http://a.invalid/", "TRACE /gateway")) {
            AdapterException failure = assertThrows(AdapterException.class,
                    () -> calls.call(nonsense, Map.of(), Duration.ofSeconds(5)));
            assertEquals(ErrorKind.UNSUPPORTED, failure.kind(), nonsense);
        }
    }

    @Test
    void aChannelIsRenamedAMemberTooAndAServerIsLeft() throws InterruptedException {
        GroupAdministration rule = host.ability(GroupAdministration.class);
        rule.rename(DiscordServer.CHANNEL, "news");
        assertEquals("PATCH /channels/" + DiscordServer.CHANNEL, discord.server.rest.calls.getLast());
        rule.card(DiscordServer.CHANNEL, "42", "Annie");
        assertEquals("Annie", Json.text(discord.server.rest.bodies.getLast(), "nick"));
        rule.leave(DiscordServer.CHANNEL);
        assertEquals("DELETE /users/@me/guilds/" + DiscordServer.GUILD, discord.server.rest.calls.getLast());
        assertEquals(List.of(Chat.group(DiscordServer.CHANNEL, "Friends #general")), host.ability(MemberListing.class).groups());
    }

    @Test
    void membersHaveTheirRoles() throws InterruptedException {
        var members = host.ability(MemberListing.class).members(DiscordServer.CHANNEL, true);
        assertEquals(List.of("owner", "admin"), members.stream().map(member -> member.role()).toList());
        assertEquals("Helper", members.getLast().card());
    }
}
