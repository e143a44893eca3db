package dev.botyard.adapters.wecom;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Applications as the contract kit wants them. Each account has a thread that posts its callbacks one after the other to the account's own
/// address, which is found as a person would: by what the kit calls its accounts, and whose token fits.
final class AppFake implements FakeIm {
    private static final List<String> NAMES = List.of("bot", "one", "two", "first", "second");
    private static final String AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    private final AppServer server = new AppServer();
    private final URI host;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Account> accounts = new CopyOnWriteArrayList<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger number = new AtomicInteger(1_000_001);

    private static final class Account {
        final String token;
        final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        volatile String name = "";

        Account(String token) {
            this.token = token;
        }
    }

    AppFake(URI host) {
        this.host = host;
    }

    @Override
    public Map<String, List<String>> config() {
        int agent = number.incrementAndGet();
        Account account = new Account("callback-token-" + agent);
        accounts.add(account);
        return Map.of("mode", List.of("app"), "corp_id", List.of(AppServer.CORPORATION), "agent_id",
                List.of(Integer.toString(agent)), "secret",
                List.of(AppServer.SECRET), "token", List.of(account.token), "aes_key", List.of(AES_KEY), "api_url",
                List.of(server.address().toString()));
    }

    @Override
    public int connections() {
        return server.underWay.get();
    }

    /// A call that is held counts before it is a login.
    @Override
    public int attempts() {
        return server.logins.get() + server.underWay.get();
    }

    private String xml(Person sender, String messageId, String text) {
        return AppServer.message(sender.id(), "text", "Content", text, "MsgId",
                ids.computeIfAbsent(messageId, _ -> server.nextId()));
    }

    private void post(Account account, String xml) {
        for (String name : account.name.isEmpty() ? NAMES : List.of(account.name)) {
            String encrypted = AppServer.encrypted(AES_KEY, xml);
            int status = post(URI.create(address(name) + AppServer.query(account.token, encrypted)),
                    AppServer.envelope(encrypted));
            if (status == 200 || status == 400) {
                account.name = name;
                return;
            }
        }
    }

    private URI address(String name) {
        return host.resolve("/api/wecom/receive/" + name);
    }

    private int post(URI address, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(address).timeout(Patience.SOON).POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException gone) {
            // The host has stopped, or this server does; the contract sees what did not arrive.
            return 0;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void toAll(String xml) {
        accounts.forEach(account -> account.thread.execute(() -> post(account, xml)));
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        toAll(xml(sender, messageId, text));
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        raw(xml(sender, messageId, text), 5, Duration.ZERO);
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        raw(xml(sender, messageId, text), 300, pause);
    }

    private void raw(String xml, int size, Duration pause) {
        String encrypted = AppServer.encrypted(AES_KEY, xml);
        raw(AppServer.query(accounts.getFirst().token, encrypted), AppServer.envelope(encrypted).getBytes(StandardCharsets.UTF_8),
                0, size, pause);
    }

    private void raw(String query, byte[] body, long more, int size, Duration pause) {
        try (Socket socket = new Socket(host.getHost(), host.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + address("bot").getRawPath() + query + " HTTP/1.1\r\nHost: " + host.getRawAuthority()
                    + "\r\nContent-Length: "
                    + (body.length + more) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < body.length; i += size) {
                if (i > 0) {
                    closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
                }
                out.write(body, i, Math.min(size, body.length - i));
                out.flush();
            }
            socket.getInputStream().readNBytes(40);
        } catch (IOException gone) {
            // The host may end it.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("<xml/>", "<xml><FromUserName>1</FromUserName></xml>", "no xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><xml><a>&e;</a></xml>",
                "<xml><FromUserName>1</FromUserName><MsgType>text</MsgType><CreateTime>x</CreateTime></xml>")) {
            toAll(nonsense);
        }
    }

    @Override
    public void deliverOversized() {
        raw(AppServer.query(accounts.getFirst().token, ""), new byte[100], 200L << 20, 100, Duration.ZERO);
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.faults.put("gettoken", refuse ? 40001 : 0);
    }

    @Override
    public void fallSilent(boolean silent) {
        hold(server.silence, silent);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        hold(server.sends, leave);
    }

    private static void hold(AtomicReference<CompletableFuture<Void>> gate, boolean hold) {
        gate.getAndSet(hold ? new CompletableFuture<>() : CompletableFuture.completedFuture(null)).complete(null);
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.breakAfter(die ? 100_000 : Integer.MAX_VALUE);
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        server.faults.put("message/send", limit ? 45009 : 0);
    }

    @Override
    public void rejectMessages(boolean reject) {
        server.faults.put("message/send", reject ? 40058 : 0);
    }

    @Override
    public void failSends(boolean fail) {
        server.status = fail ? 502 : 200;
    }

    @Override
    public String unknownPerson() {
        return "nobody";
    }

    @Override
    public List<SentCall> sent() {
        return server.all.stream().map(it -> new SentCall(Target.person(it.to()), it.text())).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        accounts.forEach(account -> account.thread.shutdownNow());
        http.shutdownNow();
        server.close();
    }
}
