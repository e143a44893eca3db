package dev.botyard.runtime.account;

import dev.botyard.runtime.account.Selection.Rejected;
import dev.botyard.runtime.account.Selection.Rule;
import dev.botyard.runtime.config.Nearest;
import java.util.ArrayList;
import java.util.List;

/// Decides which account speaks. A pure function of the request and one snapshot; the same code answers pushes and `explain`.
///
/// 1. explicit — the account that the caller named; final.
/// 2. current — the push goes to the IM of the chat that triggered the run: that chat's account.
/// 3. default — otherwise: the target IM's default account.
/// 4. first-online — only where the IM has no default account, or after a failover: the first that can send, in configured order.
public final class AccountSelector {
    /// How many accounts that cannot send a receipt lists for rule 4.
    private static final int LISTED = 20;

    private AccountSelector() {}

    /// Picks the account.
    public static Selection select(SelectionRequest request, AccountSnapshot snapshot) {
        if (!request.explicit().isEmpty()) {
            return explicit(request, snapshot);
        }
        Rejected current = null;
        if (!request.current().isEmpty() && request.currentIm().equals(request.im())) {
            Account account = snapshot.get(request.current());
            current = account == null || !account.im().equals(request.im())
                    ? new Rejected(request.current(), Rule.CURRENT, "account_unknown",
                            "account " + request.current() + " of the current chat no longer exists")
                    : obstacle(account, Rule.CURRENT, request);
            if (current == null) {
                return chosen(account, Rule.CURRENT, List.of());
            }
            if (!request.failover()) {
                return none(current, List.of(current));
            }
        }
        ImAccounts accounts = snapshot.of(request.im());
        if (accounts.size() == 0) {
            return unknownIm(request, snapshot, current);
        }
        return byDefault(request, accounts, current);
    }

    private static Selection explicit(SelectionRequest request, AccountSnapshot snapshot) {
        Account account = snapshot.get(request.explicit());
        Rejected rejected;
        if (account == null) {
            rejected = new Rejected(request.explicit(), Rule.EXPLICIT, "account_unknown",
                    "there is no account " + request.explicit() + " on this host."
                            + Nearest.choices(request.explicit(), snapshot.of(request.im()).ids(LISTED)));
        } else if (!account.im().equals(request.im())) {
            rejected = new Rejected(request.explicit(), Rule.EXPLICIT, "account_unknown",
                    "account " + request.explicit() + " belongs to " + account.im() + ", not to " + request.im());
        } else {
            rejected = obstacle(account, Rule.EXPLICIT, request);
        }
        return rejected == null ? chosen(account, Rule.EXPLICIT, List.of()) : none(rejected, List.of(rejected));
    }

    private static Selection unknownIm(SelectionRequest request, AccountSnapshot snapshot, Rejected earlier) {
        return new Selection(null, Rule.FIRST_ONLINE, "no_account", "no account is configured for " + request.im() + "."
                + Nearest.choices(request.im(), snapshot.imTypes()), earlier == null ? List.of() : List.of(earlier));
    }

    private static Selection byDefault(SelectionRequest request, ImAccounts accounts, Rejected earlier) {
        Account preferred = accounts.preferred();
        if (preferred == null) {
            return firstOnline(request, accounts, earlier, null);
        }
        Rejected rejected = obstacle(preferred, Rule.DEFAULT, request);
        if (rejected == null) {
            return chosen(preferred, Rule.DEFAULT, earlier == null ? List.of() : List.of(earlier));
        }
        if (!request.failover()) {
            return none(rejected, List.of(rejected));
        }
        return firstOnline(request, accounts, earlier, rejected);
    }

    private static Selection firstOnline(SelectionRequest request, ImAccounts accounts, Rejected earlier, Rejected preferred) {
        for (int i = accounts.nextSendable(0); i >= 0; i = accounts.nextSendable(i + 1)) {
            if (obstacle(accounts.get(i), Rule.FIRST_ONLINE, request) == null) {
                int before = i;
                return chosen(accounts.get(i), Rule.FIRST_ONLINE,
                        new LazyList<>(() -> rejected(request, accounts, before, earlier, preferred)));
            }
        }
        List<Rejected> rejected = rejected(request, accounts, accounts.size(), earlier, preferred);
        return new Selection(null, Rule.FIRST_ONLINE, codeOf(accounts, rejected), reasonOf(request, accounts, rejected),
                rejected);
    }

    /// Why neither the accounts of earlier rules nor those before `end` can send; made when somebody reads it, because most never do.
    private static List<Rejected> rejected(SelectionRequest request, ImAccounts accounts, int end, Rejected earlier,
            Rejected preferred) {
        List<Rejected> rejected = new ArrayList<>(4);
        add(rejected, earlier);
        add(rejected, preferred);
        for (int i = 0; i < end && rejected.size() < LISTED; i++) {
            add(rejected, obstacle(accounts.get(i), Rule.FIRST_ONLINE, request));
        }
        return List.copyOf(rejected);
    }

    private static String codeOf(ImAccounts accounts, List<Rejected> rejected) {
        return accounts.size() == 1 && rejected.size() == 1 ? rejected.getFirst().code() : "no_account";
    }

    private static String reasonOf(SelectionRequest request, ImAccounts accounts, List<Rejected> rejected) {
        return "none of the " + accounts.size() + " accounts of " + request.im() + " can send: " + rejected.getFirst().reason();
    }

    private static void add(List<Rejected> rejected, Rejected next) {
        if (next != null && rejected.stream().noneMatch(earlier -> earlier.account().equals(next.account()))) {
            rejected.add(next);
        }
    }

    /// Why `account` cannot send this, null when it can.
    private static Rejected obstacle(Account account, Rule rule, SelectionRequest request) {
        AccountStatus status = account.status();
        if (status.state() != AccountState.ONLINE) {
            return new Rejected(account.id().value(), rule, "account_offline",
                    "account " + account.id() + " is " + status.state().label()
                            + (status.reason().isEmpty() ? "" : ": " + status.reason()));
        }
        if (status.coolingUntil().isPresent()) {
            return new Rejected(account.id().value(), rule, "rate_limited",
                    "account " + account.id() + " waits until " + status.coolingUntil().get()
                            + " because the platform asked for it");
        }
        if (!account.has(request.needed())) {
            return new Rejected(account.id().value(), rule, "unsupported_part",
                    "adapter " + account.spec().adapter() + " of account " + account.id() + " cannot " + words(request)
                            + account.spec().hint(request.needed()));
        }
        String obstacle = request.reach().obstacle(account.id().value());
        return obstacle.isEmpty() ? null : new Rejected(account.id().value(), rule, "unreachable_target", obstacle);
    }

    private static String words(SelectionRequest request) {
        return request.needed().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static Selection chosen(Account account, Rule rule, List<Rejected> rejected) {
        return new Selection(account, rule, "accepted", "", rejected);
    }

    private static Selection none(Rejected why, List<Rejected> rejected) {
        return new Selection(null, why.rule(), why.code(), why.reason(), rejected);
    }
}
