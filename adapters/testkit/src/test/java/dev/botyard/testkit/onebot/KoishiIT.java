package dev.botyard.testkit.onebot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.testkit.Patience;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A second opinion on the simulator: Koishi, which others wrote for real implementations, takes it for one.
class KoishiIT {
    private static final String SELF = "10001000";
    private static final String GROUP = "20002000";
    private static final String USER = "30003000";
    private static final Duration SOON = Patience.SOON;

    private static Path koishi;

    private final OneBotSimulator simulator = new OneBotSimulator();
    private final SimulatedAccount account = simulator.account(SELF).token("s3cret");

    @TempDir
    Path folder;

    @BeforeAll
    static void findKoishi() {
        String place = System.getenv("BOTYARD_KOISHI");
        boolean found = place != null && Files.isDirectory(Path.of(place, "node_modules", "koishi-plugin-adapter-onebot"));
        String reason = "SKIPPED: the OneBot simulator was not tried with Koishi, because BOTYARD_KOISHI names no folder where"
                + " koishi and koishi-plugin-adapter-onebot are installed";
        if (!found) {
            System.err.println(reason);
        }
        assumeTrue(found, reason);
        koishi = Path.of(place);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void koishiConnectsToTheSimulator() throws Exception {
        Map<String, String> environment = Map.of("SELF_ID", SELF, "TOKEN", "s3cret", "ENDPOINT",
                simulator.webSocketUrl(SELF).toString());
        try (KoishiBot bot = new KoishiBot(koishi, folder, environment)) {
            bot.awaitOnline();
            talks(bot);
        }
    }

    @Test
    void theSimulatorConnectsToKoishi() throws Exception {
        try (KoishiBot bot = new KoishiBot(koishi, folder, Map.of("SELF_ID", SELF, "TOKEN", "s3cret"))) {
            account.connect(URI.create("ws://127.0.0.1:" + bot.await("listening") + "/onebot"));
            bot.awaitOnline();
            talks(bot);
        }
    }

    private void talks(KoishiBot bot) throws Exception {
        account.awaitCall("get_login_info", SOON);
        answersInGroups();
        answersPeople();
        asksForMembersAndMessages();
        recalls();
        account.emit(account.events().heartbeat(5000));
        account.emit(account.events().notice("group_increase",
                ",\"sub_type\":\"approve\",\"group_id\":" + GROUP + ",\"user_id\":77,\"operator_id\":78"));
        assertEquals("77 " + GROUP, bot.await("joined"));
        account.emit(account.events().notice("group_recall",
                ",\"group_id\":" + GROUP + ",\"user_id\":77,\"operator_id\":77,\"message_id\":-5"));
        assertEquals("-5", bot.await("recalled"));
        assertEquals(List.of(), bot.problems());
        assertEquals("", bot.errorOutput());
    }

    private void answersInGroups() throws InterruptedException {
        RecordedCall text = answer("text");
        assertEquals(List.of("group_id", "message"), List.copyOf(text.params().propertyNames()));
        assertTrue(text.params().get("group_id").isIntegralNumber(), text::toString);
        assertEquals(GROUP, text.param("group_id"));
        assertEquals("text", text.types());
        assertEquals("answer & [CQ:at,qq=all] <b>", text.text());

        RecordedCall image = answer("image");
        assertEquals("image", image.types());
        assertTrue(image.segment(0, "file").startsWith("base64://iVBOR"), image::toString);

        RecordedCall mention = answer("mention");
        assertEquals("at text", mention.types());
        assertEquals(USER, mention.segment(0, "qq"));

        String asked = account.events().groupText(GROUP, USER, "quote");
        account.emit(asked);
        RecordedCall quote = account.awaitCall("send_group_msg", SOON);
        assertEquals("reply text", quote.types());
        assertEquals(id(asked), quote.segment(0, "id"));

        account.emit(account.events().groupText(GROUP, USER, "forward"));
        JsonNode nodes = account.awaitCall("send_group_forward_msg", SOON).params().get("messages");
        assertEquals(2, nodes.size());
        assertEquals("first", nodes.path(0).path("data").path("content").path(0).path("data").path("text").asString());
    }

    private void answersPeople() throws InterruptedException {
        account.emit(account.events().privateText(USER, "text"));
        RecordedCall text = account.awaitCall("send_private_msg", SOON);
        assertEquals(USER, text.param("user_id"));
        account.emit(account.events().groupCq(GROUP, USER, "text"));
        assertEquals("text", account.awaitCall("send_group_msg", SOON).types());
    }

    private void asksForMembersAndMessages() throws InterruptedException {
        RecordedCall members = answer("members");
        assertEquals("members: " + SELF + "=bot " + SELF + " " + USER + "=user " + USER, members.text());

        String first = account.events().groupText(GROUP, USER, "the first");
        account.emit(first);
        account.emit(account.events().group(GROUP, USER, "[{\"type\":\"reply\",\"data\":{\"id\":\"" + id(first)
                + "\"}},{\"type\":\"text\",\"data\":{\"text\":\"look\"}}]"));
        assertEquals(id(first), account.awaitCall("get_msg", SOON).param("message_id"));
        assertEquals("you quote: the first", account.awaitCall("send_group_msg", SOON).text());
    }

    private void recalls() throws InterruptedException {
        assertEquals("oops", answer("recall").text());
        String deleted = account.awaitCall("delete_msg", SOON).param("message_id");
        assertFalse(deleted.isEmpty());
        assertEquals("deleted " + deleted, account.awaitCall("send_group_msg", SOON).text());
    }

    private RecordedCall answer(String task) throws InterruptedException {
        account.emit(account.events().groupText(GROUP, USER, task));
        return account.awaitCall("send_group_msg", SOON);
    }

    private static String id(String event) {
        return SimulatedAccount.JSON.readTree(event).path("message_id").asString("");
    }
}
