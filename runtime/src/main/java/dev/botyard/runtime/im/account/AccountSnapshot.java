package dev.botyard.runtime.im.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All accounts at one moment. Immutable. A change of one account copies only the list of its IM type, so ten thousand accounts may
/// come online one after the other.
public final class AccountSnapshot {
    /// No accounts.
    public static final AccountSnapshot EMPTY = new AccountSnapshot(Map.of(), Map.of());

    private final Map<String, ImAccounts> byIm;
    private final Map<String, Place> places;

    private AccountSnapshot(Map<String, ImAccounts> byIm, Map<String, Place> places) {
        this.byIm = byIm;
        this.places = places;
    }

    /// A snapshot of these accounts, each IM type in configured order: `order`, then id.
    ///
    /// @param defaults account id by IM type, chosen by an operator; wins over the files
    public static AccountSnapshot of(List<Account> accounts, Map<String, String> defaults) {
        Map<String, List<Account>> grouped = new TreeMap<>();
        for (Account account : accounts) {
            grouped.computeIfAbsent(account.im(), im -> new ArrayList<>()).add(account);
        }
        Map<String, ImAccounts> byIm = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        grouped.forEach((im, list) -> {
            list.sort(Comparator.comparingInt((Account account) -> account.spec().order())
                    .thenComparing(account -> account.id().value()));
            Account[] ordered = list.toArray(Account[]::new);
            byIm.put(im, ImAccounts.of(ordered, preferred(ordered, defaults.get(im))));
            for (int i = 0; i < ordered.length; i++) {
                places.put(ordered[i].id().value(), new Place(im, i));
            }
        });
        return new AccountSnapshot(byIm, places);
    }

    private static int preferred(Account[] ordered, @Nullable String chosen) {
        int fromFile = -1;
        for (int i = 0; i < ordered.length; i++) {
            if (ordered[i].id().value().equals(chosen)) {
                return i;
            }
            if (fromFile < 0 && ordered[i].spec().preferred()) {
                fromFile = i;
            }
        }
        return fromFile;
    }

    /// The account with this id.
    public Optional<Account> find(String id) {
        return Optional.ofNullable(get(id));
    }

    @Nullable
    Account get(String id) {
        Place place = places.get(id);
        return place == null ? null : of(place.im).get(place.index);
    }

    ImAccounts of(String im) {
        return byIm.getOrDefault(im, ImAccounts.NONE);
    }

    /// The default account of an IM type.
    public Optional<Account> preferred(String im) {
        return Optional.ofNullable(of(im).preferred());
    }

    /// The IM types that have accounts, sorted.
    public List<String> imTypes() {
        return byIm.keySet().stream().sorted().toList();
    }

    /// All accounts, by IM type and configured order.
    public List<Account> all() {
        List<Account> all = new ArrayList<>(places.size());
        for (String im : imTypes()) {
            all.addAll(of(im).list());
        }
        return all;
    }

    AccountSnapshot with(String id, AccountStatus status) {
        Place place = places.get(id);
        if (place == null) {
            return this;
        }
        Map<String, ImAccounts> copy = new HashMap<>(byIm);
        copy.computeIfPresent(place.im, (im, accounts) -> accounts.with(place.index, status));
        return new AccountSnapshot(copy, places);
    }

    private record Place(String im, int index) {}
}
