package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.adapters.common.FileNames;
import dev.botyard.adapters.common.Heartbeat;
import dev.botyard.adapters.common.Inbox;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.MediaShelf;
import dev.botyard.adapters.common.PendingCalls;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.wecom.AiBotAnswers.Answer;
import dev.botyard.adapters.wecom.WecomOutbound.Part;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.WebSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// One long connection of an AI bot. A thread reads it and completes calls by their `req_id`, another one says that the host is there; the
/// thread of [#serve] hands events over.
final class AiBot implements WecomAdapter.Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Duration RARELY = Duration.ofHours(1);
    private static final Duration DOWNLOAD = Duration.ofSeconds(30);
    private static final long MAX_DOWNLOAD = 101L << 20;
    private static final int CHUNK = 512 << 10;
    private static final String CONSOLE = "compare bot_id and secret with the bot's API mode, long connection (智能机器人 - API模式 - 长连接)";

    private final AdapterContext context;
    private final WecomConfig config;
    private final Connection connection;
    private final PendingCalls<JsonNode> calls = new PendingCalls<>();
    private final Inbox inbox = new Inbox(calls::any);
    private final WecomInbound inbound = new WecomInbound(this::kept);
    private final AiBotAnswers answers;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile WebSocket socket;
    /// The host counts the answers; whether one ping was heard does not matter.
    private volatile Heartbeat heartbeat;

    AiBot(AdapterContext context, WecomConfig config, Connection connection) {
        this.context = context;
        this.config = config;
        this.connection = connection;
        answers = new AiBotAnswers(context.clock(), config.window());
    }

    @Override
    public void serve() throws InterruptedException {
        socket = context.webSockets().connect(config.socketUrl(), Map.of(), PATIENCE);
        connection.expectLife(config.heartbeat().multipliedBy(5).dividedBy(2));
        start("reader", this::read);
        subscribe();
        connection.connected(AccountProfile.of(config.botId()));
        heartbeat = Heartbeat.start("wecom-" + context.account() + "-heartbeat", config.heartbeat(),
                () -> socket.send(frame("ping", fresh("ping"), null)), () -> {});
        while (true) {
            JsonNode frame = inbox.take(RARELY);
            if (frame != null) {
                handle(frame);
            }
        }
    }

    private void start(String what, Runnable work) {
        threads.add(Thread.ofVirtual().name("wecom-" + context.account() + "-" + what).start(work));
    }

    private void subscribe() throws InterruptedException {
        try {
            call("aibot_subscribe", fresh("aibot_subscribe"), out -> {
                out.writeStringProperty("bot_id", config.botId());
                out.writeStringProperty("secret", config.secret());
            }, PATIENCE);
        } catch (AdapterException refused) {
            boolean forGood = !refused.platformCode().isEmpty() && refused.kind() != ErrorKind.UNKNOWN_OUTCOME
                    && refused.kind() != ErrorKind.RATE_LIMITED;
            throw new AdapterException(forGood ? ErrorKind.AUTHENTICATION : ErrorKind.COMMUNICATION,
                    "the AI bot is not let in: " + refused.getMessage() + (forGood ? "; " + CONSOLE : ""), refused)
                    .withPlatformCode(refused.platformCode());
        }
    }

    private static String fresh(String command) {
        return command + "_" + UUID.randomUUID();
    }

    private void read() {
        AdapterException end = new AdapterException(ErrorKind.COMMUNICATION, "the connection was closed");
        try {
            while (true) {
                byte[] frame = socket.receiveBytes();
                connection.alive();
                take(frame);
            }
        } catch (AdapterException gone) {
            end = gone;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lose(end);
        }
    }

    private void lose(AdapterException end) {
        inbox.end(end);
        calls.lose(end.getMessage());
    }

    private void take(byte[] bytes) throws InterruptedException {
        JsonNode frame;
        try {
            frame = Json.parse(bytes);
        } catch (JacksonException broken) {
            context.log().warn("ignored a frame of {} bytes that is not JSON ({})", bytes.length, broken.getOriginalMessage());
            return;
        }
        String command = Json.text(frame, "cmd");
        if (command.endsWith("_callback")) {
            if (Json.text(frame.path("body").path("event"), "eventtype").equals("disconnected_event")) {
                throw new AdapterException(ErrorKind.AUTHENTICATION,
                        "another connection of this AI bot took its place; WeCom lets each bot"
                                + " have one. End the other one, then start the account again")
                        .withPlatformCode("disconnected_event");
            }
            inbox.put(frame);
            return;
        }
        if (command.isEmpty()) {
            calls.answered(Json.text(frame.path("headers"), "req_id"), frame);
        }
    }

    private void handle(JsonNode frame) throws InterruptedException {
        InboundEvent event;
        try {
            event = inbound.read(frame.path("body"), context.clock().instant());
        } catch (IllegalArgumentException odd) {
            context.log().warn("left out something that is no message: {}", odd.getMessage());
            return;
        }
        answers.note(event, Json.text(frame.path("headers"), "req_id"));
        context.events().emit(event);
    }

    private static String frame(String command, String id, Consumer<JsonGenerator> body) {
        return Json.object(out -> {
            out.writeStringProperty("cmd", command);
            out.writeObjectPropertyStart("headers");
            out.writeStringProperty("req_id", id);
            out.writeEndObject();
            if (body != null) {
                out.writeObjectPropertyStart("body");
                body.accept(out);
                out.writeEndObject();
            }
        });
    }

    private JsonNode call(String command, String id, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        try {
            return Refusals.check(command, calls.ask(command, id, timeout, () -> {
                inbox.callStarted();
                socket.send(frame(command, id, body));
            }));
        } catch (AdapterException refused) {
            if (refused.platformCode().equals(Refusals.NOT_SUBSCRIBED)) {
                lose(new AdapterException(ErrorKind.COMMUNICATION, "the bot is forgotten on this connection, which looks alive",
                        refused));
            }
            throw refused;
        }
    }

    @Override
    public List<String> send(OutboundMessage message, Part part, String mediaId, Duration timeout) throws InterruptedException {
        Optional<Answer> open = answers.find(message);
        if (open.isEmpty()) {
            boolean welcome = part instanceof Part.Text;
            Optional<String> entered = welcome ? answers.welcome(message.target().id()) : Optional.empty();
            call(entered.isEmpty() ? "aibot_send_msg" : "aibot_respond_welcome_msg",
                    entered.orElseGet(() -> fresh("aibot_send_msg")), out -> {
                        if (entered.isEmpty()) {
                            out.writeStringProperty("chatid", message.target().id());
                            out.writeNumberProperty("chat_type", message.target().chatId().isEmpty() ? 1 : 2);
                        }
                        WecomOutbound.write(out, part, entered.isEmpty(), mediaId);
                    }, timeout);
            return List.of();
        }
        AiBotAnswers.Stream stream = answers.stream(message, part);
        try {
            call("aibot_respond_msg", open.get().requestId(), out -> {
                if (part instanceof Part.Text(String text, _)) {
                    stream.write(out, text);
                } else {
                    WecomOutbound.write(out, part, true, mediaId);
                }
            }, timeout);
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.UNKNOWN_OUTCOME) {
                // Its receipt may come late, and would look like that of the next answer.
                answers.forget(message.inReplyTo());
            }
            throw failure;
        }
        return part instanceof Part.Text ? List.of(stream.id()) : List.of();
    }

    @Override
    public String upload(Part.Medium medium, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        byte[] bytes = medium.bytes();
        int chunks = (bytes.length + CHUNK - 1) / CHUNK;
        String upload = Json.text(upload("init", end, out -> {
            out.writeStringProperty("type", medium.kind().label());
            out.writeStringProperty("filename", medium.name());
            out.writeNumberProperty("total_size", bytes.length);
            out.writeNumberProperty("total_chunks", chunks);
            out.writeStringProperty("md5", Signatures.hex(Signatures.md5(bytes)));
        }), "upload_id");
        for (int i = 0; i < chunks; i++) {
            int index = i;
            byte[] chunk = Arrays.copyOfRange(bytes, i * CHUNK, Math.min(bytes.length, (i + 1) * CHUNK));
            upload("chunk", end, out -> {
                out.writeStringProperty("upload_id", upload);
                out.writeNumberProperty("chunk_index", index);
                out.writeStringProperty("base64_data", Signatures.base64(chunk));
            });
        }
        return Json.text(upload("finish", end, out -> out.writeStringProperty("upload_id", upload)), "media_id");
    }

    private JsonNode upload(String step, long end, Consumer<JsonGenerator> body) throws InterruptedException {
        String command = "aibot_upload_media_" + step;
        return call(command, fresh(command), body, Duration.ofNanos(Math.max(1, end - System.nanoTime()))).path("body");
    }

    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        if (!action.matches("aibot_[a-z_]{1,60}") || action.equals("aibot_subscribe")) {
            throw new AdapterException(ErrorKind.UNSUPPORTED,
                    "'" + action + "' is no command of an AI bot, such as aibot_send_msg");
        }
        return Json.plain(call(action, fresh(action), out -> params.forEach(out::writePOJOProperty), timeout).get("body"));
    }

    /// A link lives for 5 minutes: what cannot be kept at once can be tried again by [#fetch] for so long.
    private Media kept(Map<String, String> facts) {
        try {
            return fetch(facts);
        } catch (AdapterException failure) {
            context.log().warn("a medium was not kept: {}", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Media.reference("", "", "", -1, facts);
    }

    @Override
    public Media fetch(Map<String, String> facts) throws InterruptedException {
        String url = facts.getOrDefault(WecomInbound.URL, "");
        try {
            HttpAnswer answer = context.http().send(HttpCall.get(URI.create(url)).followRedirects(true).timeout(DOWNLOAD)
                    .maxAnswerBytes(MAX_DOWNLOAD).build());
            if (!answer.ok()) {
                throw new AdapterException(ErrorKind.MEDIA, "the media store of WeCom answered with HTTP " + answer.status()
                        + "; its links live for 5 minutes").withPlatformCode("http-" + answer.status());
            }
            byte[] key = Base64.getDecoder().decode(facts.getOrDefault(WecomInbound.KEY, ""));
            byte[] plain = key.length == 0 ? answer.body() : CallbackCipher.decrypt(key, Arrays.copyOf(key, 16), answer.body());
            return new MediaShelf(context.folder()).fetch(url, FileNames.of(answer), facts, () -> plain);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new AdapterException(ErrorKind.MEDIA, "the medium cannot be decrypted or has no address", unreadable);
        } catch (AdapterException failure) {
            throw failure.kind() == ErrorKind.MEDIA
                    ? failure
                    : new AdapterException(ErrorKind.MEDIA, failure.getMessage(), failure);
        }
    }

    /// Closes the connection and waits for its threads. What was read and not handed over yet is, as nobody sends it again.
    @Override
    public void close() {
        if (socket == null) {
            return;
        }
        socket.close();
        if (heartbeat != null) {
            heartbeat.close();
        }
        inbox.close();
        threads.forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        try {
            Thread last = Thread.ofVirtual().start(this::handOverTheRest);
            threads.add(last);
            for (Thread thread : threads) {
                thread.join(GOODBYE);
            }
            last.interrupt();
        } catch (InterruptedException stopping) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOverTheRest() {
        try {
            for (JsonNode frame : inbox.rest()) {
                handle(frame);
            }
        } catch (InterruptedException busy) {
            context.log().warn("the host was too busy to take the last events");
        }
    }
}
