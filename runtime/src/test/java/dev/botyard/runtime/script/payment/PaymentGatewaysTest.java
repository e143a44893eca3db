package dev.botyard.runtime.script.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.config.HostSettings.PaymentSettings;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Payment gateways call the host; some of them are not what they seem.
class PaymentGatewaysTest {
    private static final String SECRET = "secret-of-the-shop";
    private static final String KEY = "key-of-the-merchant";

    @TempDir
    private Path folder;
    private PlayedPayments yard;
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        yard = new PlayedPayments(folder);
        Router router = new Router();
        PaymentSettings settings = new PaymentSettings(Map.of("shop", SECRET), Map.of("1000", KEY));
        new PaymentGateways(() -> settings, yard.reports, im -> im, Ticker.system()).register(router);
        client = HttpClient.newHttpClient();
        server = HttpServer.builder(router).start();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
        yard.close();
    }

    private String send(HttpRequest.Builder request, String path) throws Exception {
        var answer = client.send(request.uri(URI.create("http://127.0.0.1:" + server.port() + "/api/payments/" + path)).build(),
                BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String hmac(String name, String body, String signature) throws Exception {
        String answer = send(HttpRequest.newBuilder().header("X-Signature", signature).POST(BodyPublishers.ofString(body)),
                "hmac/" + name);
        return answer.substring(0, 3);
    }

    private static byte[] signed(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String body) throws Exception {
        return HexFormat.of().formatHex(signed(body));
    }

    @Test
    void aSignedReportEndsTheWait() throws Exception {
        CompletableFuture<Object> wait = yard.waits("100", "19.8");
        String body = "{\"amount\": \"19.80\", \"type\": \"微信收款\", \"message\": \"tea\"}";
        assertEquals("202", hmac("shop", body, hex(body)));
        assertEquals("19.8 tea 微信收款", PlayedPayments.got(wait, "money") + " " + PlayedPayments.got(wait, "remark") + " "
                + PlayedPayments.got(wait, "payment_type"));
        assertEquals(List.of("claimed 19.8"), yard.arrived());
    }

    @Test
    void signaturesComeInSeveralForms() throws Exception {
        assertEquals("202",
                hmac("shop", "{\"amount\": 1}", "sha256=" + hex("{\"amount\": 1}").toUpperCase(java.util.Locale.ROOT)));
        assertEquals("202", hmac("shop", "{\"amount\": 2}", Base64.getEncoder().encodeToString(signed("{\"amount\": 2}"))));
        assertEquals(List.of("unclaimed 2", "unclaimed 1"), yard.arrived());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "00", "zz", "*"})
    void whatIsNotSignedDoesNotCount(String signature) throws Exception {
        assertEquals("403", hmac("shop", "{\"amount\": 1}", signature));
        assertEquals("403", hmac("shop", "{\"amount\": 1}", hex("{\"amount\": 2}")));
        assertEquals("403", hmac("other", "{\"amount\": 1}", hex("{\"amount\": 1}")), "there is no such gateway");
        assertEquals(List.of(), yard.arrived());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "amount=1", "{\"money\": \"much\"}", "{\"amount\": 0}", "{\"amount\": -1}", "{}"})
    void aSignedReportThatSaysNothingIsRefused(String body) throws Exception {
        assertEquals("400", hmac("shop", body, hex(body)));
        assertEquals(List.of(), yard.arrived());
    }

    @Test
    void nobodyCanSendAReportAgainAlsoAfterARestart() throws Exception {
        String numbered = "{\"amount\": 5, \"trade_no\": \"77\"}";
        String unnumbered = "{\"amount\": 6}";
        hmac("shop", numbered, hex(numbered));
        hmac("shop", unnumbered, hex(unnumbered));
        close();
        open();
        assertEquals("202", hmac("shop", numbered, hex(numbered)));
        assertEquals("202", hmac("shop", unnumbered, hex(unnumbered)));
        String same = "{\"amount\": 5, \"trade_no\": \"77\", \"remark\": \"once more\"}";
        assertEquals("202", hmac("shop", same, hex(same)));
        assertEquals(List.of("unclaimed 6", "unclaimed 5"), yard.arrived());
    }

    private static Map<String, String> notice(String... more) throws Exception {
        Map<String, String> fields = new TreeMap<>(Map.of("pid", "1000", "trade_no", "2026", "out_trade_no", "a-1", "type",
                "alipay", "name", "绿茶 & milk", "money", "19.80", "trade_status", "TRADE_SUCCESS", "param", ""));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        String text = fields.entrySet().stream().filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + field.getValue()).collect(Collectors.joining("&")) + KEY;
        fields.put("sign", HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8))));
        fields.put("sign_type", "MD5");
        return fields;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String epay(Map<String, String> fields) throws Exception {
        return send(HttpRequest.newBuilder().GET(), "epay?" + form(fields));
    }

    @Test
    void anEpayGatewayReportsByQueryOrByForm() throws Exception {
        CompletableFuture<Object> wait = yard.waits("100", "");
        assertEquals("200 success", epay(notice()));
        assertEquals("19.8 epay alipay 2026 绿茶 & milk", PlayedPayments.got(wait, "money") + " "
                + PlayedPayments.got(wait, "payment_channel") + " " + PlayedPayments.got(wait, "payment_type") + " "
                + PlayedPayments.got(wait, "trade_no") + " " + PlayedPayments.got(wait, "remark"));
        assertEquals("200 success", send(HttpRequest.newBuilder().header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(notice("trade_no", "2027", "money", "3")))), "epay"));
        assertEquals(List.of("unclaimed 3", "claimed 19.8"), yard.arrived());
    }

    @Test
    void anEpayGatewayThatRepeatsItselfIsThankedAndCountedOnce() throws Exception {
        assertEquals("200 success", epay(notice()));
        assertEquals("200 success", epay(notice()));
        close();
        open();
        assertEquals("200 success", epay(notice()));
        assertEquals(List.of("unclaimed 19.8"), yard.arrived());
    }

    @Test
    void anEpayReportThatWasTamperedWithIsRefused() throws Exception {
        Map<String, String> fields = notice();
        fields.put("money", "1980");
        assertEquals("403 fail", epay(fields));
        fields = notice();
        fields.put("param", "someone");
        assertEquals("403 fail", epay(fields));
        fields = notice();
        fields.put("sign_type", "RSA");
        assertEquals("403 fail", epay(fields));
        assertEquals("403 fail", epay(notice("pid", "1001")));
        assertEquals("403 fail", epay(Map.of()));
        assertEquals(List.of(), yard.arrived());
    }

    @Test
    void whatIsNoPaymentIsNotCounted() throws Exception {
        assertEquals("200 fail", epay(notice("trade_status", "WAIT_BUYER_PAY")));
        assertEquals("400 fail", epay(notice("money", "much")));
        assertEquals(List.of(), yard.arrived());
    }

    @Test
    void theSecretsAreNotSaid() {
        assertEquals("PaymentSettings[hmac=[shop], epay=[1000]]",
                new PaymentSettings(Map.of("shop", SECRET), Map.of("1000", KEY)).toString());
    }
}
