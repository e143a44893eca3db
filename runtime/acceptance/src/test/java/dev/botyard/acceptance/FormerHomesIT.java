package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Homes that former versions wrote are taken over whole. Each change of the schema adds one to `homes/`.
class FormerHomesIT {
    @TempDir
    Path home;

    @Test
    void aHomeOfTheFifthSchemaIsTakenOver() throws Exception {
        unpack("schema-5.zip");
        try (RunningHost host = new RunningHost(home).start()) {
            assertEquals("tea", host.get("/buckets/kept/word").path("value").stringValue(""));
            assertTrue(host.account("night").path("default").booleanValue(false), "an operator's default");
            assertEquals("Operations bot", host.account("ops").path("alias").stringValue(""));
            assertEquals(2, host.get("/queue").path("pushes").size());
            assertEquals("remember tea", host.get("/runs").path("runs").path(0).path("message").stringValue(""));
            host.python("remember.py", "", "middleware.bucketSet('kept', 'schedules', len(middleware.Cron().getCrons()))");
            await("the script's schedule").until(() -> {
                host.fake("remember.py");
                return host.get("/buckets/kept/schedules").path("value").stringValue("").equals("1");
            });
            String repeated = host
                    .send("POST", "/api/v1/push", "{\"imType\":\"web\",\"userID\":\"admin\",\"content\":\"hello once\"}",
                            host.token(), "Idempotency-Key", "once-1", "Content-Type", "application/json")
                    .body();
            assertTrue(repeated.contains("k-d3701b8a15e85c6772d35cbfa92079be"), repeated);
            String chats = Files.readString(home.resolve("data/accounts/web/chats.jsonl"));
            assertTrue(chats.contains("kept tea") && chats.indexOf("hello once") == chats.lastIndexOf("hello once"), chats);
            // What waited is sent once its account is there.
            SimulatedAccount ops = host.simulator().account("1001").token("sixteen-characters-long");
            ops.connect(URI.create("ws://" + host.address().getAuthority() + "/api/qq/receive"));
            await("the queued pushes").until(() -> ops.callsOf("send_group_msg").size() == 2);
            assertTrue(ops.callsOf("send_group_msg").getFirst().toString().contains("waits for you"));
        }
    }

    @Test
    void aHomeOfTheSeventhSchemaIsTakenOver() throws Exception {
        unpack("schema-7.zip");
        try (RunningHost host = new RunningHost(home).start()) {
            assertEquals("tea", host.get("/buckets/kept/word").path("value").stringValue(""));
            assertEquals(2, host.get("/runs").path("runs").size());
            assertEquals("broken.py", host.get("/runs?status=error").path("runs").path(0).path("plugin").stringValue(""));
            assertEquals("remember.py",
                    host.get("/runs?imType=web&status=ok").path("runs").path(0).path("plugin").stringValue(""));
            assertEquals("nobody", host.get("/pushes?imType=web&code=account_unknown").path("pushes").path(0).path("account_id")
                    .stringValue(""));
            assertEquals("disabled", host.get("/plugins/broken.py").path("state").stringValue(""), "an operator's switch");
            assertTrue(host.get("/audit").toString().contains("/plugins/broken.py/disable"), "who did it");
        }
    }

    private void unpack(String name) throws IOException {
        try (InputStream packed = FormerHomesIT.class.getResourceAsStream("/homes/" + name);
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = home.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }
}
