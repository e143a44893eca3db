package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.WxText;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Transfers and payments. A transfer is reported at each of its steps; only when the money is there is it a payment, and the two reports of
/// that, our acceptance and Qianxun's, have one id. Pure functions.
final class Money {
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private Money() {}

    /// Whether somebody sent money that lies ready.
    static boolean awaitsAcceptance(JsonNode data) {
        return step(data).equals("received") && !transferNumber(data).isEmpty();
    }

    static String transferNumber(JsonNode data) {
        return Json.first(data, "transferid", "transferId");
    }

    private static String step(JsonNode data) {
        return switch (Json.text(data, "msgSource")) {
            case "1" -> "received";
            case "2" -> "accepted-by-other";
            case "3" -> "sent";
            case "4" -> "accepted";
            case "5" -> "returned-by-other";
            case "6" -> "returned";
            default -> "unknown";
        };
    }

    /// @param about makes details for a canonical name
    static InboundEvent transfer(Function<String, EventDetails.Builder> about, String imType, JsonNode data,
            boolean justAccepted) {
        String number = transferNumber(data);
        String step = justAccepted ? "accepted" : step(data);
        String amount = amount(data);
        boolean arrived = step.equals("accepted") && !amount.isEmpty();
        EventDetails details = about.apply(arrived ? EventNames.PAYMENT : EventNames.NOTICE).put("step", step)
                .put("money", amount).put("Type", "微信转账")
                .nativeName(imType + (arrived ? "-payment-transfer" : "-notice-transfer-" + step))
                .id(number.isEmpty() ? "" : "t:" + step + ":" + number).build();
        return arrived ? payment(details, amount, "transfer", number, data) : new NoticeEvent(details);
    }

    /// @param stamp when it was, `""` when that is not told
    static InboundEvent payment(Function<String, EventDetails.Builder> about, String imType, JsonNode data, String stamp) {
        String number = Json.first(data, "transferid", "transferId", "transactionId", "tradeNo", "outTradeNo", "msgId");
        String amount = amount(data);
        boolean arrived = !amount.isEmpty();
        String key = number.isEmpty() && !stamp.isEmpty() ? stamp + ":" + Json.text(data, "fromWxid") + ":" + amount : number;
        EventDetails details = about.apply(arrived ? EventNames.PAYMENT : EventNames.NOTICE).put("money", amount)
                .put("Type", "微信收款")
                .nativeName(imType + (arrived ? "-payment-receipt" : "-notice-payment")).id(key.isEmpty() ? "" : "pay:" + key)
                .build();
        return arrived ? payment(details, amount, "receipt", number, data) : new NoticeEvent(details);
    }

    private static PaymentEvent payment(EventDetails details, String amount, String type, String number, JsonNode data) {
        return PaymentEvent.of(details, amount).channel("wechat").type(type).tradeNumber(number)
                .remark(WxText.plain(Json.first(data, "memo", "remark")));
    }

    /// The amount without a currency sign.
    private static String amount(JsonNode data) {
        Matcher amount = AMOUNT.matcher(Json.first(data, "money", "amount", "totalMoney"));
        return amount.find() ? amount.group() : "";
    }
}
