package dev.botyard.runtime.net.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An immutable tree of routes. Literal segments win over parameters, parameters over `{rest*}`.
final class RouteTable {
    private final List<Route> routes;
    private final Node root = new Node();

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.routes.forEach(this::insert);
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Route> ends = new ArrayList<>(1);
        private final List<Route> rests = new ArrayList<>(0);
        private Node parameter;
    }

    /// What was found for a request.
    sealed interface Match {
        /// The handler's route.
        record Found(Route route, Map<String, String> parameters) implements Match {}

        /// The path is known, the method is not.
        record WrongMethod(Set<String> allowed) implements Match {}

        /// Nothing.
        record Unknown() implements Match {}
    }

    List<Route> routes() {
        return routes;
    }

    /// A route that answers a method which `route` answers, for the same paths.
    Optional<Route> conflict(Route route) {
        return routes.stream().filter(other -> samePaths(route.segments(), other.segments()) && sharesMethod(route, other))
                .findFirst();
    }

    private static boolean sharesMethod(Route a, Route b) {
        return a.methods().isEmpty() && b.methods().isEmpty() || a.methods().stream().anyMatch(b.methods()::contains);
    }

    private static boolean samePaths(List<String> a, List<String> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            boolean parameters = PathPattern.isParameter(a.get(i)) && PathPattern.isParameter(b.get(i));
            boolean same = parameters ? PathPattern.isRest(a.get(i)) == PathPattern.isRest(b.get(i)) : a.get(i).equals(b.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private void insert(Route route) {
        Node node = root;
        for (String segment : route.segments()) {
            if (PathPattern.isParameter(segment)) {
                if (PathPattern.isRest(segment)) {
                    node.rests.add(route);
                    return;
                }
                node.parameter = node.parameter == null ? new Node() : node.parameter;
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        node.ends.add(route);
    }

    Match find(String method, List<String> path) {
        Match exact = search(method, path);
        boolean slash = path.size() > 1 && path.getLast().isEmpty();
        // People and programs append a slash; without a route of its own it means the same.
        return exact instanceof Match.Unknown && slash ? search(method, path.subList(0, path.size() - 1)) : exact;
    }

    private Match search(String method, List<String> path) {
        List<Route> candidates = new ArrayList<>(2);
        collectEnds(root, path, 0, candidates);
        if (candidates.isEmpty()) {
            collectRests(root, path, 0, candidates);
        }
        if (candidates.isEmpty()) {
            return new Match.Unknown();
        }
        return candidates.stream()
                .filter(route -> route.methods().contains(method))
                .findFirst()
                .or(() -> candidates.stream().filter(route -> route.accepts(method)).findFirst())
                .<Match>map(route -> new Match.Found(route, parameters(route, path)))
                .orElseGet(() -> new Match.WrongMethod(allowed(candidates)));
    }

    private static void collectEnds(Node node, List<String> path, int depth, List<Route> found) {
        if (depth == path.size()) {
            found.addAll(node.ends);
            return;
        }
        Node literal = node.literals.get(path.get(depth));
        if (literal != null) {
            collectEnds(literal, path, depth + 1, found);
        }
        if (node.parameter != null && !path.get(depth).isEmpty()) {
            collectEnds(node.parameter, path, depth + 1, found);
        }
    }

    /// Deepest first.
    private static void collectRests(Node node, List<String> path, int depth, List<Route> found) {
        if (depth < path.size()) {
            Node literal = node.literals.get(path.get(depth));
            if (literal != null) {
                collectRests(literal, path, depth + 1, found);
            }
            if (node.parameter != null && !path.get(depth).isEmpty()) {
                collectRests(node.parameter, path, depth + 1, found);
            }
        }
        found.addAll(node.rests);
    }

    private static Map<String, String> parameters(Route route, List<String> path) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> segments = route.segments();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (PathPattern.isParameter(segment)) {
                boolean rest = PathPattern.isRest(segment);
                values.put(PathPattern.name(segment),
                        rest ? String.join("/", path.subList(Math.min(i, path.size()), path.size())) : path.get(i));
            }
        }
        return values;
    }

    private static Set<String> allowed(List<Route> candidates) {
        Set<String> allowed = new TreeSet<>();
        candidates.forEach(route -> allowed.addAll(route.methods()));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return allowed;
    }
}
