package dev.botyard.runtime.net.http;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Which requests a handler answers. Immutable.
///
/// Parameters fill whole segments: `/plugins/{file}/run`; `{rest*}` as the last segment takes everything from there on, also nothing.
public final class Route {
    private final Set<String> methods;
    private final String pattern;
    private final List<String> segments;
    private final Door door;
    private final long maxBodyBytes;
    private final boolean streamsBody;
    private final boolean anyOrigin;
    private final boolean anyHost;

    private Route(Set<String> methods, String pattern, Door door, long maxBodyBytes, boolean streamsBody, boolean anyOrigin,
            boolean anyHost) {
        this.methods = methods;
        this.pattern = pattern;
        this.segments = pattern.isEmpty() ? List.of() : List.of(pattern.substring(1).split("/", -1));
        this.door = Objects.requireNonNull(door);
        this.maxBodyBytes = maxBodyBytes;
        this.streamsBody = streamsBody;
        this.anyOrigin = anyOrigin;
        this.anyHost = anyHost;
    }

    /// A route for these methods.
    ///
    /// @param methods empty for every method
    /// @throws IllegalArgumentException when the pattern is not well formed
    public static Route of(Set<String> methods, String pattern, HttpHandler handler) {
        return of(methods, pattern, _ -> Door.Entry.stranger(handler), false);
    }

    /// A route whose door decides by the head of a request who may come in. It also asks by itself what a page in a browser may do, with
    /// [HttpRequest#refuseForeignPage]: whoever shows a secret is no page.
    ///
    /// @param methods empty for every method
    public static Route guarded(Set<String> methods, String pattern, Door door) {
        return of(methods, pattern, door, true);
    }

    private static Route of(Set<String> methods, String pattern, Door door, boolean asksItself) {
        PathPattern.check(pattern);
        Set<String> upper = methods.stream().map(name -> name.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return new Route(upper, pattern, door, -1, false, asksItself, asksItself);
    }

    /// One that stands in no table, for requests that no other answers; its pattern is empty.
    static Route beside(HttpHandler handler) {
        return new Route(Set.of(), "", _ -> Door.Entry.stranger(handler), -1, false, false, false);
    }

    /// GET, and so HEAD.
    public static Route get(String pattern, HttpHandler handler) {
        return of(Set.of("GET"), pattern, handler);
    }

    public static Route post(String pattern, HttpHandler handler) {
        return of(Set.of("POST"), pattern, handler);
    }

    /// Every method.
    public static Route any(String pattern, HttpHandler handler) {
        return of(Set.of(), pattern, handler);
    }

    /// Bodies up to this size instead of the server's bound.
    public Route maxBodyBytes(long value) {
        return new Route(methods, pattern, door, value, streamsBody, anyOrigin, anyHost);
    }

    /// The handler is called as soon as the headers are there and reads the body from [HttpRequest#stream], so that it can refuse before the
    /// peer sends and write large uploads to disk.
    public Route streamsBody() {
        return new Route(methods, pattern, door, maxBodyBytes, true, anyOrigin, anyHost);
    }

    /// Also pages of other sites may send unsafe requests and open WebSockets here. Without this they are refused with 403.
    public Route anyOrigin() {
        return new Route(methods, pattern, door, maxBodyBytes, streamsBody, true, anyHost);
    }

    boolean accepts(String method) {
        return methods.isEmpty() || methods.contains(method) || method.equals("HEAD") && methods.contains("GET");
    }

    Set<String> methods() {
        return methods;
    }

    String pattern() {
        return pattern;
    }

    List<String> segments() {
        return segments;
    }

    Door door() {
        return door;
    }

    /// How large a body may be.
    long bound(HttpLimits limits, boolean known) {
        if (maxBodyBytes >= 0) {
            return maxBodyBytes;
        }
        return known ? limits.maxBodyBytes() : Math.min(limits.maxBodyBytes(), limits.strangerBytes());
    }

    boolean streams() {
        return streamsBody;
    }

    boolean acceptsAnyOrigin() {
        return anyOrigin;
    }

    boolean acceptsAnyHost() {
        return anyHost;
    }

    @Override
    public String toString() {
        return (methods.isEmpty() ? "ANY" : String.join("|", methods.stream().sorted().toList())) + " " + pattern;
    }
}
