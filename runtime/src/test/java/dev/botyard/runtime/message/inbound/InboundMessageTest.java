package dev.botyard.runtime.message.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboundMessageTest {
    private static final Chat GROUP = Chat.group("700", "");

    private static InboundMessage message(Chat chat, Segment... segments) {
        return InboundMessage.of("qq", "a", MessageEvent.in(chat, Person.of("ann", "")).segments(List.of(segments)).build());
    }

    private static Segment.Image image(String source, Map<String, String> platform) {
        return new Segment.Image(Media.reference(source, "cat.png", "image/png", -1, platform));
    }

    @Test
    void theTextIsWhatACommandIsMatchedAgainst() {
        assertEquals("sign in now", message(GROUP, new Segment.Reply("m1", "quoted"), new Segment.At("1", "Bot"),
                new Segment.Text("  sign "), new Segment.Face("1"), new Segment.Markdown("in now\n")).text());
        assertEquals("", message(GROUP, new Segment.At("1", "Bot")).text());
    }

    @Test
    void mediaStandBesideTheTextInTheirOrder() {
        Media file = Media.reference("https://x/b.zip", "b.zip", "application/zip", 5, Map.of());
        InboundMessage message = message(GROUP, new Segment.File(file), new Segment.Text("see"),
                image("https://x/a.png", Map.of("k", "v")),
                new Segment.Video(file));
        assertEquals("see", message.text());
        assertEquals(List.of("file", "image", "video"), message.media().stream().map(item -> item.get("type")).toList());
        assertEquals(Map.of("type", "image", "source", "https://x/a.png", "name", "cat.png", "mime_type", "image/png",
                "platform_payload", Map.of("k", "v")), message.media().get(1));
    }

    @Test
    void aRecordingBringsWhatWasSaidWhereThePlatformTells() {
        Media sound = Media.reference("https://x/a.amr", "a.amr", "audio/amr", -1, Map.of());
        assertEquals("hello", message(GROUP, new Segment.Voice(sound, "hello")).media().getFirst().get("transcript"));
        assertEquals(false, message(GROUP, new Segment.Voice(sound, "")).media().getFirst().containsKey("transcript"));
        assertEquals("", message(GROUP, new Segment.Voice(sound, "hello")).text(), "and is no command");
    }

    @Test
    void aMediumWithoutAddressIsNamedByTheAccountThatCanFindIt() {
        Object source = message(GROUP, image("", Map.of("file_id", "x y"))).media().getFirst().get("source");
        assertEquals("platform:a/image?file_id=x+y", source);
        assertEquals(new PlatformReference("a", "image", Map.of("file_id", "x y")),
                PlatformReference.parse(source.toString()).orElseThrow());
    }

    @Test
    void onlyASharedChatIsAGroup() {
        assertEquals("700", message(GROUP).group());
        assertEquals("news", message(new Chat(ChatKind.CHANNEL, "news", "")).group());
        assertEquals("", message(Chat.direct("ann")).group());
    }

    @Test
    void chatsOfTheSameNumberAreNotOneChat() {
        assertNotEquals(message(Chat.direct("700")).chatKey(), message(GROUP).chatKey());
        assertNotEquals(InboundMessage.chatKey("qq", "a", true, "1"), InboundMessage.chatKey("qq", "b", true, "1"));
        assertNotEquals(InboundMessage.chatKey("qq", "a", true, "1"), InboundMessage.chatKey("tg", "a", true, "1"));
        assertEquals(InboundMessage.chatKey("qq", "a", true, "700"), message(GROUP).chatKey());
    }
}
