package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers into the chat that started the run.
class ReplyTest {
    private static final Origin CHAT = new Origin(Trigger.MESSAGE, "qq", "b", "r1", "echo.py", SamplePush.FOLDER);

    private PushDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        desk = new PushDesk(folder);
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b"));
    }

    @AfterEach
    void close() throws InterruptedException {
        desk.close();
    }

    private PushReceipt reply(Chat chat, String text, Map<String, Object> options) throws InterruptedException {
        return desk.dispatcher()
                .reply(new ReplyRequest(CHAT, chat, "m77", PushKind.TEXT, text, "", List.of(), options));
    }

    @Test
    void theAccountThatHeardTheMessageAnswersWhateverTheOptionsName() throws Exception {
        PushReceipt receipt = reply(Chat.direct("5"), "hi", Map.of("account_id", "a", "failover", "same-im"));
        assertEquals("b current 5", receipt.accountId() + " " + receipt.rule() + " " + receipt.group() + receipt.user());
        assertEquals(List.of("b to user 5: hi"), desk.im().lines());
    }

    @Test
    void anAnswerNamesTheMessageThatItAnswersAndTheKindOfChat() throws Exception {
        reply(new Chat(ChatKind.CHANNEL, "news", ""), "hi", Map.of());
        OutboundMessage message = desk.im().sent().getFirst().message();
        assertEquals("m77", message.inReplyTo());
        assertEquals(new Target(ChatKind.CHANNEL, "news", ""), message.target());
    }

    @Test
    void aReplyThatFailsIsToldInItsReceipt() throws Exception {
        desk.im().fails(new AdapterException(ErrorKind.REJECTED, "muted"));
        PushReceipt receipt = reply(Chat.group("100", ""), "hi", Map.of("strict", true));
        assertEquals("rejected 0 account b (qq), rejected: muted",
                receipt.code().label() + " " + receipt.sent() + " " + receipt.reason());
    }

    @Test
    void nobodyElseAnswersForAnAccountThatIsGone() throws Exception {
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b").disabled());
        PushReceipt receipt = reply(Chat.direct("5"), "hi", Map.of("failover", "same-im"));
        assertEquals("account_offline b", receipt.code().label() + " " + receipt.accountId());
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred());
        assertEquals("account_unknown account b of the current chat no longer exists",
                reply(Chat.direct("5"), "hi", Map.of()).code().label() + " " + reply(Chat.direct("5"), "hi", Map.of()).reason());
        assertEquals(List.of(), desk.im().sent());
    }

    @Test
    void whoWasNotReachedByAPushIsAnsweredAllTheSame() throws Exception {
        desk.im().fails(new AdapterException(ErrorKind.UNREACHABLE_TARGET, "no friend"));
        assertThrows(PushException.class, () -> desk.dispatcher().push(SamplePush.text("x").option("account_id", "b").request()));
        assertEquals(ReceiptCode.ACCEPTED, reply(Chat.direct("5"), "hi", Map.of()).code());
    }

    @Test
    void nothingToSayIsAnEmptyReply() {
        PushException refused = assertThrows(PushException.class, () -> reply(Chat.direct("5"), "", Map.of()));
        assertTrue(refused.empty());
        assertEquals(List.of(), desk.finished());
    }

    @Test
    void aStoppingHostAnswersNobody() throws Exception {
        desk.dispatcher().stop();
        assertEquals("host_stopping b", reply(Chat.direct("5"), "hi", Map.of()).code().label() + " "
                + reply(Chat.direct("5"), "hi", Map.of()).accountId());
    }

    @Test
    void whoListensHearsThatItWasAReply() throws Exception {
        List<Boolean> replies = new ArrayList<>();
        desk.dispatcher().listen((origin, reply, receipt) -> replies.add(reply));
        reply(Chat.direct("5"), "hi", Map.of());
        assertEquals(List.of(true), replies);
    }
}
