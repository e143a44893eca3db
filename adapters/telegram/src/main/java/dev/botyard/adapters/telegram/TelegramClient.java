package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The calls of the Bot API, each blocking for its answer. Thread-safe. Every address has the token in its path, and is shown without.
final class TelegramClient {
    private static final long MAX_ANSWER = 16L << 20;
    private static final long MAX_UPDATE = 64L << 20;
    /// Telegram itself gives 20 MB; a server of one's own gives more.
    private static final long MAX_FILE = 100L << 20;
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http;
    private final TelegramConfig config;

    TelegramClient(HttpClient http, TelegramConfig config) {
        this.http = http;
        this.config = config;
    }

    /// Calls a method that is quick to answer.
    ///
    /// @throws AdapterException when it is refused
    JsonNode call(String method, Map<String, Object> fields) throws InterruptedException {
        return ask(method, fields, PATIENCE).orThrow();
    }

    /// Calls a method. A refusal is an answer too.
    Answer ask(String method, Map<String, Object> fields, Duration timeout) throws InterruptedException {
        return read(method, http.send(json(post(method, timeout), fields).build()));
    }

    private static HttpCall.Builder json(HttpCall.Builder call, Map<String, Object> fields) {
        return call.json(Json.object(out -> fields.forEach((name, value) -> out.writePOJOProperty(name, value))));
    }

    /// Asks for updates. Those that are too many for one answer are asked for one by one: they would come again for ever.
    Answer updates(Map<String, Object> fields, Duration timeout) throws InterruptedException {
        try {
            return ask("getUpdates", fields, timeout);
        } catch (AdapterException tooLarge) {
            if (tooLarge.kind() != ErrorKind.MEDIA) {
                throw tooLarge;
            }
            Map<String, Object> single = new HashMap<>(fields);
            single.put("limit", 1);
            return read("getUpdates", http.send(json(post("getUpdates", timeout).maxAnswerBytes(MAX_UPDATE), single).build()));
        }
    }

    /// Calls a method with files.
    Answer upload(String method, Multipart form, Duration timeout) throws InterruptedException {
        return read(method, http.send(form.on(post(method, timeout)).build()));
    }

    private HttpCall.Builder post(String method, Duration timeout) {
        return HttpCall.post(URI.create(config.baseUrl() + "/bot" + config.token() + "/" + method)).timeout(timeout)
                .maxAnswerBytes(MAX_ANSWER).shownAs(config.baseUrl() + "/bot.../" + method);
    }

    /// The bytes of a file that `getFile` named.
    ///
    /// @throws AdapterException `MEDIA`
    byte[] download(String path) throws InterruptedException {
        String encoded = Stream.of(path.split("/"))
                .map(Forms::segment)
                .reduce((one, other) -> one + "/" + other).orElse("");
        HttpAnswer answer = http.send(HttpCall.get(URI.create(config.baseUrl() + "/file/bot" + config.token() + "/" + encoded))
                .maxAnswerBytes(MAX_FILE).timeout(Duration.ofMinutes(2)).shownAs(config.baseUrl() + "/file/bot.../" + encoded)
                .build());
        if (answer.status() != 200) {
            throw new AdapterException(ErrorKind.MEDIA, "Telegram gave " + path + " with HTTP " + answer.status());
        }
        return answer.body();
    }

    private static Answer read(String method, HttpAnswer answer) {
        try {
            JsonNode json = Json.parse(answer.body());
            if (json.isObject() && json.has("ok")) {
                boolean ok = Json.flag(json, "ok", false);
                int code = ok ? 0 : (int) Json.number(json, "error_code");
                JsonNode more = json.path("parameters");
                return new Answer(method, ok || code > 0 ? code : answer.status(), Json.text(json, "description"),
                        Json.number(more, "retry_after"), Json.text(more, "migrate_to_chat_id"), json.path("result"));
            }
        } catch (JacksonException noJson) {
            // Said below.
        }
        return new Answer(method, answer.ok() ? 502 : answer.status(), "the answer is none of Telegram's (HTTP " + answer.status()
                + "); something on the way answers in its place", 0, "", null);
    }

    /// What Telegram says to a call.
    ///
    /// @param code       0 for a success, else as an HTTP status
    /// @param retryAfter in seconds, 0 when it does not say
    /// @param movedTo    the new id of a group that has become a supergroup, `""` for none
    record Answer(String method, int code, String description, long retryAfter, String movedTo, JsonNode result) {
        private static final int LONGEST = 300;

        boolean ok() {
            return code == 0;
        }

        /// Whether the words have this part. They change from time to time; the code counts first.
        boolean says(String... parts) {
            String words = description.toLowerCase(Locale.ROOT).replace('_', ' ');
            return Stream.of(parts).anyMatch(words::contains);
        }

        /// The result.
        ///
        /// @throws AdapterException when it is a refusal
        JsonNode orThrow() {
            if (ok()) {
                return result;
            }
            throw failure();
        }

        AdapterException failure() {
            String words = description.length() > LONGEST ? description.substring(0, LONGEST) + "…" : description;
            String what = method + " was refused with code " + code + (words.isEmpty() ? "" : ": " + words);
            return switch (kind()) {
                case RATE_LIMITED -> AdapterException.rateLimited(what, retryAfter > 0 ? Duration.ofSeconds(retryAfter) : null);
                case AUTHENTICATION -> new AdapterException(ErrorKind.AUTHENTICATION, "Telegram does not know the token of this"
                        + " account (code " + code + "); get it from @BotFather (/mybots, API Token) and set `token`");
                case UNKNOWN_OUTCOME -> new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                        method + " failed with code " + code + ": " + words + "; it may have been done all the same");
                default -> new AdapterException(kind(), what + hint());
            };
        }

        private ErrorKind kind() {
            if (code == 401 || (code == 404 && description.equalsIgnoreCase("Not Found"))) {
                return ErrorKind.AUTHENTICATION;
            }
            if (code == 404) {
                return ErrorKind.UNSUPPORTED;
            }
            if (code == 403 || says("chat not found", "user not found", "peer id invalid", "upgraded to a supergroup",
                    "message thread not found", "group chat was deactivated", "chat id is empty")) {
                return ErrorKind.UNREACHABLE_TARGET;
            }
            if (code == 413 || (code == 400 && says("file identifier", "http url", "photo invalid", "image process failed",
                    "file is too big", "wrong type of the web page content", "file must be non-empty", "wrong file id"))) {
                return ErrorKind.MEDIA;
            }
            if (code == 429) {
                return ErrorKind.RATE_LIMITED;
            }
            return code == 409 ? ErrorKind.COMMUNICATION : code >= 500 ? ErrorKind.UNKNOWN_OUTCOME : ErrorKind.REJECTED;
        }

        private String hint() {
            if (says("can't initiate conversation", "bot was blocked")) {
                return "; the person has to press Start in the bot's chat";
            }
            if (code == 409 && says("other getupdates")) {
                return "; another program receives with this token: end it, or make a new token with @BotFather (/revoke)";
            }
            return "";
        }
    }
}
