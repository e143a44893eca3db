package dev.botyard.adapters.web;

import dev.botyard.adapters.web.UploadDesk.Piece;
import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteAnswer.FileRange;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything under `/chat`: the page's own files, uploads and media. Only the page's files are shown to strangers; they contain no
/// secret and the login page needs them.
final class ChatPages implements ServerRoutes.RouteHandler {
    private static final String ROOT = "/chat";
    private static final Map<String, String> ASSET_TYPES = Map.of("js", "text/javascript; charset=utf-8", "css",
            "text/css; charset=utf-8", "svg", "image/svg+xml");
    private static final Pattern ASSET = Pattern.compile("(shared/)?[a-z]+\\.(js|css|svg)");
    private static final String PAGE_POLICY = "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String MEDIA_POLICY = "default-src 'none'; sandbox";

    private final ChatHub hub;
    private final String command;
    private final UploadDesk uploads = new UploadDesk();

    /// @param command by which the host's commands are started
    ChatPages(ChatHub hub, String command) {
        this.hub = hub;
        this.command = command;
    }

    @Override
    public RouteAnswer handle(RouteRequest request) {
        String path = request.path().startsWith(ROOT) ? request.path().substring(ROOT.length()) : request.path();
        String name = path.startsWith("/") ? path.substring(1) : path;
        boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
        if (reading && (name.isEmpty() || name.equals("index.html"))) {
            return request.operator() ? page(200, "index.html") : page(401, "login.html");
        }
        if (reading && ASSET.matcher(name).matches()) {
            return asset(200, name, ASSET_TYPES.get(MediaTypes.extension(name)));
        }
        if (!request.operator()) {
            return RouteAnswer.text(401, "log in first: run 'botyard token link' and open the link it prints");
        }
        if (name.equals("upload")) {
            return upload(request);
        }
        if (reading && name.startsWith("media/")) {
            return medium(request, name.substring("media/".length()));
        }
        return RouteAnswer.text(404, "there is nothing here; the chat page is " + ROOT);
    }

    private RouteAnswer upload(RouteRequest request) {
        if (!request.method().equals("POST")) {
            return RouteAnswer.text(405, "uploads are sent with POST");
        }
        // A form on somebody else's site can send the browser's cookie, but not this header.
        if (request.header("X-Botyard-Page").isEmpty() && request.header("Authorization").isEmpty()) {
            return RouteAnswer.text(403, "an upload needs the header X-Botyard-Page");
        }
        try {
            WebAccount account = request.query("account").map(hub::account).or(() -> hub.accounts().stream().findFirst())
                    .orElse(null);
            if (account == null) {
                return RouteAnswer.text(503, "no web account is running");
            }
            Optional<Stored> stored = uploads.take(account, piece(request));
            return stored.map(facts -> RouteAnswer.json(201, Wire.write(facts))).orElseGet(() -> RouteAnswer.status(202));
        } catch (NumberFormatException malformed) {
            return RouteAnswer.text(400, "offset and size must be numbers");
        } catch (AdapterException refused) {
            return RouteAnswer.text(refused.kind() == ErrorKind.MEDIA ? 413 : 400, refused.getMessage());
        } catch (IOException failure) {
            return RouteAnswer.text(507, "the upload could not be written: " + FullDisk.meaning(failure));
        }
    }

    private static Piece piece(RouteRequest request) {
        byte[] bytes = request.body();
        return new Piece(request.query("id").orElseGet(MediaFolder::freshId), request.query("name").orElse("file"),
                request.header("Content-Type").orElse(""), Long.parseLong(request.query("offset").orElse("0")),
                Long.parseLong(request.query("size").orElse(String.valueOf(bytes.length))), bytes);
    }

    private RouteAnswer medium(RouteRequest request, String id) {
        WebAccount owner = hub.accounts().stream().filter(account -> account.media().find(id).isPresent()).findFirst()
                .orElse(null);
        Stored stored = owner == null ? null : owner.media().find(id).orElse(null);
        if (stored == null || !Files.isReadable(owner.media().path(stored))) {
            return RouteAnswer.text(404, "this medium is no longer kept");
        }
        Path file = owner.media().path(stored);
        Map<String, String> headers = mediaHeaders(stored, request.query("download").isPresent());
        ByteRange range = request.header("Range").flatMap(header -> ByteRange.parse(header, stored.size())).orElse(null);
        if (range == null) {
            return RouteAnswer.file(200, headers, new FileRange(file, 0, stored.size()));
        }
        if (!range.satisfiable()) {
            return new RouteAnswer(416, Map.of("Content-Range", "bytes */" + stored.size()), new byte[0]);
        }
        headers.put("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + stored.size());
        return RouteAnswer.file(206, headers, new FileRange(file, range.first(), range.length()));
    }

    private static Map<String, String> mediaHeaders(Stored stored, boolean download) {
        boolean shown = MediaTypes.shown(stored.mime());
        String name = URLEncoder.encode(stored.name(), StandardCharsets.UTF_8).replace("+", "%20");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", shown ? stored.mime() : MediaTypes.UNKNOWN);
        headers.put("Content-Disposition", (shown && !download ? "inline" : "attachment") + "; filename*=UTF-8''" + name);
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", "private, max-age=31536000, immutable");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", MEDIA_POLICY);
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        return headers;
    }

    private RouteAnswer page(int status, String name) {
        return asset(status, name, "text/html; charset=utf-8");
    }

    /// The pages say by which command this host is steered.
    private byte[] named(byte[] page) {
        String written = command.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return new String(page, StandardCharsets.UTF_8).replace("{{command}}", written).getBytes(StandardCharsets.UTF_8);
    }

    private RouteAnswer asset(int status, String name, String type) {
        try (InputStream source = ChatPages.class.getResourceAsStream("page/" + name)) {
            if (source == null) {
                return RouteAnswer.text(404, "the page has no file " + name);
            }
            return new RouteAnswer(status,
                    Map.of("Content-Type", type, "Cache-Control", "no-cache", "X-Content-Type-Options", "nosniff",
                            "Content-Security-Policy", PAGE_POLICY, "Referrer-Policy", "no-referrer"),
                    name.endsWith(".html") ? named(source.readAllBytes()) : source.readAllBytes());
        } catch (IOException failure) {
            return RouteAnswer.text(500, "the page's file " + name + " cannot be read");
        }
    }
}
