package dev.botyard.adapters.qx;

import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// The simulator as the contract kit wants it. Each account has a thread that posts its callbacks one after the other, as Qianxun does.
final class QxFake implements FakeIm {
    private static final Pattern EMOJI = Pattern.compile("\\[emoji=([0-9A-Fa-f]{4})]");

    private final QianxunSimulator qianxun;
    private final Dialect dialect;
    private final URI host;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ExecutorService> posting = new ConcurrentHashMap<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accounts = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();

    QxFake(Dialect dialect, URI host) {
        this.dialect = dialect;
        this.host = host;
        qianxun = new QianxunSimulator(dialect);
        qianxun.results((type, call) -> {
            if (type.equals(dialect.name(dev.botyard.adapters.qx.wire.Call.SELF))) {
                String wxid = call.query().getOrDefault("wxid", "wxid_1");
                if (present.add(wxid)) {
                    attempts.incrementAndGet();
                }
                return "{\"wxid\":\"" + wxid + "\",\"nick\":\"Bot\"}";
            }
            return "{\"sendId\":\"sent-" + qianxun().calls.size() + "\"}";
        });
    }

    private QianxunSimulator qianxun() {
        return qianxun;
    }

    @Override
    public Map<String, List<String>> config() {
        String wxid = "wxid_" + accounts.incrementAndGet();
        posting.put(wxid, Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()));
        return Map.of("url", List.of(qianxun.url().toString()), "wxid", List.of(wxid), "probe", List.of("1s"), "key",
                List.of("the-secret-key"), "safekey", List.of("the-safe-key"), "dialect",
                List.of(dialect.name().toLowerCase(java.util.Locale.ROOT)));
    }

    @Override
    public int connections() {
        return qianxun.underWay.get();
    }

    @Override
    public int attempts() {
        return attempts.get() + attemptsWithoutSuccess();
    }

    /// Calls that were refused or left open count as attempts until one succeeds.
    private int attemptsWithoutSuccess() {
        return present.isEmpty() ? qianxun.calls.size() : 0;
    }

    private URI callback() {
        return host.resolve("/api/qx/receive?key=the-secret-key");
    }

    private void toAll(java.util.function.Function<String, String> callback) {
        posting.forEach((wxid, thread) -> {
            if (present.contains(wxid)) {
                thread.execute(() -> post(callback.apply(wxid)));
            }
        });
    }

    private void post(String json) {
        try {
            http.send(HttpRequest.newBuilder(callback()).timeout(Patience.SOON)
                    .POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException gone) {
            // The host has stopped, or this program does; Qianxun does not call again.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private String message(String wxid, Chat chat, Person sender, String messageId, String text) {
        String wire = text.replace("\n", "\r").replace("🎉", "[emoji=D83C][emoji=DF89]");
        return chat.shared()
                ? Callbacks.groupText(dialect, wxid, chat.id(), sender.id(), messageId, wire)
                : Callbacks.privateText(dialect, wxid, chat.id(), messageId, wire);
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        toAll(wxid -> message(wxid, chat, sender, messageId, text));
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        byte[] body = message("wxid_1", chat, sender, messageId, text).getBytes(StandardCharsets.UTF_8);
        String answer = raw(body.length, body);
        if (!answer.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("the callback was answered with " + answer);
        }
    }

    private String raw(long length, byte[] body) {
        try (Socket socket = new Socket(host.getHost(), host.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + callback().getRawPath() + "?" + callback().getRawQuery()
                    + " HTTP/1.1\r\nHost: " + host.getRawAuthority() + "\r\nContent-Length: "
                    + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < body.length; i += 5) {
                out.write(body, i, Math.min(5, body.length - i));
                out.flush();
            }
            return new String(socket.getInputStream().readNBytes(40), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deliverNonsense() {
        toAll(wxid -> "{nonsense");
        toAll(wxid -> "{\"event\":10008,\"data\":[1]}");
        toAll(wxid -> "[]");
    }

    @Override
    public void deliverOversized() {
        raw(200L << 20, new byte[100]);
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        toAll(wxid -> Callbacks.ownText(dialect, wxid, chat.id(), messageId, text));
    }

    @Override
    public void refuseConnections(boolean refuse) {
        qianxun.listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        qianxun.status(refuse ? 401 : 200);
        if (refuse) {
            qianxun.results((type, call) -> "{}");
        }
    }

    @Override
    public void fallSilent(boolean silent) {
        qianxun.silent(silent);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        qianxun.leaveSendsOpen(leave);
    }

    @Override
    public void limitRate(Duration wait) {
        qianxun.status(wait.isZero() ? 200 : 429);
    }

    @Override
    public void rejectMessages(boolean reject) {
        qianxun.always(dialect.name(dev.botyard.adapters.qx.wire.Call.SEND_TEXT),
                reject ? QianxunSimulator.refusal(500, "发送失败") : null);
    }

    @Override
    public List<SentCall> sent() {
        return qianxun.calls.stream().filter(call -> QianxunSimulator.isSend(call.type())).map(QxFake::sent).toList();
    }

    private static SentCall sent(QianxunSimulator.Call call) {
        String wxid = call.text("wxid");
        String text = EMOJI.matcher(call.text("msg"))
                .replaceAll(code -> java.util.regex.Matcher
                        .quoteReplacement(Character.toString((char) Integer.parseInt(code.group(1), 16))))
                .replace('\r', '\n');
        return new SentCall(wxid.startsWith("9") ? Target.group(wxid) : Target.person(wxid), text);
    }

    @Override
    public void close() {
        posting.values().forEach(ExecutorService::shutdownNow);
        http.shutdownNow();
        qianxun.close();
    }
}
