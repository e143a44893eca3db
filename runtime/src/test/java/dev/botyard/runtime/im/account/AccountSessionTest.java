package dev.botyard.runtime.im.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A running account as the rest of the host uses it.
class AccountSessionTest {
    private final PlayedIm im = new PlayedIm();

    private AccountSession session(SampleAccount account) {
        return new AccountSession(account.spec(), im.create(account.spec()), im);
    }

    private static OutboundMessage message() {
        return OutboundMessage.to(Target.person("5")).segments(new Segment.Text("tea")).build();
    }

    @Test
    void whatIsSentGoesThroughTheAdapterAndItsReceiptComesBack() throws Exception {
        im.answers(sent -> Receipt.of("m7"));
        assertEquals(List.of("m7"), session(SampleAccount.of("qq", "a")).send(message()).messageIds());
        assertEquals(List.of("a to user 5: tea"), im.lines());
    }

    @Test
    void noReceiptIsNoProofOfASend() {
        im.answers(sent -> null);
        AdapterException told = assertThrows(AdapterException.class, () -> session(SampleAccount.of("qq", "a")).send(message()));
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, told.kind());
    }

    @Test
    void anAbilityIsUsedThroughTheGate() throws Exception {
        List<String> recalled = new ArrayList<>();
        im.can(MessageRecall.class, (chat, id) -> recalled.add(chat.id() + " " + id));
        assertEquals("done", session(SampleAccount.of("qq", "a")).with(MessageRecall.class, recall -> {
            recall.recall(Chat.direct("5"), "m7");
            return "done";
        }));
        assertEquals(List.of("5 m7"), recalled);
    }

    @Test
    void anAbilityThatIsMissingIsNamedInWordsWithWhatToDoInstead() {
        AdapterException told = assertThrows(AdapterException.class,
                () -> session(SampleAccount.of("qq", "a").lacks(Capability.RECALL, "delete it on the phone")).with(
                        MessageRecall.class,
                        recall -> "never"));
        assertEquals(ErrorKind.UNSUPPORTED, told.kind());
        assertEquals("adapter played of account a has no message recall; delete it on the phone", told.getMessage());
        assertEquals("adapter played of account a has no file resolution",
                assertThrows(AdapterException.class,
                        () -> session(SampleAccount.of("qq", "a")).with(FileResolution.class, files -> "never")).getMessage());
        assertEquals("adapter played of account a has no runnable", assertThrows(AdapterException.class,
                () -> session(SampleAccount.of("qq", "a")).with(Runnable.class, something -> "never")).getMessage());
    }

    @Test
    void limitsAndFormatsAreThoseOfTheAdapterThatRuns() {
        AccountSession before = session(SampleAccount.of("qq", "a"));
        im.allows(Limits.NONE.maxTextLength(8)).plays(MediaFormats.ANY.voice("audio/mpeg"));
        AccountSession after = session(SampleAccount.of("qq", "a"));
        assertEquals("0 [] / 8 [audio/mpeg]", before.limits().maxTextLength() + " " + before.formats().voice() + " / "
                + after.limits().maxTextLength() + " " + after.formats().voice());
    }
}
