package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.message.media.MediaLinks;
import dev.botyard.runtime.ops.metrics.HostMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Everything outside `/api` but the console: health, metrics, signed media.
public final class SystemRoutes {
    private static final Set<String> SHOWN_INLINE = Set.of("image/", "audio/", "video/");

    private final HostMetrics metrics;
    private final MediaLinks links;
    private final BooleanSupplier ready;
    private final BooleanSupplier storeAway;

    /// @param ready     whether accounts and plugins have been read
    /// @param storeAway whether what survives can neither be read nor written just now
    public SystemRoutes(HostMetrics metrics, MediaLinks links, BooleanSupplier ready, BooleanSupplier storeAway) {
        this.storeAway = storeAway;
        this.metrics = metrics;
        this.links = links;
        this.ready = ready;
    }

    /// Adds the routes.
    public void register(Router router) {
        router.add(Route.get("/healthz", request -> HttpReply.json(200, "{\"status\":\"ok\"}")));
        router.add(Route.get("/readyz", request -> readiness()));
        router.add(Route.get("/metrics", request -> HttpReply.bytes(200, HostMetrics.CONTENT_TYPE, metrics.text())));
        router.add(Route.get("/media/{id}/{name}", this::media));
        router.add(Route.get("/api/v1/openapi.json", request -> HttpReply.bytes(200, "application/json", openApi())));
    }

    /// Strangers ask: where the store is stands in the log alone.
    private HttpReply readiness() {
        if (!ready.getAsBoolean()) {
            return HttpReply.json(503, "{\"status\":\"starting\"}");
        }
        return storeAway.getAsBoolean()
                ? HttpReply.json(503, "{\"status\":\"store_away\"}")
                : HttpReply.json(200, "{\"status\":\"ready\"}");
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
