package dev.botyard.runtime.message.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressedTest {
    private static final Chat GROUP = Chat.group("700", "Tea");

    private final Map<String, AccountProfile> profiles = Map.of("bot", AccountProfile.of("10001"), "nameless",
            AccountProfile.of(""));
    private final Addressed addressed = new Addressed(account -> Optional.ofNullable(profiles.get(account)));

    private boolean said(String account, Chat chat, Segment... segments) {
        return addressed.test(InboundMessage.of("qq", account,
                MessageEvent.in(chat, Person.of("ann", "Ann")).messageId("m").segments(List.of(segments)).build()));
    }

    @Test
    void whatIsSaidToTheBotAloneIs() {
        assertEquals(true, said("bot", Chat.direct("ann"), new Segment.Text("hi")));
        assertEquals(true, said("gone", Chat.direct("ann"), new Segment.Text("hi")));
    }

    @Test
    void inAGroupItTakesAMentionOfTheAccountThatHears() {
        assertEquals(true, said("bot", GROUP, new Segment.Text("hey "), new Segment.At("10001", "Bot")));
        assertEquals(false, said("bot", GROUP, new Segment.Text("@10001 hey")), "text mentions nobody");
        assertEquals(false, said("bot", GROUP, new Segment.At("10002", "")), "another one");
        assertEquals(false, said("bot", GROUP, new Segment.AtAll()), "everybody is not the bot");
    }

    @Test
    void whoeverHasNoNumberIsNotMentioned() {
        assertEquals(false, said("nameless", GROUP, new Segment.At("", "")));
        assertEquals(false, said("gone", GROUP, new Segment.At("10001", "")));
    }
}
