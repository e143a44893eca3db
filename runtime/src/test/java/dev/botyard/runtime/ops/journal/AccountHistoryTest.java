package dev.botyard.runtime.ops.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is known of the past of accounts.
class AccountHistoryTest {
    private final AccountHistory history = new AccountHistory();

    private static Account account(String id, AccountState state, String reason, long second) {
        return new Account(new AccountSpec(new AccountId(id), "qq", "onebot11", "", true, false, 100, Set.of(),
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "", ""),
                AccountStatus.of(state, reason, Instant.ofEpochSecond(second)));
    }

    @Test
    void theNewestStatesAreKeptAndTheSameOneOnce() {
        Account first = account("a", AccountState.STARTING, "", 1);
        history.changed(null, first);
        history.changed(first, first);
        history.changed(first, account("a", AccountState.FAILED, "no token", 2));
        assertEquals(List.of("failed no token 2", "starting  1"), history.of("a").stream()
                .map(moment -> moment.state().label() + " " + moment.reason() + " " + moment.at().getEpochSecond()).toList());
        for (int second = 3; second < 200; second++) {
            history.changed(first, account("a", second % 2 == 0 ? AccountState.STARTING : AccountState.RETRYING, "", second));
        }
        assertEquals(50, history.of("a").size());
        assertEquals(199, history.of("a").getFirst().at().getEpochSecond());
        assertEquals(List.of(), history.of("b"));
        history.changed(first, null);
        assertEquals(List.of(), history.of("a"), "what is gone is forgotten");
    }
}
