package dev.botyard.benchmarks;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountSelector;
import dev.botyard.runtime.im.account.AccountSnapshot;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountStatus;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.im.account.Purpose;
import dev.botyard.runtime.im.account.SelectionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Account selection with 1, 100 and 10,000 accounts of one IM. For `firstOnline` only the last account is online.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SelectionBenchmark {
    @Param({"1", "100", "10000"})
    public int accounts;

    private AccountSnapshot withDefault;
    private AccountSnapshot lastOnline;
    private SelectionRequest byRule;
    private SelectionRequest explicit;
    private SelectionRequest current;

    @Setup
    public void prepare() {
        String last = "account-" + (accounts - 1);
        withDefault = AccountSnapshot.of(all(true, last), Map.of());
        lastOnline = AccountSnapshot.of(all(false, ""), Map.of());
        byRule = request("", "");
        explicit = request(last, "");
        current = request("", last);
    }

    private SelectionRequest request(String named, String chat) {
        return new SelectionRequest("qq", named, chat.isEmpty() ? "" : "qq", chat,
                new Purpose.Speak(Capability.SEND_TEXT, Purpose.Reach.UNKNOWN), false);
    }

    private List<Account> all(boolean allOnline, String preferred) {
        List<Account> list = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            String id = "account-" + i;
            AccountSpec spec = new AccountSpec(new AccountId(id), "qq", "onebot11", "", true, id.equals(preferred), i,
                    Set.of(Capability.SEND_TEXT),
                    new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "", "");
            boolean online = allOnline || i == accounts - 1;
            list.add(
                    new Account(spec, AccountStatus.of(online ? AccountState.ONLINE : AccountState.RETRYING, "", Instant.EPOCH)));
        }
        return list;
    }

    @Benchmark
    public Selection explicit() {
        return AccountSelector.select(explicit, withDefault);
    }

    @Benchmark
    public Selection current() {
        return AccountSelector.select(current, withDefault);
    }

    @Benchmark
    public Selection byDefault() {
        return AccountSelector.select(byRule, withDefault);
    }

    @Benchmark
    public Selection firstOnline() {
        return AccountSelector.select(byRule, lastOnline);
    }
}
