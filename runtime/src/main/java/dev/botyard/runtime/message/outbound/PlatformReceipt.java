package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.words.Sentence;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a call of a platform's own: which account asked, which rule chose it, what the platform answered. Immutable.
///
/// @param code         as for a push: `accepted`, or why not
/// @param accountId    the account that asked or was meant to, `""` for none
/// @param rule         the rule that chose it or ended the selection
/// @param reason       a sentence for people, `""` when accepted
/// @param platformCode the platform's own number or word for a refusal, `""` for none
/// @param result       what the platform answered, null for nothing
@JsonPropertyOrder({"ok", "code"})
public record PlatformReceipt(ReceiptCode code, String imType, String accountId, String rule, String action,
        @Sentence String reason,
        String platformCode, List<Selection.Rejected> rejected, @Nullable Object result, Instant time,
        @JsonProperty("duration_ms") Duration duration) {

    /// Whether the platform did it.
    @JsonProperty
    public boolean ok() {
        return code == ReceiptCode.ACCEPTED;
    }
}
