package dev.botyard.adapters.weixin;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.weixin.ilink.IlinkFault;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.testkit.HarnessRun;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that cannot be read come again and again, since only their own mark leads past them.
class BrokenAnswerIT extends PlayedAccount {
    private static final String BEGIN = "{\"seq\":1,\"message_id\":7,\"from_user_id\":\"bob@im.wechat\",\"item_list\":[{\"type\":1,";

    @BeforeEach
    void begin() {
        logIn();
    }

    @AfterEach
    void keptTheRulesOfThePlatform() {
        assertEquals(List.of(), server.complaints());
    }

    private AdapterException loses() throws InterruptedException {
        try (HarnessRun run = host.start()) {
            AdapterException end = run.failure();
            assertEquals(ErrorKind.COMMUNICATION, end.kind());
            return end;
        }
    }

    private static String text(MessageEvent event) {
        return WeixinInbound.asText(event.segments());
    }

    @ParameterizedTest
    @ValueSource(strings = {BEGIN + "\"text_item\":{\"text\":\"cut of", BEGIN + "\"text_item\":{\"text\":\"bad \\x\"}}]}",
        BEGIN + "\"text_item\":{\"text\":\"a \"quoted\" word\"}}]}", BEGIN + "\"text_item\":{\"text\":\"{ \"}}]", "{\"seq\":1,}"})
    void aBrokenMessageDoesNotKeepTheOthersAwayForEver(String broken) throws Exception {
        server.say("one");
        server.deliver(broken);
        server.say("two, \"get_updates_buf\":\"no\",{\"seq\":1}");
        server.say("three");
        assertEquals("WeChat's answer with new messages cannot be read: it is not JSON", loses().getMessage());
        assertEquals("WeChat's answer with new messages cannot be read (2 times now): it is not JSON", loses().getMessage());
        assertTrue(idle(), "it may have been an accident on the way");
        try (HarnessRun run = online()) {
            assertEquals("one", text(next()));
            assertEquals("two, \"get_updates_buf\":\"no\",{\"seq\":1}", text(next()));
            assertEquals("three", text(next()));
            server.say("later");
            assertEquals("later", text(next()));
            assertFalse(run.ended());
        }
        assertTrue(Files.readString(folder.resolve("unreadable-answer.txt")).contains(broken), "what was left out is kept");
        assertNull(store.values().get("unreadable"));
        server.say("last");
        try (HarnessRun next = online()) {
            assertEquals("last", text(next()));
            assertFalse(next.ended());
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsTakenPieceByPiece() throws Exception {
        server.say("one");
        server.say("x".repeat(17 << 20));
        server.say("three");
        assertEquals("WeChat's answer with new messages cannot be read: it is larger than 16 MiB", loses().getMessage());
        loses();
        try (HarnessRun run = online()) {
            assertEquals("one", text(next()));
            assertEquals(17 << 20, text(next()).length());
            assertEquals("three", text(next()));
            await().until(() -> store.values().containsKey("cursor"));
            assertFalse(run.ended());
        }
    }

    @Test
    void whereNothingLeadsPastItAPersonDoes() throws Exception {
        server.say("before");
        try (HarnessRun run = online()) {
            assertEquals("before", text(next()));
            await().until(() -> store.values().containsKey("cursor"));
            assertFalse(run.ended());
        }
        server.fail("getupdates", IlinkFault.answer(" <html>sign in to the Wi-Fi</html>"));
        assertEquals("WeChat's answer with new messages cannot be read: it is a web page; something on the way to WeChat answers "
                + "in its place", loses().getMessage());
        loses();
        AdapterException stuck = loses();
        assertEquals("WeChat's answer with new messages cannot be read (3 times now): it is a web page; something on the way to "
                + "WeChat answers in its place, and what would lead past it cannot be found; if that goes on, 'botyard accounts "
                + "login wx_ann' begins anew without the messages that wait there", stuck.getMessage());
        try (HarnessRun run = host.start()) {
            run.failure();
            assertNull(run.profile(), "it must not be shown as online between two attempts");
        }
        assertTrue(store.values().containsKey("cursor"));
        new Credentials(server.freshToken(), server.url(), IlinkServer.BOT, IlinkServer.ANN).write(store);
        assertFalse(store.values().containsKey("cursor"));
        server.mend("getupdates");
        try (HarnessRun run = online()) {
            assertEquals("before", text(next()));
            assertFalse(run.ended());
        }
    }

    /// The mark of the answer is gone, its messages are there.
    @Test
    void whatCanBeReadOfAnAnswerWithoutItsMarkComesOnce() throws Exception {
        server.fail("getupdates", IlinkFault.answer("{\"ret\":0,\"msgs\":[" + IlinkServer.message("8", "ann", 1, "c", "") + ","
                + IlinkServer.message("9", "ann", 1, "c", "") + ",{\"seq\":"));
        loses();
        loses();
        assertTrue(idle());
        loses();
        assertEquals(List.of("8", "9"), List.of(next().id(), next().id()));
        loses();
        assertTrue(idle());
    }

    @Test
    void anAccidentOnTheWayCostsNothing() throws Exception {
        server.say("one");
        server.fail("getupdates", IlinkFault.answer("{\"ret\":0,\"msgs\":[{\"mess").times(1));
        loses();
        try (HarnessRun run = online()) {
            assertEquals("one", text(next()));
            assertFalse(run.ended());
        }
        assertNull(store.values().get("unreadable"));
    }

    /// Names of people have them.
    @Test
    void bareControlCharactersBreakNoAnswer() throws Exception {
        server.deliver(
                IlinkServer.message("8", "ann", 1, "c", "{\"type\":1,\"text_item\":{\"text\":\"a bare \u0001\"}}"));
        try (HarnessRun run = online()) {
            assertEquals("a bare \u0001", text(next()));
            assertFalse(run.ended());
        }
    }

    /// Half an emoji can be read, but not be written again.
    @Test
    void halfACharacterDoesNotStopTheAccount() throws Exception {
        server.deliver(
                IlinkServer.message("8", "a\\uD83D", 1, "c\\uD83D", "{\"type\":1,\"text_item\":{\"text\":\"hi \\uD83D!\"}}"));
        server.say("1".repeat(1999) + "🎉 and more");
        server.say("after");
        try (HarnessRun run = online()) {
            assertEquals("hi \uFFFD!", text(next()));
            assertEquals(2010, text(next()).length());
            assertEquals("after", text(next()));
            assertFalse(run.ended());
        }
    }
}
