package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.ability.Member;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.MessageRow;
import dev.botyard.runtime.message.outbound.PlatformReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The records that calls answer with are written as the golden samples show them: key by key, value by value.
class SampledAnswersTest {
    private static final Path GOLDEN = Path.of("..", "plugins", "protocol", "golden");
    private static final Path FILE = Path.of("/home/b/files/pictures/a.png");
    private static final FileResult RESULT = new FileResult(FILE, FILE, FILE.getFileName(), "image/png", 1024);

    private static void sampled(String sample, Object answer) throws IOException {
        assertEquals(Json.MAPPER.readTree(Files.readString(GOLDEN.resolve(sample + ".json"))).at("/answer/result"),
                Json.MAPPER.readTree(Shown.text(answer)));
    }

    @Test
    void aReplyAndARecall() throws IOException {
        sampled("reply", SendReceipt.sent(List.of("m-1"), null, "sendText"));
        sampled("recall", SendReceipt.of(true, List.of("m-1"), null, "", "recallMessage"));
    }

    @Test
    void aFile() throws IOException {
        sampled("file.download", RESULT);
        sampled("file.resolve", new FileResult.Resolved(RESULT, true, "https://example.org/f-1", "resolveFileURL"));
    }

    @Test
    void theMembersOfAGroup() throws IOException {
        Member member = new Member("42", "Li", "", "member", Map.of("sex", "male", "join_time", 1767323045));
        sampled("group.members",
                new GroupMember.Listing(true, "qq", "main", "7", List.of(GroupMember.of("7", member, false)), null));
    }

    @Test
    void aCallOfThePlatform() throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("group_id", 7);
        result.put("group_name", "Tea");
        result.put("owner", "9007199254740993");
        sampled("platform.call", new PlatformReceipt(ReceiptCode.ACCEPTED, "qq", "main", "current", "get_group_info", "", "",
                List.of(), result, Instant.parse("2026-01-02T03:04:05Z"), Duration.ofNanos(12_500_000)));
    }

    @Test
    void messagesOfThePast() throws IOException {
        sampled("history.messages", List.of(HeardMessage.of(
                new MessageRow(1, "qq", "main", "7", "42", "m-1", Instant.parse("2026-01-01T08:00:00Z"), "in", "hi"))));
    }
}
