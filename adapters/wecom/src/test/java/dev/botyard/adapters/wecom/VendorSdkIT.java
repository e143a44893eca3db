package dev.botyard.adapters.wecom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Signatures;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.Judge;
import dev.botyard.testkit.onebot.WireSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second opinion on the fake of the long connection: the vendor's own SDK takes it for WeCom.
class VendorSdkIT {
    private static final String CLIENT = "wecom";

    @TempDir
    Path folder;

    private final AiBotServer server = new AiBotServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Judge start(String secret) throws Exception {
        return Judge.start(CLIENT, VendorSdkIT.class, "aibot.mjs", folder,
                Map.of("URL", server.address().toString(), "BOT", "aib-1", "SECRET", secret));
    }

    private void say(String id, String facts) {
        server.deliver(server.frame(id, "zhangsan", false, "zhangsan", facts));
    }

    @Test
    void itLogsInHearsAnswersPushesAndComesBack() throws Exception {
        try (Judge sdk = start(AiBotServer.SECRET)) {
            assertEquals("aib-1", sdk.await("online"));
            String id = server.nextId();
            say(id, AiBotServer.text(false, "你好\tbot"));
            assertEquals(id + " zhangsan 你好\tbot", sdk.await("text"));
            sdk.await("answered");
            assertEquals(List.of("thinking", "answer to 你好\tbot"), server.said.stream().map(AiBotServer.Said::text).toList());

            byte[] plain = "a file of somebody".getBytes(StandardCharsets.UTF_8);
            say(server.nextId(), "\"msgtype\":\"file\",\"file\":" + server.keep("note.txt", plain));
            assertEquals("note.txt " + Signatures.hex(Signatures.md5(plain)), sdk.await("file"));
            say(server.nextId(), "\"msgtype\":\"event\",\"event\":{\"eventtype\":\"enter_chat\"}");
            assertEquals("zhangsan", sdk.await("welcomed"));

            sdk.tell("push 9001 to the group");
            assertEquals("0", sdk.await("pushed"));
            sdk.tell("push nobody hello");
            assertTrue(sdk.await("refused").contains("invalid chatid"));
            sdk.tell("upload 9001");
            byte[] seven = new byte[(512 << 10) + 77];
            Arrays.fill(seven, (byte) 7);
            assertArrayEquals(seven, server.media.get("file/" + sdk.await("uploaded")));

            server.sockets.forEach(WireSocket::abort);
            sdk.await("offline");
            assertEquals("aib-1", sdk.await("online"));
            assertEquals(List.of(), server.complaints);
            assertEquals(0, sdk.end());
        }
    }

    @Test
    void aRawControlCharacterEndsNoConnection() throws Exception {
        try (Judge sdk = start(AiBotServer.SECRET)) {
            sdk.await("online");
            say("m-1", "\"msgtype\":\"text\",\"text\":{\"content\":\"a\u0001b\"}");
            assertEquals("m-1 zhangsan ab", sdk.await("text"));
        }
    }

    @Test
    void itIsDisplacedByTheAdapterAndStaysAway() throws Exception {
        try (Judge sdk = start(AiBotServer.SECRET)) {
            sdk.await("online");
            try (AdapterHarness host = AdapterHarness.of(new WecomAdapterFactory())
                    .settings("bot_id", "aib-1", "secret", AiBotServer.SECRET,
                            "socket_url", server.address().toString())
                    .online()) {
                sdk.await("displaced");
                assertEquals(1, server.bots.size());
                assertEquals("aib-1", host.profile().platformId());
            }
        }
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        try (Judge sdk = start("another-secret")) {
            assertTrue(sdk.await("problem").contains("40001"));
        }
    }
}
