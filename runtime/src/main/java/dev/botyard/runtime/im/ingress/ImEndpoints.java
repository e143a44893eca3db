package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.RouteRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The registrations of one IM type, found by header value where they are keyed, so that ten thousand accounts cost no more than one.
/// Thread-safe.
final class ImEndpoints {
    private final Map<String, Map<String, List<Endpoint>>> keyed = new ConcurrentHashMap<>();
    private final List<Endpoint> unkeyed = new CopyOnWriteArrayList<>();
    private final Map<String, List<Endpoint>> byAccount = new ConcurrentHashMap<>();

    /// The headers by which accounts are told apart.
    Set<String> headers() {
        return keyed.keySet();
    }

    /// The header that a request should have so that an account can be found by it, `""` where it has one, or none is needed.
    String missing(RouteRequest request) {
        List<String> asked = keyed.entrySet().stream().filter(accounts -> !accounts.getValue().isEmpty()).map(Map.Entry::getKey)
                .sorted().toList();
        return asked.isEmpty() || asked.stream().anyMatch(name -> request.header(name).isPresent()) ? "" : asked.getFirst();
    }

    void add(Endpoint endpoint) {
        byAccount.computeIfAbsent(endpoint.account(), account -> new CopyOnWriteArrayList<>()).add(endpoint);
        if (endpoint.admission().headerName().isEmpty()) {
            unkeyed.add(endpoint);
        } else {
            keyed.computeIfAbsent(endpoint.admission().headerName(), name -> new ConcurrentHashMap<>())
                    .computeIfAbsent(endpoint.admission().headerValue(), value -> new CopyOnWriteArrayList<>()).add(endpoint);
        }
    }

    void remove(Endpoint endpoint) {
        drop(byAccount, endpoint.account(), endpoint);
        if (endpoint.admission().headerName().isEmpty()) {
            unkeyed.remove(endpoint);
        } else {
            drop(keyed.getOrDefault(endpoint.admission().headerName(), new ConcurrentHashMap<>()),
                    endpoint.admission().headerValue(), endpoint);
        }
    }

    private static void drop(Map<String, List<Endpoint>> map, String key, Endpoint endpoint) {
        map.computeIfPresent(key, (same, list) -> {
            list.remove(endpoint);
            return list.isEmpty() ? null : list;
        });
    }

    /// Whether somebody is there.
    ///
    /// @param account whose, `""` for anybody's
    boolean attended(String account) {
        return (account.isEmpty()
                ? byAccount.values().stream().flatMap(List::stream)
                : byAccount.getOrDefault(account, List.of()).stream())
                .anyMatch(endpoint -> !endpoint.resting());
    }

    /// Who may be meant: keyed registrations first, resting doors last.
    Set<Endpoint> candidates(RouteRequest request, boolean socket) {
        Set<Endpoint> found = new LinkedHashSet<>();
        if (request.accountInPath().isPresent()) {
            found.addAll(byAccount.getOrDefault(request.accountInPath().get(), List.of()));
        } else {
            keyed.forEach((name, values) -> request.header(name)
                    .ifPresent(value -> found.addAll(values.getOrDefault(value, List.of()))));
            found.addAll(unkeyed);
        }
        List<Endpoint> wrongKind = new ArrayList<>(found);
        wrongKind.removeIf(endpoint -> endpoint.sockets() == socket);
        wrongKind.forEach(found::remove);
        List<Endpoint> resting = found.stream().filter(Endpoint::resting).toList();
        resting.forEach(found::remove);
        found.addAll(resting);
        return found;
    }
}
