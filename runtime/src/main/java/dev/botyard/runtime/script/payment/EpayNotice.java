package dev.botyard.runtime.script.payment;

import dev.botyard.runtime.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What an epay gateway (易支付) calls with when somebody has paid. Immutable.
///
/// @param fields decoded, by name
record EpayNotice(Map<String, String> fields) {
    private static final String SIGN = "sign";
    private static final String METHOD = "sign_type";

    static EpayNotice of(HttpRequest request) {
        Map<String, String> fields = new TreeMap<>();
        request.query().forEach((name, values) -> fields.put(name, values.getFirst()));
        if (request.method().equals("POST")) {
            request.form().forEach((name, values) -> fields.put(name, values.getFirst()));
        }
        return new EpayNotice(fields);
    }

    /// The merchant's number at the gateway.
    String pid() {
        return field("pid");
    }

    /// The order's number that the gateway gave.
    String order() {
        return field("trade_no").isEmpty() ? field("out_trade_no") : field("trade_no");
    }

    String state() {
        return field("trade_status");
    }

    boolean paid() {
        return state().equals("TRADE_SUCCESS");
    }

    /// Every field with a value, by name, with the key behind them, as MD5.
    boolean signedWith(String key) {
        String signed = fields.entrySet().stream().filter(field -> !field.getKey().equals(SIGN) && !field.getKey().equals(METHOD))
                .filter(field -> !field.getValue().isEmpty()).map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        String method = field(METHOD);
        return (method.isEmpty() || method.equalsIgnoreCase("MD5"))
                && Signature.same(field(SIGN).toLowerCase(java.util.Locale.ROOT), Signature.md5(signed + key));
    }

    /// The same as other reports say it. What the shop named the order is what the payer bought.
    Map<String, String> report() {
        Map<String, String> report = new LinkedHashMap<>();
        report.put("amount", field("money"));
        report.put("channel", "epay");
        report.put("type", field("type"));
        report.put("trade_no", order());
        report.put("userID", field("param"));
        report.put("remark", field("name"));
        return report;
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /// Leaves out the signature.
    @Override
    public String toString() {
        return "EpayNotice[pid=" + pid() + ", order=" + order() + "]";
    }
}
