package dev.botyard.adapters.qx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Callback;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What scripts see of callbacks that are no messages, in each dialect.
class QxEventsTest {
    private static final String BOT = "wxid_bot";
    private static final String ROOM = "1@chatroom";

    private static InboundEvent read(Dialect dialect, int event, String type, Map<String, ?> data) {
        String json = Callbacks.of(dialect, BOT, event, type, data);
        return new QxInbound("qx", BOT, false, Clock.systemUTC())
                .read(Callback.of(Json.parse(json.getBytes(StandardCharsets.UTF_8))), false);
    }

    private static InboundEvent transfer(Dialect dialect, String step, String chat, String payer) {
        return read(dialect, 10006, "D0004",
                new HashMap<>(Map.of("fromWxid", chat, "finalFromWxid", payer, "fromNick", "A[emoji=D83D][emoji=DE01]",
                        "msgSource",
                        step, "money", "￥12.50", "memo", "lunch\\u4f60", "transferid", "1000", "invalidtime", "1687616564",
                        "transType", "1")));
    }

    private static String seen(EventDetails details, String... keys) {
        StringBuilder seen = new StringBuilder(details.name() + " " + details.nativeName());
        for (String key : keys) {
            seen.append(' ').append(details.data().get(key));
        }
        return seen.toString();
    }

    @ParameterizedTest
    @EnumSource
    void anAcceptedTransferIsAPayment(Dialect dialect) {
        PaymentEvent payment = assertInstanceOf(PaymentEvent.class, transfer(dialect, "4", "wxid_ann", ""));
        assertEquals("payment qx-payment-transfer 12.50 微信转账 wxid_ann accepted",
                seen(payment.details(), "money", "Type", "user_id", "step"));
        assertEquals("12.50 wechat transfer 1000", payment.amount() + " " + payment.channel() + " " + payment.type() + " "
                + payment.tradeNumber());
        assertEquals("wxid_ann A😁", payment.details().person().id() + " " + payment.details().person().name());
        assertEquals(Chat.direct("wxid_ann"), payment.details().chat().orElseThrow());
        PaymentEvent inGroup = assertInstanceOf(PaymentEvent.class, transfer(dialect, "4", ROOM, "wxid_ann"));
        assertEquals("wxid_ann " + ROOM, inGroup.details().person().id() + " " + inGroup.details().data().get("group_id"));
    }

    @ParameterizedTest
    @CsvSource({"1,received", "2,accepted-by-other", "3,sent", "5,returned-by-other", "6,returned", "9,unknown"})
    void otherStepsOfATransferAreNoticesOfTheirOwn(String step, String name) {
        for (Dialect dialect : Dialect.values()) {
            NoticeEvent notice = assertInstanceOf(NoticeEvent.class, transfer(dialect, step, "wxid_ann", ""));
            assertEquals("notice qx-notice-transfer-" + name + " 12.50 " + name + " 1000",
                    seen(notice.details(), "money", "step", "transferid"));
            assertEquals("t:" + name + ":1000", notice.details().id());
        }
    }

    /// The hook has no number for it.
    @ParameterizedTest
    @EnumSource
    void whatIsPaidByCodeIsAPayment(Dialect dialect) {
        assumeTrue(dialect != Dialect.DAEN, "the hook is not known to report payments");
        PaymentEvent payment = assertInstanceOf(PaymentEvent.class, read(dialect, 10007, "D0007",
                Map.of("fromWxid", "wxid_ann", "money", "0.01", "remark", "tea", "transferid", "77")));
        assertEquals("payment qx-payment-receipt 0.01 微信收款 wxid_ann", seen(payment.details(), "money", "Type", "user_id"));
        assertEquals("0.01 wechat receipt 77 tea pay:77", payment.amount() + " " + payment.channel() + " " + payment.type() + " "
                + payment.tradeNumber() + " " + payment.remark() + " " + payment.id());
        NoticeEvent unknown = assertInstanceOf(NoticeEvent.class, read(dialect, 10007, "D0007", Map.of("fromWxid", "wxid_ann")));
        assertEquals("notice qx-notice-payment", seen(unknown.details()));
    }

    @ParameterizedTest
    @EnumSource
    void recallsNameWhatWasRecalledAndWhere(Dialect dialect) {
        NoticeEvent alone = assertInstanceOf(NoticeEvent.class, read(dialect, 10013, "D0005",
                Map.of("fromType", 1, "fromWxid", "wxid_ann", "msgId", "55", "msg", "x")));
        assertEquals("message.recall qx-notice-friend_recall friend_recall 55 wxid_ann null",
                seen(alone.details(), "notice_type", "message_id", "user_id", "group_id"));
        NoticeEvent inGroup = assertInstanceOf(NoticeEvent.class, read(dialect, 10013, "D0005",
                Map.of("fromType", 2, "fromWxid", ROOM, "finalFromWxid", "wxid_ann", "newMsgId", "56")));
        assertEquals("message.recall qx-notice-group_recall group_recall 56 wxid_ann 1@chatroom",
                seen(inGroup.details(), "notice_type", "message_id", "user_id", "group_id"));
        assertEquals(Chat.group(ROOM, ""), inGroup.details().chat().orElseThrow());
        assertEquals("recall:56", inGroup.details().id());
    }

    @ParameterizedTest
    @EnumSource
    void aRecallWithoutAnIdIsTakenFromTheNoticeOrHasNone(Dialect dialect) {
        NoticeEvent told = assertInstanceOf(NoticeEvent.class, read(dialect, 10013, "D0005", Map.of("fromType", 1, "fromWxid",
                "wxid_ann", "msgId", "0", "msg", "<sysmsg type=\"revokemsg\"><revokemsg><msgid>57</msgid>"
                        + "<newmsgid>58</newmsgid></revokemsg></sysmsg>")));
        assertEquals("58 recall:58", told.details().data().get("message_id") + " " + told.details().id());
        NoticeEvent untold = assertInstanceOf(NoticeEvent.class,
                read(dialect, 10013, "D0005", Map.of("fromType", 1, "fromWxid", "wxid_ann", "msgId", "-1", "msg", "x")));
        assertEquals(" ", untold.details().data().get("message_id") + " " + untold.details().id());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKnownIsANoticeWithAllThatCame(Dialect dialect) {
        NoticeEvent notice = assertInstanceOf(NoticeEvent.class,
                read(dialect, 10099, "D0099", Map.of("fromWxid", "wxid_ann", "x", 1)));
        assertEquals("notice qx-notice-" + (dialect == Dialect.DAEN ? "D0099" : "10099") + " 1", seen(notice.details(), "x"));
        MetaEvent injected = assertInstanceOf(MetaEvent.class, read(dialect, 10000, "D0001", Map.of("port", "8055")));
        assertEquals("meta qx-meta-injected", seen(injected.details()));
    }
}
