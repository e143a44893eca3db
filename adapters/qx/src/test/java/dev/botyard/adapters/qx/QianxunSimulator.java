package dev.botyard.adapters.qx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A Qianxun on a loopback port, in any of its dialects and as far as public clients know it: it takes calls, checks their form and keeps them.
public final class QianxunSimulator implements AutoCloseable {
    /// A call that came.
    public record Call(Dialect dialect, String type, Map<String, String> query, JsonNode data) {
        public String text(String key) {
            return Json.text(data, key);
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger underWay = new AtomicInteger();
    private final Set<Dialect> spoken;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ConcurrentLinkedQueue<String>> once = new ConcurrentHashMap<>();
    private final Map<String, String> always = new ConcurrentHashMap<>();
    private final int port;
    private HttpServer server;
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private volatile CountDownLatch unanswered = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile BiFunction<String, Call, String> results = (type, call) -> "{}";

    public QianxunSimulator(Dialect... spoken) {
        this.spoken = EnumSet.copyOf(List.of(spoken));
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 100);
            made.setExecutor(threads);
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Answers the next calls of a type with this JSON, or drops the connection for `""`.
    void once(String type, String... answers) {
        once.computeIfAbsent(type, key -> new ConcurrentLinkedQueue<>()).addAll(List.of(answers));
    }

    /// Answers all calls of a type with this JSON; null ends that.
    void always(String type, String answer) {
        if (answer == null) {
            always.remove(type);
        } else {
            always.put(type, answer);
        }
    }

    /// The `result` of calls that are done.
    public void results(BiFunction<String, Call, String> value) {
        results = value;
    }

    /// The HTTP status of all answers.
    void status(int value) {
        status = value;
    }

    void silent(boolean value) {
        CountDownLatch old = silence;
        silence = new CountDownLatch(value ? 1 : 0);
        old.countDown();
    }

    /// Takes sends and leaves them open.
    void leaveSendsOpen(boolean value) {
        CountDownLatch old = unanswered;
        unanswered = new CountDownLatch(value ? 1 : 0);
        old.countDown();
    }

    /// Whether anybody listens on its port.
    public void listening(boolean value) {
        if (value) {
            server = listen(port);
        } else {
            server.stop(0);
        }
    }

    /// All calls so far, in order.
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> calls(String type) {
        return calls.stream().filter(call -> call.type().equals(type)).toList();
    }

    static String refusal(int code, String words) {
        return "{\"code\":" + code + ",\"msg\":\"" + words + "\",\"result\":{}}";
    }

    public static boolean isSend(String type) {
        return Set.of("Q0001", "Q0010", "Q0011", "sendText", "sendImage", "sendFile").contains(type);
    }

    private void answer(HttpExchange exchange) throws IOException {
        underWay.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().replace("/wechat/httpapi", Dialect.PRO.path());
            Dialect dialect = spoken.stream().filter(known -> known.path().equals(path)).findFirst().orElse(null);
            if (dialect == null || !exchange.getRequestMethod().equals("POST")) {
                reply(exchange, 404, "not found");
                return;
            }
            JsonNode json = Json.parse(body);
            Call call = new Call(dialect, Json.text(json, "type"), query(exchange.getRequestURI()), json.get("data"));
            calls.add(call);
            silence.await();
            if (isSend(call.type())) {
                unanswered.await();
            }
            String text = text(call);
            if (!text.isEmpty()) {
                reply(exchange, status, text);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (status == 429) {
            exchange.getResponseHeaders().add("Retry-After", "7");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String text(Call call) {
        ConcurrentLinkedQueue<String> prepared = once.get(call.type());
        String next = prepared == null ? null : prepared.poll();
        if (next != null) {
            return next;
        }
        boolean named = call.dialect() == Dialect.PRO;
        if (always.containsKey(call.type())) {
            return always.get(call.type());
        }
        if (call.data() == null || !call.data().isObject() || named == call.type().matches("Q\\d{4}")) {
            return refusal(404, "接口不存在");
        }
        return "{\"code\":200,\"msg\":\"操作成功\",\"result\":" + results.apply(call.type(), call)
                + ",\"wxid\":\"wxid_bot\",\"port\":7716,\"pid\":20872,\"flag\":\"7777\",\"timestamp\":\"1657121302946\"}";
    }

    private static Map<String, String> query(URI uri) {
        if (uri.getRawQuery() == null) {
            return Map.of();
        }
        return Stream.of(uri.getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        silent(false);
        leaveSendsOpen(false);
        server.stop(0);
        threads.shutdownNow();
    }
}
