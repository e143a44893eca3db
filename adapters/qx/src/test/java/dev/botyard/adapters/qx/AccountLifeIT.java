package dev.botyard.adapters.qx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The login of an account, and who may speak for it.
class AccountLifeIT {
    private static final String BOT = "wxid_bot";
    private static final String OFFLINE = Callbacks.of(Dialect.PRO, BOT, 10014, "D0002", Map.of("type", 0, "wxid", BOT));
    private final QianxunSimulator qianxun = new QianxunSimulator(Dialect.PRO, Dialect.CLASSIC);
    private final QxAdapterFactory factory = new QxAdapterFactory();
    private AdapterHarness host;

    @AfterEach
    void close() throws InterruptedException {
        if (host != null) {
            host.close();
        }
        qianxun.close();
    }

    private HarnessBuilder account(String wxid, String... more) {
        return AdapterHarness.of(factory).with("url", qianxun.url().toString()).with("wxid", wxid).settings(more);
    }

    private AdapterHarness start(String wxid, String... more) {
        return account(wxid, more).start();
    }

    /// @param path such as `/receive?key=…`
    private int post(String path, String json) throws Exception {
        return host.post(host.address("http", "/api/qx" + path), json);
    }

    private static String text(String wxid, String id) {
        return Callbacks.privateText(Dialect.PRO, wxid, "wxid_ann", id, "hi");
    }

    @Test
    void callbacksNeedTheKey() throws Exception {
        host = start(BOT, "key", "k3y");
        host.state("connected");
        assertEquals(401, post("/receive", text(BOT, "1")));
        assertEquals(403, post("/receive?key=other", text(BOT, "1")));
        assertEquals(403, post("/receive/bot?key=other", text(BOT, "1")));
        assertTrue(host.emitted().isEmpty());
        assertEquals(200, post("/receive?key=k3y", text(BOT, "1")));
        host.event(MessageEvent.class);
    }

    @Test
    void callbacksNeedAKnownSource() throws Exception {
        host = start(BOT, "sources", "192.168.1.5");
        host.state("connected");
        assertEquals(403, post("/receive", text(BOT, "1")));
        assertTrue(host.emitted().isEmpty());
    }

    @Test
    void oneCallbackAddressServesManyAccounts() throws Exception {
        host = start(BOT);
        host.state("connected");
        try (AdapterHarness other = account("wxid_other").account("other").beside(host).start()) {
            other.state("connected");
            assertEquals(200, post("/receive", text("wxid_other", "1")));
            other.event(MessageEvent.class);
            assertEquals(404, post("/receive", text("wxid_stranger", "1")));
            try (AdapterHarness guarded = account("wxid_guarded", "key", "k3y").account("guarded").beside(host).start()) {
                guarded.state("connected");
                assertEquals(404, post("/receive", text("wxid_guarded", "1")));
                assertTrue(guarded.emitted().isEmpty());
            }
        }
        assertTrue(host.emitted().isEmpty());
    }

    @Test
    void aHostThatStopsAsksForTheCallbackAgain() throws Exception {
        host = start(BOT);
        host.state("connected");
        host.takeOnly(0);
        assertEquals(503, post("/receive", text(BOT, "1")));
        assertEquals(405, 405 + (post("/receive", "{") - 400));
    }

    @Test
    void anAccountThatGoesOfflineNeedsALoginUntilItIsBack() throws Exception {
        host = start(BOT, "probe", "1h");
        host.state("connected");
        post("/receive", OFFLINE);
        host.event(MetaEvent.class);
        host.state("lost Qianxun says that the account has gone offline; log the account in");
        post("/receive", Callbacks.of(Dialect.PRO, BOT, 10014, "D0002", Map.of("type", 1, "wxid", BOT)));
        host.state("connected");
        post("/receive", OFFLINE);
        host.state("lost");
        post("/receive", text(BOT, "1"));
        host.state("connected");
    }

    @Test
    void aRefusedProbeIsALostLogin() throws Exception {
        qianxun.once("getSelfInfo", QianxunSimulator.refusal(500, "微信未登录"));
        host = start(BOT, "probe", "50ms", "dialect", "pro");
        host.state("lost Qianxun answers getSelfInfo with code 500: 微信未登录");
        host.state("connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "true"})
    void anEndedLicenceIsALostLogin(String expired) throws Exception {
        qianxun.always("checkWeChat", "{\"code\":200,\"msg\":\"\",\"result\":{\"isExpire\":" + expired + "}}");
        host = start(BOT, "probe", "50ms");
        host.state("lost the licence of Qianxun has ended");
        qianxun.always("checkWeChat", null);
        host.state("connected");
    }

    @Test
    void anotherAccountIsAConfigurationProblem() throws Exception {
        qianxun.results((type, call) -> "{\"wxid\":\"wxid_somebody\"}");
        host = start(BOT);
        assertEquals(ErrorKind.CONFIGURATION, host.failure().kind());
    }

    @Test
    void qianxunThatGoesAwayEndsTheAttempt() throws Exception {
        host = start(BOT, "probe", "50ms");
        host.state("connected");
        qianxun.listening(false);
        assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
    }

    @Test
    void anythingElseAtTheAddressIsSaid() throws Exception {
        qianxun.status(404);
        host = start(BOT);
        String message = host.failure().getMessage();
        assertTrue(message.contains("answers like Qianxun"), message);
    }

    @Test
    void callbacksGiveTheDialectAway() throws Exception {
        host = start(BOT, "probe", "1h");
        assertTrue(host.state("connected").endsWith("pro"));
        post("/receive", Callbacks.privateText(Dialect.CLASSIC, BOT, "wxid_ann", "1", "hi"));
        assertTrue(host.state("connected").endsWith("classic"));
    }

    @Test
    void moneyIsAPaymentOnceItIsThere() throws Exception {
        host = start(BOT);
        host.state("connected");
        post("/receive", transfer(1));
        assertEquals("qx-notice-transfer-received", host.event(NoticeEvent.class).details().nativeName());
        assertTrue(qianxun.calls("acceptTransfer").isEmpty());
        post("/receive", transfer(4));
        PaymentEvent payment = host.event(PaymentEvent.class);
        assertEquals("12.50 wechat transfer 1000 lunch", payment.amount() + " " + payment.channel() + " " + payment.type() + " "
                + payment.tradeNumber() + " " + payment.remark());
    }

    @Test
    void transfersAreAcceptedOnlyWhenWanted() throws Exception {
        host = start(BOT, "accept_transfers", "true");
        host.state("connected");
        post("/receive", transfer(1));
        PaymentEvent accepted = host.event(PaymentEvent.class);
        assertEquals("1000", qianxun.calls("acceptTransfer").getFirst().text("transferid"));
        post("/receive", transfer(4));
        assertEquals(accepted.id(), host.event(PaymentEvent.class).id());
        assertFalse(accepted.id().isEmpty());
        qianxun.once("acceptTransfer", QianxunSimulator.refusal(500, ""));
        post("/receive", transfer(1));
        host.event(NoticeEvent.class);
    }

    private static String transfer(int step) {
        return Callbacks.of(Dialect.PRO, BOT, 10006, "D0004",
                new HashMap<>(Map.of("fromWxid", "wxid_ann", "msgSource", step, "money",
                        "￥12.50", "memo", "lunch", "transferid", "1000", "transType", "1")));
    }
}
