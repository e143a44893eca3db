package dev.botyard.runtime.im.account;

import dev.botyard.runtime.im.account.Selection.Rejected;
import dev.botyard.runtime.im.account.Selection.Rule;
import dev.botyard.runtime.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of the design, section 4, in the order in which they are tried.
final class SelectionRules {
    static final List<SelectionRule> ALL = List.of(new Explicit(), new Current(), new Default(), new FirstOnline());
    /// How many accounts that will not do a receipt lists.
    private static final int LISTED = 20;

    private SelectionRules() {}

    /// The account that the caller named; final.
    private static final class Explicit implements SelectionRule {
        @Override
        public @Nullable Selection choose(SelectionRequest request, AccountSnapshot snapshot, List<Rejected> earlier) {
            String named = request.explicit();
            if (named.isEmpty()) {
                return null;
            }
            Account account = snapshot.get(named);
            if (account == null) {
                return Selection.none(new Rejected(named, Rule.EXPLICIT, ReceiptCode.ACCOUNT_UNKNOWN,
                        "there is no account " + named + " on this host."
                                + Nearest.choices(named, snapshot.of(request.im()).ids(LISTED))),
                        earlier);
            }
            if (!account.im().equals(request.im())) {
                return Selection.none(new Rejected(named, Rule.EXPLICIT, ReceiptCode.ACCOUNT_UNKNOWN,
                        "account " + named + " belongs to " + account.im() + ", not to " + request.im()), earlier);
            }
            return judge(account, Rule.EXPLICIT, request, earlier);
        }

        @Override
        public boolean mayGoOn(SelectionRequest request) {
            return false;
        }
    }

    /// The account of the chat that triggered the run, where that chat is of the target IM.
    private static final class Current implements SelectionRule {
        @Override
        public @Nullable Selection choose(SelectionRequest request, AccountSnapshot snapshot, List<Rejected> earlier) {
            String current = request.current();
            if (current.isEmpty() || !request.currentIm().equals(request.im())) {
                return null;
            }
            Account account = snapshot.get(current);
            return account == null || !account.im().equals(request.im())
                    ? Selection.none(new Rejected(current, Rule.CURRENT, ReceiptCode.ACCOUNT_UNKNOWN,
                            "account " + current + " of the current chat no longer exists"), earlier)
                    : judge(account, Rule.CURRENT, request, earlier);
        }

        @Override
        public boolean mayGoOn(SelectionRequest request) {
            return request.failover();
        }
    }

    /// The default account of the target IM.
    private static final class Default implements SelectionRule {
        @Override
        public @Nullable Selection choose(SelectionRequest request, AccountSnapshot snapshot, List<Rejected> earlier) {
            Account preferred = snapshot.of(request.im()).preferred();
            return preferred == null ? null : judge(preferred, Rule.DEFAULT, request, earlier);
        }

        @Override
        public boolean mayGoOn(SelectionRequest request) {
            return request.failover();
        }
    }

    /// The first online account that will do, in configured order: only where the IM has no default account, or after a failover.
    private static final class FirstOnline implements SelectionRule {
        @Override
        public @Nullable Selection choose(SelectionRequest request, AccountSnapshot snapshot, List<Rejected> earlier) {
            ImAccounts accounts = snapshot.of(request.im());
            if (accounts.size() == 0) {
                return new Selection(null, Rule.FIRST_ONLINE, ReceiptCode.NO_ACCOUNT,
                        "no account is configured for " + request.im() + "."
                                + Nearest.choices(request.im(), snapshot.imTypes()),
                        earlier);
            }
            for (int i = accounts.nextSendable(0); i >= 0; i = accounts.nextSendable(i + 1)) {
                if (request.purpose().obstacle(accounts.get(i), Rule.FIRST_ONLINE) == null) {
                    int before = i;
                    return Selection.chosen(accounts.get(i), Rule.FIRST_ONLINE,
                            new LazyList<>(() -> rejected(request, accounts, before, earlier)));
                }
            }
            if (request.purpose().mayBeOffline()) {
                return Selection.chosen(accounts.get(0), Rule.FIRST_ONLINE, earlier);
            }
            List<Rejected> rejected = rejected(request, accounts, accounts.size(), earlier);
            return new Selection(null, Rule.FIRST_ONLINE,
                    accounts.size() == 1 && rejected.size() == 1 ? rejected.getFirst().code() : ReceiptCode.NO_ACCOUNT,
                    "none of the " + accounts.size() + " accounts of " + request.im() + " can "
                            + (request.purpose() instanceof Purpose.Speak ? "send" : "act") + ": "
                            + rejected.getFirst().reason(),
                    rejected);
        }

        /// Why neither the accounts of earlier rules nor those before `end` will do; made when somebody reads it, because most never do.
        private static List<Rejected> rejected(SelectionRequest request, ImAccounts accounts, int end, List<Rejected> earlier) {
            List<Rejected> rejected = new ArrayList<>(earlier);
            for (int i = 0; i < end && rejected.size() < LISTED; i++) {
                Rejected next = request.purpose().obstacle(accounts.get(i), Rule.FIRST_ONLINE);
                if (next != null && rejected.stream().noneMatch(known -> known.account().equals(next.account()))) {
                    rejected.add(next);
                }
            }
            return List.copyOf(rejected);
        }

        @Override
        public boolean mayGoOn(SelectionRequest request) {
            return false;
        }
    }

    private static Selection judge(Account account, Rule rule, SelectionRequest request, List<Rejected> earlier) {
        Rejected obstacle = request.purpose().obstacle(account, rule);
        return obstacle == null ? Selection.chosen(account, rule, earlier) : Selection.none(obstacle, earlier);
    }
}
