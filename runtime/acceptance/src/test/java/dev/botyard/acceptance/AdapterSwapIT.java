package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An adapter jar is dropped in, replaced and removed while 100 messages per second run through another account.
class AdapterSwapIT {
    private static final String SOURCE = """
            package tiny;
            import dev.botyard.api.account.AccountProfile;
            import dev.botyard.api.adapter.*;
            import dev.botyard.api.message.*;
            @org.pf4j.Extension
            public final class TinyFactory implements AdapterFactory {
                public AdapterDescriptor descriptor() {
                    return AdapterDescriptor.adapter("tiny").imTypes("tiny").capabilities(Capability.SEND_TEXT).build();
                }
                public Adapter create(AdapterContext context) {
                    return new Adapter() {
                        public void run(Connection connection) throws InterruptedException {
                            connection.connected(new AccountProfile("tiny", "VERSION", ""));
                            new java.util.concurrent.CountDownLatch(1).await();
                        }
                        public Receipt send(OutboundMessage message) {
                            return Receipt.of("VERSION");
                        }
                    };
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void nothingOfTheOtherAccountIsLostAndNoLoaderStays() throws Exception {
        try (RunningHost host = new RunningHost(folder.resolve("home"))) {
            host.qq("bot", "10001", "default: true\n").file("accounts/t.yaml", "im: tiny\n");
            host.python("echo.py", "#[rule: echo (.+)]", "sender.reply(sender.param(1))");
            host.start();
            Set<String> open = ConcurrentHashMap.newKeySet();
            SimulatedAccount bot = host.connect("bot", "10001").recording(false).onCall(call -> open.remove(call.text()));
            AtomicInteger said = new AtomicInteger();
            ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
            traffic.scheduleAtFixedRate(() -> say(bot, open, said.getAndIncrement()), 0, 10, TimeUnit.MILLISECONDS);
            Path jar = host.home().resolve("adapters/tiny.jar");
            try {
                assertEquals("failed", host.account("t").path("state").stringValue(""));
                for (int version = 1; version <= 3; version++) {
                    install(version, jar);
                    String wanted = "v" + version;
                    await().until(() -> host.account("t").path("state").stringValue("").equals("online")
                            && host.account("t").path("name").stringValue("").equals(wanted));
                    String receipt = host.post("/push", "{\"imType\":\"tiny\",\"userID\":\"1\",\"content\":\"x\"}").toString();
                    assertTrue(receipt.contains("\"" + wanted + "\""), receipt);
                }
                Files.writeString(jar, "this is not a jar");
                await().until(() -> host.get("/adapters").path("refused").toString().contains("tiny.jar"));
                assertEquals("online", host.account("t").path("state").stringValue(""));
                Files.delete(jar);
                await().until(() -> host.account("t").path("state").stringValue("").equals("failed"));
            } finally {
                traffic.shutdown();
            }
            await().until(traffic::isTerminated);
            await().untilAsserted(() -> assertEquals(Set.of(), open));
            assertEquals("online", host.account("bot").path("state").stringValue(""));
            await().until(() -> {
                System.gc();
                return host.send("GET", "/metrics", "", "").body().contains("botyard_adapter_loaders_waiting 0.0");
            });
            assertTrue(host.send("GET", "/metrics", "", "").body().contains("botyard_adapter_loaders_leaked 0.0"));
        }
    }

    private static void say(SimulatedAccount bot, Set<String> open, int i) {
        open.add("n" + i);
        bot.emit(bot.events().groupText(Integer.toString(i % 10), "7", "echo n" + i));
    }

    private void install(int version, Path jar) throws IOException {
        Path work = Files.createTempDirectory(folder, "tiny");
        Path source = Files.createDirectories(work.resolve("tiny")).resolve("TinyFactory.java");
        Files.writeString(source, SOURCE.replace("VERSION", "v" + version));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", System.getProperty("java.class.path"),
                "-proc:full", "-d",
                work.toString(), source.toString());
        assertEquals(0, result);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", "tiny");
        manifest.getMainAttributes().putValue("Plugin-Version", version + ".0.0");
        manifest.getMainAttributes().putValue("Plugin-Requires", ">=1.0.0 & <2.0.0");
        Path part = work.resolve("tiny.jar.part");
        try (OutputStream out = Files.newOutputStream(part);
                JarOutputStream packed = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(work)) {
            List<Path> entries = files.filter(file -> file.toString().endsWith(".class") || file.toString().endsWith(".idx"))
                    .toList();
            for (Path entry : entries) {
                packed.putNextEntry(new ZipEntry(work.relativize(entry).toString()));
                Files.copy(entry, packed);
                packed.closeEntry();
            }
        }
        Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
