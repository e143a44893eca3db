package dev.botyard.adapters.web;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Just enough of the host's HTTP side to show the page to a real browser: mounted pages, WebSockets, login links.
final class PageServer implements ServerRoutes, AutoCloseable {
    static final String TICKET = "test-ticket";
    private static final String COOKIE = "botyard=test-session";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<RouteHandler> pages = new CopyOnWriteArrayList<>();
    private final List<Browsers> browsers = new CopyOnWriteArrayList<>();

    PageServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public WebSocketListener webSockets(Admission given) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration webSockets(Admission given, WebSocketHandler handler) {
        Browsers registered = new Browsers(given, handler, ConcurrentHashMap.newKeySet());
        browsers.add(registered);
        return () -> {
            browsers.remove(registered);
            registered.sockets().forEach(WireSocket::cut);
        };
    }

    @Override
    public Registration sharedWebSockets(Admission given, WebSocketHandler handler) {
        Set<WireSocket> sockets = browsers.stream().filter(other -> other.handler() == handler).map(Browsers::sockets)
                .findFirst().orElseGet(ConcurrentHashMap::newKeySet);
        Browsers registered = new Browsers(given, handler, sockets);
        browsers.add(registered);
        return () -> {
            browsers.removeIf(other -> other == registered);
            if (browsers.stream().noneMatch(other -> other.handler() == handler)) {
                sockets.forEach(WireSocket::cut);
            }
        };
    }

    @Override
    public Registration http(Admission given, RouteHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration mount(String name, RouteHandler handler) {
        pages.add(handler);
        return () -> pages.remove(handler);
    }

    @Override
    public URI address() {
        return base().resolve("/api/web/receive/web");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (one(socket, in)) {
                // the next request of the same connection
            }
        } catch (IOException gone) {
            // the browser went away
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private boolean one(Socket socket, DataInputStream in) throws IOException, InterruptedException {
        String first = line(in);
        if (first == null) {
            return false;
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] words = first.split(" ");
        PageRequest request = new PageRequest(words[0], URI.create(words[1]), headers, body);
        if (headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket")) {
            upgrade(socket, in, request);
            return false;
        }
        write(socket.getOutputStream(), words[0], answer(request));
        return true;
    }

    private RouteAnswer answer(PageRequest request) throws InterruptedException {
        if (request.path().equals("/login")) {
            return request.query("ticket").equals(Optional.of(TICKET))
                    ? new RouteAnswer(303, Map.of("Location", "/chat", "Set-Cookie", COOKIE + "; Path=/; HttpOnly; SameSite=Lax"),
                            new byte[0])
                    : RouteAnswer.status(403);
        }
        if (request.path().equals("/chat")) {
            return new RouteAnswer(303, Map.of("Location", "/chat/"), new byte[0]);
        }
        RouteHandler handler = pages.stream().findFirst().orElse(null);
        return handler == null || !request.path().startsWith("/chat") ? RouteAnswer.status(404) : handler.handle(request);
    }

    private static void write(OutputStream out, String method, RouteAnswer answer) throws IOException {
        byte[] body = answer.body();
        if (answer.file().isPresent()) {
            var range = answer.file().get();
            try (var file = Files.newInputStream(range.path())) {
                file.skipNBytes(range.offset());
                body = file.readNBytes((int) range.length());
            }
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " -\r\nContent-Length: " + body.length + "\r\n");
        answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("HEAD")) {
            out.write(body);
        }
        out.flush();
    }

    private void upgrade(Socket socket, DataInputStream in, PageRequest request) throws IOException, InterruptedException {
        Browsers first = browsers.stream().findFirst().orElse(null);
        if (first == null || !first.admission().decide().apply(request).equals(Admission.Decision.ADMIT)) {
            write(socket.getOutputStream(), "GET", RouteAnswer.status(first == null ? 404 : 401));
            return;
        }
        String accept = accept(request.header("Sec-WebSocket-Key").orElseThrow());
        socket.getOutputStream().write(("HTTP/1.1 101 -\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        WireSocket wire = new WireSocket(socket, in);
        first.sockets().add(wire);
        try {
            first.handler().handle(request, wire);
        } catch (AdapterException ended) {
            // the connection ended
        } finally {
            first.sockets().remove(wire);
            wire.close();
        }
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /// One account's WebSocket listener with its connections.
    private record Browsers(Admission admission, WebSocketHandler handler, Set<WireSocket> sockets) {}

    /// A request as the page's handlers see it.
    private record PageRequest(String method, URI uri, Map<String, String> headers, byte[] body) implements RouteRequest {
        @Override
        public String path() {
            return uri.getPath();
        }

        @Override
        public Optional<String> accountInPath() {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public Optional<String> query(String name) {
            for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
                String[] sides = pair.split("=", 2);
                if (sides[0].equals(name)) {
                    return Optional.of(sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
                }
            }
            return Optional.empty();
        }

        @Override
        public boolean operator() {
            return header("Cookie").orElse("").contains(COOKIE) || header("Authorization").equals(Optional.of("Bearer secret"));
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }
    }
}
