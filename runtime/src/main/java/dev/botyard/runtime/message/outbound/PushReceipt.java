package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What became of one push: which account sent it, which rule chose it, why others did not, what the platform answered. Immutable.
///
/// @param id         unique on this host
/// @param account    the account that spoke or was meant to, `""` for none
/// @param rule       the rule that chose it or ended the selection, `""` where none was reached
/// @param reason     a sentence for people, `""` when accepted
/// @param messageIds the platform's ids
/// @param raw        the platform's answer as JSON text, `""` for none
public record PushReceipt(String id, ReceiptCode code, String im, PushKind kind, String group, String user, String account,
        String rule,
        String reason, List<Selection.Rejected> rejected, List<String> messageIds, String raw, Instant time, Duration duration) {

    /// How many targets were sent to: 0 or 1. A queued push counts when it is sent.
    public int sent() {
        return code == ReceiptCode.ACCEPTED || code == ReceiptCode.DUPLICATE ? 1 : 0;
    }

    /// The receipt as the API and scripts see it.
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("sent", sent());
        map.put("code", code.label());
        map.put("im_type", im);
        map.put("kind", kind.label());
        map.put("group", group);
        map.put("user", user);
        map.put("account", account);
        map.put("rule", rule);
        map.put("reason", reason);
        map.put("rejected", rejected.stream().map(PushReceipt::toMap).toList());
        map.put("message_ids", messageIds);
        map.put("time", time.toString());
        map.put("duration_ms", duration.toNanos() / 1_000 / 1_000.0);
        return map;
    }

    private static Map<String, Object> toMap(Selection.Rejected rejected) {
        return Map.of("account", rejected.account(), "rule", rejected.rule().label(), "code", rejected.code().label(), "reason",
                rejected.reason());
    }
}
