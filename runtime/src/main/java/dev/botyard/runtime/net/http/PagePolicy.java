package dev.botyard.runtime.net.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which browsers' pages may use this host: asked by the name in `Host` and by the page in `Origin`. Follows the public address as it
/// changes. Thread-safe.
final class PagePolicy {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?)://([^/?#]+)");

    private final HostPolicy hosts;
    private final OriginPolicy origins;
    private final Supplier<Optional<URI>> publicAddress;

    /// @param publicAddress how the outside reaches this host
    PagePolicy(HostPolicy hosts, OriginPolicy origins, Supplier<Optional<URI>> publicAddress) {
        this.hosts = hosts;
        this.origins = origins;
        this.publicAddress = publicAddress;
    }

    /// @throws HttpProblem 403 for a name that is not this host's
    void checkHost(HttpRequest request) {
        String host = request.header("Host").orElse("");
        Optional<String> publicHost = publicAddress.get().map(URI::getHost);
        if (!host.isEmpty() && !hosts.accepts(host, publicHost.orElse(""))) {
            String name = HostPolicy.withoutPort(host);
            throw new HttpProblem(403, "host_not_allowed", "this host does not answer to the name '" + name
                    + "'; if people reach it under that name, write 'public_url: https://" + name
                    + "' (or http://) into botyard.yaml, else use its address");
        }
    }

    /// @throws HttpProblem 403 for what a page of another site must not do
    void checkOrigin(HttpRequest request) {
        if (OriginPolicy.matters(request) && !origins.allows(request, publicAddress.get())) {
            throw new HttpProblem(403, "origin_not_allowed",
                    "pages of other sites may not do this; a page that may is listed in botyard.yaml under http.allowed_origins");
        }
    }

    /// What the browser itself says of its page goes first: not every proxy passes the name on that it was asked by, or tells of https.
    boolean overHttps(HttpRequest request) {
        Optional<Boolean> page = pageOverHttps(request);
        if (page.isPresent()) {
            return page.get();
        }
        String told = request.header("X-Forwarded-Proto").orElse("");
        if (!told.isEmpty()) {
            return told.strip().toLowerCase(Locale.ROOT).startsWith("https");
        }
        URI address = publicAddress.get().filter(found -> "https".equalsIgnoreCase(found.getScheme())).orElse(null);
        return address != null && HostPolicy.withoutPort(request.header("Host").orElse("")).equalsIgnoreCase(address.getHost());
    }

    /// Empty when the request names no page, or one that is not this host's.
    private Optional<Boolean> pageOverHttps(HttpRequest request) {
        String page = request.header("Origin").or(() -> request.header("Referer")).orElse("");
        Matcher address = ADDRESS.matcher(page);
        if (!address.lookingAt()) {
            return Optional.empty();
        }
        String host = HostPolicy.withoutPort(address.group(2));
        boolean own = host.equalsIgnoreCase(HostPolicy.withoutPort(request.header("Host").orElse("")))
                || publicAddress.get().map(URI::getHost).filter(host::equalsIgnoreCase).isPresent();
        return own ? Optional.of(address.group(1).equalsIgnoreCase("https")) : Optional.empty();
    }

    String basePath() {
        return publicAddress.get().map(URI::getRawPath).filter(path -> !path.equals("/")).orElse("");
    }
}
