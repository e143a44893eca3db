package dev.botyard.runtime.net.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Requests that never were on a network.
public final class PlayedRequest {
    private final String method;
    private final String target;
    private final HttpHeaders headers = new DefaultHttpHeaders();
    private final Map<String, String> parameters = new TreeMap<>();
    private String body = "";
    private String publicUrl = "";

    private PlayedRequest(String method, String target) {
        this.method = method;
        this.target = target;
    }

    public static PlayedRequest of(String method, String target) {
        return new PlayedRequest(method, target);
    }

    public static PlayedRequest get(String target) {
        return of("GET", target);
    }

    public PlayedRequest header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /// What a part of the route's pattern stands for.
    public PlayedRequest parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public PlayedRequest body(String text) {
        body = text;
        return this;
    }

    /// How the outside reaches the host that is asked.
    public PlayedRequest publicUrl(String url) {
        publicUrl = url;
        return this;
    }

    public HttpRequest request() {
        Optional<URI> address = publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl));
        PagePolicy pages = new PagePolicy(new HostPolicy(InetAddress.getLoopbackAddress(), "127.0.0.1", Set.of()),
                new OriginPolicy(Set.of()), () -> address);
        return new HttpRequest(method, RequestTarget.parse(target), parameters, headers, "127.0.0.1",
                body.getBytes(StandardCharsets.UTF_8), null, pages);
    }
}
