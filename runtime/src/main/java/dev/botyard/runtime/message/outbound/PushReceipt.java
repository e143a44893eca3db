package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.words.Sentence;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What became of one push: which account sent it, which rule chose it, why others did not, what the platform answered. Immutable.
///
/// It is what scripts and the API see.
///
/// @param id         unique on this host
/// @param accountId  the account that spoke or was meant to, `""` for none
/// @param rule       the rule that chose it or ended the selection, `""` where none was reached
/// @param reason     a sentence for people, `""` when accepted
/// @param messageIds the platform's ids
/// @param raw        the platform's answer as JSON text, `""` for none
@JsonPropertyOrder({"id", "sent", "code"})
public record PushReceipt(String id, ReceiptCode code, String imType, PushKind kind, String group, String user,
        @JsonAlias("account") String accountId, String rule, @Sentence String reason, List<Selection.Rejected> rejected,
        List<String> messageIds, @JsonIgnore String raw, Instant time, @JsonProperty("duration_ms") Duration duration) {

    /// How many targets were sent to: 0 or 1. A queued push counts when it is sent.
    @JsonProperty
    public int sent() {
        return code == ReceiptCode.ACCEPTED || code == ReceiptCode.DUPLICATE ? 1 : 0;
    }
}
