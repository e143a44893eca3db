package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.runtime.im.ingress.Attendance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// The accounts that use a [LoopbackNetwork] one by one. Where none does, the accounts are a supervisor's, which come back by themselves.
/// Thread-safe.
final class Residents implements Attendance {
    private final Map<String, Resident> all = new ConcurrentHashMap<>();

    private record Resident(String im, BooleanSupplier expected) {
        boolean is(String id, String askedIm, String askedAccount) {
            return im.equals(askedIm) && (askedAccount.isEmpty() || askedAccount.equals(id));
        }
    }

    /// @param expected whether it will listen in a moment
    void enter(AccountId account, String im, BooleanSupplier expected) {
        if (all.putIfAbsent(account.value(), new Resident(im, expected)) != null) {
            throw new IllegalArgumentException("this host has an account " + account + " already; give the other another id");
        }
    }

    /// @return whether it was the last
    boolean leave(AccountId account) {
        return all.remove(account.value()) != null && all.isEmpty();
    }

    @Override
    public boolean expects(String im, String account) {
        return all.isEmpty() || all.entrySet().stream().anyMatch(
                one -> one.getValue().is(one.getKey(), im, account) && one.getValue().expected().getAsBoolean());
    }

    @Override
    public boolean knows(String im, String account) {
        return all.entrySet().stream().anyMatch(one -> one.getValue().is(one.getKey(), im, account));
    }
}
