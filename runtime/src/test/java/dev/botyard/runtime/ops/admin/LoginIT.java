package dev.botyard.runtime.ops.admin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.infra.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Logins over the admin API, with an adapter that does what the test says.
class LoginIT {
    private static final String TOKEN = "token-of-the-test";
    private static final URI FIRST = URI.create("https://im.example.org/scan?code=first-secret");
    private static final URI SECOND = URI.create("https://im.example.org/scan?code=second-secret");

    private final AccountRegistry registry = new AccountRegistry();
    private final LoginAdapter adapter = new LoginAdapter();
    private final AccountSupervisor supervisor = new AccountSupervisor(registry, adapter, Ticker.system(),
            HostSettings.defaults()::reconnect);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        Router router = new Router();
        new AdminApi(router, new Operators(new byte[32], () -> TOKEN, Ticker.system()))
                .add(new LoginResource(registry, supervisor));
        server = HttpServer.builder(router).start();
        logged.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(logged);
        supervisor.configure(List.of(spec("a", "1", true), spec("plain", "1", false)));
        awaitAccount("a", "needs_login");
    }

    @AfterEach
    void close() throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
        supervisor.close();
        registry.close();
        server.close();
        client.close();
    }

    @Test
    void aPersonScansAndTheAccountComesOnline() throws Exception {
        assertEquals(202, send("POST", "/a/login", "").statusCode());
        adapter.then(prompt -> prompt.showQr(FIRST, later()));
        awaitLogin(login -> login.path("qr").path("content").stringValue("").equals(FIRST.toString()));
        assertEquals(FIRST.toString(), scan());
        adapter.then(prompt -> prompt.tell("scanned; confirm on the phone"));
        awaitLogin(login -> login.path("lines").valueStream()
                .anyMatch(line -> line.stringValue().equals("scanned; confirm on the phone")));
        adapter.succeed(new AccountProfile("10001", "Ops", ""));
        JsonNode done = awaitState("done");
        assertEquals("10001", done.path("profile").path("platform_id").stringValue());
        assertTrue(done.path("qr").isNull(), "a used code is forgotten");
        assertEquals(404, send("GET", "/a/login/qr.png", "").statusCode());
        awaitAccount("a", "online");
    }

    @Test
    void aNewCodeReplacesAnExpiredOne() throws Exception {
        send("POST", "/a/login", "");
        adapter.then(prompt -> prompt.showQr(FIRST, Instant.now().minusSeconds(1)));
        JsonNode expired = awaitLogin(login -> login.path("qr").path("number").intValue(0) == 1);
        assertTrue(expired.path("qr").path("expired").booleanValue());
        HttpResponse<byte[]> picture = send("GET", "/a/login/qr.png", "");
        assertEquals(410, picture.statusCode());
        adapter.then(prompt -> prompt.showQr(SECOND, later()));
        JsonNode next = awaitLogin(login -> login.path("qr").path("number").intValue(0) == 2);
        assertFalse(next.path("qr").path("expired").booleanValue());
        assertEquals(SECOND.toString(), scan());
    }

    @Test
    void theCodeThatIsAskedForGoesToTheAdapter() throws Exception {
        send("POST", "/a/login", "");
        assertEquals(409, send("POST", "/a/login/code", "{\"code\": \"1\"}").statusCode());
        adapter.then(prompt -> prompt.tell("got " + prompt.askCode("type the digits", Patience.SOON).length() + " digits"));
        JsonNode asking = awaitState("waiting_for_code");
        assertEquals("type the digits", asking.path("question").stringValue());
        assertEquals(400, send("POST", "/a/login/code", "{}").statusCode());
        assertEquals(200, send("POST", "/a/login/code", "{\"code\": 8812}").statusCode());
        JsonNode running = awaitLogin(login -> !login.path("lines").isEmpty());
        assertEquals("running", running.path("state").stringValue());
        assertEquals("", running.path("question").stringValue());
        assertEquals("got 4 digits", running.path("lines").path(0).stringValue());
    }

    @Test
    void aCodeThatNobodyGivesEndsTheLogin() throws Exception {
        send("POST", "/a/login", "");
        adapter.then(prompt -> prompt.askCode("type the digits", Duration.ofMillis(1)));
        assertEquals("nobody gave the code in time; start the login again",
                awaitState("failed").path("error").stringValue());
    }

    @Test
    void aFailureSaysWhatToDoAndTheNextLoginBeginsAnew() throws Exception {
        send("POST", "/a/login", "");
        adapter.then(prompt -> {
            throw new AdapterException(ErrorKind.AUTHENTICATION, "the code was refused; start the login again");
        });
        assertEquals("the code was refused; start the login again", awaitState("failed").path("error").stringValue());
        assertEquals("needs_login", state("a"));
        await().until(() -> send("POST", "/a/login", "").statusCode() == 202);
        assertEquals("running", login().path("state").stringValue());
        await().until(() -> adapter.logins() == 2);
    }

    @Test
    void aSecondRequestJoinsTheLoginUnderWay() throws Exception {
        assertEquals(202, send("POST", "/a/login", "").statusCode());
        adapter.then(prompt -> prompt.tell("one"));
        awaitLogin(login -> !login.path("lines").isEmpty());
        HttpResponse<byte[]> second = send("POST", "/a/login", "");
        assertEquals(200, second.statusCode());
        assertEquals("one", json(second).path("lines").path(0).stringValue());
        assertEquals(1, adapter.logins());
    }

    @Test
    void aCancelledLoginInterruptsTheAdapterAndLeavesTheAccountAsItWas() throws Exception {
        assertEquals(404, send("DELETE", "/a/login", "").statusCode());
        send("POST", "/a/login", "");
        adapter.then(prompt -> prompt.askCode("type the digits", Patience.SOON));
        awaitState("waiting_for_code");
        HttpResponse<byte[]> cancelled = send("DELETE", "/a/login", "");
        assertEquals(200, cancelled.statusCode());
        assertEquals("cancelled", json(cancelled).path("state").stringValue());
        assertTrue(adapter.interrupted().await(Patience.SOON.toSeconds(), TimeUnit.SECONDS));
        assertEquals(409, send("DELETE", "/a/login", "").statusCode());
        assertEquals("needs_login", state("a"));
        assertEquals("there is no token", registry.snapshot().find("a").orElseThrow().status().reason());
    }

    @Test
    void anAdapterThatIgnoresTheCancelIsNotAskedASecondTime() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        send("POST", "/a/login", "");
        adapter.then(prompt -> {
            while (letGo.getCount() > 0) {
                try {
                    letGo.await();
                } catch (InterruptedException stubborn) {
                    prompt.tell("too late to be shown");
                }
            }
        });
        await().until(() -> adapter.logins() == 1);
        JsonNode cancelled = json(send("DELETE", "/a/login", ""));
        assertEquals("cancelled", cancelled.path("state").stringValue());
        assertTrue(cancelled.path("lines").isEmpty());
        HttpResponse<byte[]> refused = send("POST", "/a/login", "");
        assertEquals(409, refused.statusCode());
        assertEquals("login_ending", json(refused).path("error").path("code").stringValue());
        letGo.countDown();
        adapter.succeed(AccountProfile.of("too late"));
        await().until(() -> send("POST", "/a/login", "").statusCode() == 202);
    }

    @Test
    void whatCannotLogInIsRefusedWithTheReason() throws Exception {
        awaitAccount("plain", "needs_login");
        HttpResponse<byte[]> none = send("POST", "/plain/login", "");
        assertEquals(409, none.statusCode());
        assertEquals("no_interactive_login", json(none).path("error").path("code").stringValue());
        assertEquals(404, send("POST", "/nobody/login", "").statusCode());
        assertEquals(404, send("GET", "/a/login", "").statusCode());
        logIn();
        HttpResponse<byte[]> online = send("POST", "/a/login", "");
        assertEquals(409, online.statusCode());
        assertEquals("account a is online; to log in anew, first stop it with 'botyard accounts stop a'",
                json(online).path("error").path("message").stringValue());
    }

    @Test
    void anAccountThatAnOperatorStoppedLogsInAnew() throws Exception {
        logIn();
        supervisor.stop("a");
        assertEquals(202, send("POST", "/a/login", "").statusCode());
        assertEquals("disabled", state("a"));
        adapter.succeed(AccountProfile.of("10002"));
        awaitAccount("a", "online");
    }

    @Test
    void theEndOfTheHostInterruptsALogin() throws Exception {
        send("POST", "/a/login", "");
        await().until(() -> adapter.logins() == 1);
        supervisor.close();
        assertEquals(0, adapter.interrupted().getCount());
        assertEquals("cancelled", login().path("state").stringValue());
        assertEquals(503, send("POST", "/a/login", "").statusCode());
    }

    @Test
    void aRemovedOrReloadedAccountInterruptsItsLoginAndOthersGoOn() throws Exception {
        send("POST", "/a/login", "");
        await().until(() -> adapter.logins() == 1);
        supervisor.configure(List.of(spec("a", "1", true)));
        assertEquals("running", login().path("state").stringValue(), "the change of another account is none of its business");
        supervisor.configure(List.of(spec("a", "2", true)));
        assertEquals(0, adapter.interrupted().getCount());
        assertEquals("cancelled", login().path("state").stringValue());
        awaitAccount("a", "needs_login");
        send("POST", "/a/login", "");
        await().until(() -> adapter.logins() == 2);
        supervisor.configure(List.of());
        assertEquals(404, send("GET", "/a/login", "").statusCode());
    }

    @Test
    void codesAreForOperatorsAndNeverLogged() throws Exception {
        send("POST", "/a/login", "");
        adapter.then(prompt -> prompt.showQr(FIRST, later()));
        adapter.then(prompt -> prompt.askCode("type the digits", Patience.SOON));
        awaitState("waiting_for_code");
        for (String path : List.of("/a/login", "/a/login/qr.png")) {
            HttpRequest stranger = HttpRequest.newBuilder(server.address().resolve("/api/v1/accounts" + path)).build();
            assertEquals(401, client.send(stranger, BodyHandlers.ofString()).statusCode());
        }
        send("POST", "/a/login/code", "{\"code\": \"code-secret\"}");
        adapter.succeed(AccountProfile.of("10001"));
        awaitAccount("a", "online");
        List<String> lines = List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertFalse(lines.isEmpty());
        assertEquals(List.of(), lines.stream().filter(line -> line.contains("secret")).toList());
        assertFalse(supervisor.findLogin("a").orElseThrow().view().toString().contains("secret"));
    }

    private void logIn() throws Exception {
        send("POST", "/a/login", "");
        adapter.succeed(AccountProfile.of("10001"));
        awaitAccount("a", "online");
    }

    private String scan() throws Exception {
        HttpResponse<byte[]> picture = send("GET", "/a/login/qr.png", "");
        assertEquals("image/png", picture.headers().firstValue("Content-Type").orElse(""));
        assertEquals("no-store", picture.headers().firstValue("Cache-Control").orElse(""));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.body()));
        int side = image.getWidth();
        return new QRCodeReader().decode(new BinaryBitmap(new GlobalHistogramBinarizer(
                new RGBLuminanceSource(side, side, image.getRGB(0, 0, side, side, null, 0, side))))).getText();
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }

    private JsonNode login() throws Exception {
        return json(send("GET", "/a/login", ""));
    }

    private JsonNode awaitState(String state) {
        return awaitLogin(login -> login.path("state").stringValue("").equals(state));
    }

    private JsonNode awaitLogin(java.util.function.Predicate<JsonNode> wanted) {
        return await().pollInterval(Duration.ofMillis(10)).until(this::login, wanted::test);
    }

    private void awaitAccount(String id, String state) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> state(id).equals(state));
    }

    private String state(String id) {
        return registry.snapshot().find(id).orElseThrow().status().state().label();
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.address().resolve("/api/v1/accounts" + path))
                .header("Authorization", "Bearer " + TOKEN).timeout(Patience.SOON)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return Json.MAPPER.readTree(response.body());
    }

    private static AccountSpec spec(String id, String fingerprint, boolean interactive) {
        return new AccountSpec(new AccountId(id), "im", "scripted", "", true, false, 100,
                interactive ? Set.of(Capability.SEND_TEXT, Capability.INTERACTIVE_LOGIN) : Set.of(Capability.SEND_TEXT),
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), fingerprint, "");
    }
}
