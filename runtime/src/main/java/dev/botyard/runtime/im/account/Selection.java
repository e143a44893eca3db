package dev.botyard.runtime.im.account;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.infra.json.Labelled;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The selector's answer. Immutable.
///
/// @param account  the account that speaks, null for none
/// @param rule     the rule that chose it, or the rule that ended the selection
/// @param code     [ReceiptCode#ACCEPTED] when there is an account, else why not
/// @param reason   a sentence, `""` when there is an account
/// @param rejected accounts that were considered and cannot send
public record Selection(@Nullable Account account, Rule rule, ReceiptCode code, @Sentence String reason,
        List<Rejected> rejected) {

    /// The id of the account, `""` where there is none.
    public String accountId() {
        return account == null ? "" : account.id().value();
    }

    static Selection chosen(Account account, Rule rule, List<Rejected> earlier) {
        return new Selection(account, rule, ReceiptCode.ACCEPTED, "", earlier);
    }

    static Selection none(Rejected why, List<Rejected> earlier) {
        List<Rejected> rejected = new ArrayList<>(earlier);
        if (rejected.stream().noneMatch(known -> known.account().equals(why.account()))) {
            rejected.add(why);
        }
        return new Selection(null, why.rule(), why.code(), why.reason(), List.copyOf(rejected));
    }

    /// The rules of the design, section 4.
    public enum Rule implements Labelled {
        EXPLICIT, CURRENT, DEFAULT, FIRST_ONLINE;

        /// The name in receipts: `first-online`.
        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// An account that was considered.
    public record Rejected(@JsonProperty("account_id") @JsonAlias("account") String account, Rule rule,
            ReceiptCode code, @Sentence String reason) {}
}
