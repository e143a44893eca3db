package dev.botyard.runtime.admin;

import dev.botyard.runtime.http.HttpReply;
import dev.botyard.runtime.http.HttpRequest;
import dev.botyard.runtime.http.Route;
import dev.botyard.runtime.http.Router;
import dev.botyard.runtime.media.MediaLinks;
import dev.botyard.runtime.metrics.HostMetrics;
import dev.botyard.runtime.operator.Operators;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Everything outside `/api` but the console: health, metrics, login, signed media.
public final class SystemRoutes {
    private static final Set<String> SHOWN_INLINE = Set.of("image/", "audio/", "video/");

    private final Operators operators;
    private final HostMetrics metrics;
    private final MediaLinks links;
    private final BooleanSupplier ready;
    private final Supplier<URI> address;

    /// @param ready whether accounts and plugins have been read
    public SystemRoutes(Operators operators, HostMetrics metrics, MediaLinks links, BooleanSupplier ready,
            Supplier<URI> address) {
        this.operators = operators;
        this.metrics = metrics;
        this.links = links;
        this.ready = ready;
        this.address = address;
    }

    /// Adds the routes; those of the API need the token.
    public void register(Router router, AdminApi api) {
        router.add(Route.get("/healthz", request -> HttpReply.json(200, "{\"status\":\"ok\"}")));
        router.add(Route.get("/readyz", request -> ready.getAsBoolean()
                ? HttpReply.json(200, "{\"status\":\"ready\"}")
                : HttpReply.json(503, "{\"status\":\"starting\"}")));
        router.add(Route.get("/metrics", request -> HttpReply.bytes(200, HostMetrics.CONTENT_TYPE, metrics.text())));
        router.add(Route.get("/login", this::login));
        router.add(Route.get("/media/{id}/{name}", this::media));
        router.add(Route.get("/api/v1/openapi.json", request -> HttpReply.bytes(200, "application/json", openApi())));
        api.post("/login-links", request -> AdminApi.json(200, Map.of("url", loginLink())));
    }

    /// An address that lets one browser in, once.
    public String loginLink() {
        return address.get().resolve("/login?ticket=" + operators.ticket()).toString();
    }

    private HttpReply login(HttpRequest request) {
        if (operators.knows(request) && request.query("access_token").isEmpty()) {
            return HttpReply.redirect(destination(request));
        }
        if (operators.knows(request) || operators.redeem(request.query("ticket").orElse(""))) {
            return HttpReply.redirect(destination(request)).with("Set-Cookie", operators.cookie());
        }
        return HttpReply.html(403, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Botyard</title>"
                + "<h1>This link does not work any more</h1><p>A login link works once, for a day. "
                + "Get a new one with <code>botyard token link</code>.</p></html>");
    }

    /// A newcomer wants to talk to the bot; the console asks to come back to it.
    private static String destination(HttpRequest request) {
        return request.query("to").orElse("").equals("console") ? "/" : "/chat";
    }

    private HttpReply media(HttpRequest request) {
        Optional<MediaLinks.Entry> entry = links.open(request.parameter("id"), request.query("expires").orElse(""),
                request.query("sign").orElse(""));
        if (entry.isEmpty()) {
            return HttpReply.error(404, "not_found", "this media link is not valid or has expired");
        }
        boolean inline = SHOWN_INLINE.stream().anyMatch(entry.get().mimeType()::startsWith)
                && !entry.get().mimeType().contains("svg");
        HttpReply reply = HttpReply.file(entry.get().mimeType(), entry.get().file());
        return inline ? reply : reply.with("Content-Disposition", "attachment");
    }

    private static byte[] openApi() {
        try (InputStream in = SystemRoutes.class.getResourceAsStream("/admin/openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
