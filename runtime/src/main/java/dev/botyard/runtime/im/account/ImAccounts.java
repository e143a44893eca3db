package dev.botyard.runtime.im.account;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The accounts of one IM type in configured order, with a bit for each that can send. Immutable.
final class ImAccounts {
    static final ImAccounts NONE = new ImAccounts(new Account[0], new long[0], -1);

    private final Account[] accounts;
    private final long[] sendable;
    private final int preferred;

    private ImAccounts(Account[] accounts, long[] sendable, int preferred) {
        this.accounts = accounts;
        this.sendable = sendable;
        this.preferred = preferred;
    }

    static ImAccounts of(Account[] ordered, int preferred) {
        long[] sendable = new long[(ordered.length + 63) >> 6];
        for (int i = 0; i < ordered.length; i++) {
            if (ordered[i].status().sendable()) {
                sendable[i >> 6] |= 1L << i;
            }
        }
        return new ImAccounts(ordered, sendable, preferred);
    }

    ImAccounts with(int index, AccountStatus status) {
        Account[] copy = accounts.clone();
        copy[index] = copy[index].with(status);
        long[] bits = sendable.clone();
        if (status.sendable()) {
            bits[index >> 6] |= 1L << index;
        } else {
            bits[index >> 6] &= ~(1L << index);
        }
        return new ImAccounts(copy, bits, preferred);
    }

    Account get(int index) {
        return accounts[index];
    }

    int size() {
        return accounts.length;
    }

    /// The default account, null for none.
    @Nullable
    Account preferred() {
        return preferred < 0 ? null : accounts[preferred];
    }

    /// The index of the first account that can send at or after `from`, -1 for none.
    int nextSendable(int from) {
        for (int word = from >> 6; word < sendable.length; word++) {
            long bits = sendable[word] & (word == from >> 6 ? -1L << from : -1L);
            if (bits != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(bits);
            }
        }
        return -1;
    }

    /// The ids of the first `limit`.
    List<String> ids(int limit) {
        return list().stream().limit(limit).map(account -> account.id().value()).toList();
    }

    List<Account> list() {
        return Arrays.asList(accounts);
    }
}
