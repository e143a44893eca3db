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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that cannot be read come again and again, since only their own mark leads past them.
class BrokenAnswerIT {
    private static final String BEGIN = "{\"seq\":1,\"message_id\":7,\"from_user_id\":\"bob@im.wechat\",\"item_list\":[{\"type\":1,";
    private final IlinkServer server = new IlinkServer(0);
    private TestHost host;
    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        host = new TestHost(server, folder).loggedIn(server);
    }

    @AfterEach
    void close() {
        server.close();
        host.close();
        assertEquals(List.of(), server.complaints());
    }

    private AdapterException loses() throws InterruptedException {
        try (TestRun run = new TestRun(host)) {
            AdapterException end = run.awaitEnd();
            assertEquals(ErrorKind.COMMUNICATION, end.kind());
            return end;
        }
    }

    private static String text(MessageEvent event) {
        return WeixinInbound.asText(event.segments());
    }

    @ParameterizedTest
    @ValueSource(strings = {BEGIN + "\"text_item\":{\"text\":\"cut of", BEGIN + "\"text_item\":{\"text\":\"bad \\x\"}}]}",
        BEGIN + "\"text_item\":{\"text\":\"a \"quoted\" word\"}}]}", BEGIN + "\"text_item\":{\"text\":\"{ \"}}]", "{\"seq\":1,}",
        "{\"seq\":1,\"text\":\"control \u0001\"}"})
    void aBrokenMessageDoesNotKeepTheOthersAwayForEver(String broken) throws Exception {
        server.say("one");
        server.deliver(broken);
        server.say("two, \"get_updates_buf\":\"no\",{\"seq\":1}");
        server.say("three");
        assertEquals("WeChat's answer with new messages cannot be read: it is not JSON", loses().getMessage());
        assertEquals("WeChat's answer with new messages cannot be read (2 times now): it is not JSON", loses().getMessage());
        assertTrue(host.idle(), "it may have been an accident on the way");
        try (TestRun run = TestRun.online(host)) {
            assertEquals("one", text(host.next()));
            assertEquals("two, \"get_updates_buf\":\"no\",{\"seq\":1}", text(host.next()));
            assertEquals("three", text(host.next()));
            server.say("later");
            assertEquals("later", text(host.next()));
            assertFalse(run.ended());
        }
        assertTrue(Files.readString(folder.resolve("unreadable-answer.txt")).contains(broken), "what was left out is kept");
        assertNull(host.stored().get("unreadable"));
        server.say("last");
        try (TestRun next = TestRun.online(host)) {
            assertEquals("last", text(host.next()));
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
        try (TestRun run = TestRun.online(host)) {
            assertEquals("one", text(host.next()));
            assertEquals(17 << 20, text(host.next()).length());
            assertEquals("three", text(host.next()));
            await().until(() -> host.stored().containsKey("cursor"));
            assertFalse(run.ended());
        }
    }

    @Test
    void whereNothingLeadsPastItAPersonDoes() throws Exception {
        server.say("before");
        try (TestRun run = TestRun.online(host)) {
            assertEquals("before", text(host.next()));
            await().until(() -> host.stored().containsKey("cursor"));
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
        try (TestRun run = new TestRun(host)) {
            run.awaitEnd();
            assertNull(run.profile(), "it must not be shown as online between two attempts");
        }
        assertTrue(host.stored().containsKey("cursor"));
        new Credentials(server.freshToken(), server.url(), IlinkServer.BOT, IlinkServer.ANN).write(host.storage());
        assertFalse(host.stored().containsKey("cursor"));
        server.mend("getupdates");
        try (TestRun run = TestRun.online(host)) {
            assertEquals("before", text(host.next()));
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
        assertTrue(host.idle());
        loses();
        assertEquals(List.of("8", "9"), List.of(host.next().id(), host.next().id()));
        loses();
        assertTrue(host.idle());
    }

    @Test
    void anAccidentOnTheWayCostsNothing() throws Exception {
        server.say("one");
        server.fail("getupdates", IlinkFault.answer("{\"ret\":0,\"msgs\":[{\"mess").times(1));
        loses();
        try (TestRun run = TestRun.online(host)) {
            assertEquals("one", text(host.next()));
            assertFalse(run.ended());
        }
        assertNull(host.stored().get("unreadable"));
    }

    /// Half an emoji can be read, but not be written again.
    @Test
    void halfACharacterDoesNotStopTheAccount() throws Exception {
        server.deliver(
                IlinkServer.message("8", "a\\uD83D", 1, "c\\uD83D", "{\"type\":1,\"text_item\":{\"text\":\"hi \\uD83D!\"}}"));
        server.say("1".repeat(1999) + "🎉 and more");
        server.say("after");
        try (TestRun run = TestRun.online(host)) {
            assertEquals("hi \uFFFD!", text(host.next()));
            assertEquals(2010, text(host.next()).length());
            assertEquals("after", text(host.next()));
            assertFalse(run.ended());
        }
    }
}
