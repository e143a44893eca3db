package dev.botyard.runtime.ops.overview;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountStatus;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.ops.overview.Repair.Kind;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Accounts that wait for a person, and those that anybody could take part in.
public final class AccountRepairs implements Supplier<List<Repair>> {
    private final AccountRegistry registry;

    public AccountRepairs(AccountRegistry registry) {
        this.registry = registry;
    }

    @Override
    public List<Repair> get() {
        return registry.snapshot().all().stream().flatMap(this::of).toList();
    }

    private Stream<Repair> of(Account account) {
        String id = account.id().value();
        AccountStatus status = account.status();
        if (status.state() == AccountState.FAILED) {
            return Stream.of(new Repair(Kind.ACCOUNT_FAILED, id, why(status), Launcher.command() + " accounts start " + id));
        }
        if (status.state() == AccountState.NEEDS_LOGIN) {
            return Stream.of(new Repair(Kind.ACCOUNT_NEEDS_LOGIN, id, why(status), Launcher.command() + " accounts login " + id));
        }
        String warning = registry.warning(id);
        return warning.isEmpty() ? Stream.of() : Stream.of(new Repair(Kind.ACCOUNT_OPEN, id, warning, ""));
    }

    private static String why(AccountStatus status) {
        return Stream.of(status.reason(), status.detail()).filter(text -> !text.isEmpty()).distinct()
                .collect(Collectors.joining("; "));
    }
}
