package dev.botyard.runtime.infra.store;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers as they are run: one that takes the place of another, and one that proves who it is.
class PostgresFailoverTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private static Store open(StoreServer server) {
        return Store.open(server, "here", Retention.DEFAULT, Ticker.system());
    }

    /// With synchronous commit, what was confirmed is on the replica before anybody hears of it.
    @Test
    void aReplicaThatTakesThePlaceOfThePrimaryHasAllThatWasConfirmed() throws Exception {
        try (TestPostgres primary = TestPostgres.own(); TestPostgres replica = primary.replica()) {
            StoreServer one = primary.schema(folder);
            StoreServer both = StoreServer.of(
                    one.url().replace(":" + primary.port() + "/", ":" + primary.port() + ",127.0.0.1:" + replica.port() + "/"),
                    TestPostgres.USER, TestPostgres.PASSWORD);
            Set<String> confirmed = ConcurrentHashMap.newKeySet();
            AtomicInteger next = new AtomicInteger();
            CountDownLatch enough = new CountDownLatch(1);
            try (Store store = open(both); var writers = Threads.perTask("writers")) {
                for (int index = 0; index < 4; index++) {
                    writers.submit(() -> {
                        while (enough.getCount() > 0) {
                            String id = "p" + next.incrementAndGet();
                            try {
                                store.queuedPushes()
                                        .put(new QueuedPushes.Entry(id, "lane", QueuedPushes.State.QUEUED, "", false, 0,
                                                "", "", "{}", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH));
                                confirmed.add(id);
                            } catch (StoreException _) {
                                // Not confirmed, and so not counted.
                            }
                        }
                    });
                }
                await().until(() -> confirmed.size() > 50);
                primary.stop("QUIT");
                replica.execute("select pg_promote()");
                int before = confirmed.size();
                await().until(() -> confirmed.size() > before + 50);
                enough.countDown();
                writers.close();
                List<String> kept = store.queuedPushes().in(QueuedPushes.State.QUEUED).stream().map(QueuedPushes.Entry::id)
                        .toList();
                assertTrue(kept.containsAll(confirmed), () -> confirmed.stream().filter(id -> !kept.contains(id)).toList()
                        + " were confirmed and are lost");
                await().until(() -> store.trouble().isEmpty());
            }
        }
    }

    @Test
    void aReplicaAloneIsNoStore() throws Exception {
        try (TestPostgres primary = TestPostgres.own(); TestPostgres replica = primary.replica()) {
            String refused = assertThrows(StoreException.class,
                    () -> open(StoreServer.of(replica.url(), TestPostgres.USER, TestPostgres.PASSWORD)).close()).getMessage();
            assertTrue(refused.contains("none of its servers is a primary that can be reached"), refused);
        }
    }

    @Test
    void aServerProvesWhoItIs() throws Exception {
        Path certificate = certificate("server");
        Path other = certificate("other");
        try (TestPostgres server = TestPostgres.own()) {
            server.stop("INT");
            server.run("ssl=on", "ssl_cert_file=" + server.given(certificate), "ssl_key_file=" + server.given(key("server")));
            String full = server.schema(folder).url() + "&sslmode=verify-full&sslrootcert=";
            try (Store store = open(StoreServer.of(full + certificate, TestPostgres.USER, TestPostgres.PASSWORD))) {
                assertEquals("true", store.read(session -> session.first(
                        "select cast(ssl as text) from pg_stat_ssl where pid = pg_backend_pid()", row -> row.getString(1)))
                        .orElseThrow());
            }
            String refused = assertThrows(StoreException.class,
                    () -> open(StoreServer.of(full + other, TestPostgres.USER, TestPostgres.PASSWORD)).close()).getMessage();
            assertTrue(refused.contains("TLS with the server failed; check sslmode and sslrootcert in store.url"), refused);
        }
    }

    private Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /// Makes a key and a certificate that it has signed itself.
    private Path certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "a", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1",
                "-validity", "3650", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass",
                new String(STORE_PASSWORD)).inheritIO().start();
        assertEquals(0, made.waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
        Path file = key(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        pem(file, "PRIVATE KEY", keys.getKey("a", STORE_PASSWORD).getEncoded());
        return pem(folder.resolve(name + ".pem"), "CERTIFICATE", keys.getCertificate("a").getEncoded());
    }

    private static Path pem(Path file, String what, byte[] bytes) throws IOException {
        return Files.writeString(file, "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes) + "\n-----END " + what
                + "-----\n");
    }
}
