package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.common.TextPieces;
import dev.botyard.adapters.notify.NotifyConfig.Service;
import dev.botyard.adapters.notify.Outbound.Note;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/// Makes the calls of the services that are spoken to by HTTP. Pure functions on any thread. Paths and queries hold keys, so that errors show the
/// service in their place.
final class Requests {
    private static final Pattern TOPIC = Pattern.compile("[-_A-Za-z0-9]{1,64}");
    private static final int SERVERCHAN_TITLE = 32;
    /// What each service calls the priorities.
    private static final Map<Service, Map<String, String>> PRIORITIES = Map.of(
            Service.BARK, Map.of("low", "passive", "high", "timeSensitive", "urgent", "critical"),
            Service.NTFY, Map.of("low", "2", "high", "4", "urgent", "5"),
            Service.GOTIFY, Map.of("low", "2", "high", "7", "urgent", "10"));

    private Requests() {}

    /// Asks whether the service is there and, where it tells, whether the key is good; empty for one that cannot be asked.
    static Optional<HttpCall.Builder> probe(NotifyConfig config) {
        boolean named = !config.key().isEmpty() || !config.user().isEmpty();
        String path = switch (config.service()) {
            case BARK -> "/ping";
            case NTFY -> named ? "/v1/account" : "/v1/health";
            case GOTIFY -> "/health";
            default -> "";
        };
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(login(config, HttpCall.get(URI.create(config.url() + path)).shownAs(config.service().label())));
    }

    private static HttpCall.Builder login(NotifyConfig config, HttpCall.Builder call) {
        if (!config.user().isEmpty()) {
            return call.header("Authorization", "Basic "
                    + Signatures.base64((config.user() + ":" + config.password()).getBytes(StandardCharsets.UTF_8)));
        }
        return config.service() == Service.NTFY && !config.key().isEmpty()
                ? call.header("Authorization", "Bearer " + config.key())
                : call;
    }

    /// The call that sends a note.
    ///
    /// @param now what signatures are made with
    static HttpCall.Builder send(NotifyConfig config, Note note, Instant now) {
        Service service = config.service();
        HttpCall.Builder call = HttpCall.post(URI.create(address(config, now))).shownAs(service.label());
        return switch (service) {
            case WEBHOOK -> webhook(config, note, now, call);
            case GOTIFY -> login(config, call.header("X-Gotify-Key", config.key())).json(body(config, note, now));
            default -> login(config, call).json(body(config, note, now));
        };
    }

    private static String address(NotifyConfig config, Instant now) {
        String key = Forms.segment(config.key());
        return config.url() + switch (config.service()) {
            case BARK -> "/push";
            case NTFY -> "/";
            case GOTIFY -> "/message";
            case PUSHPLUS -> "/send";
            // Keys of version 3 belong to a host of their own.
            case SERVERCHAN -> (NotifyConfig.SENDKEY_3.matcher(config.key()).matches() ? "/send/" : "/") + key + ".send";
            case DINGTALK_ROBOT -> "/robot/send?access_token=" + key + (config.secret().isEmpty()
                    ? ""
                    : "&timestamp=" + now.toEpochMilli() + "&sign=" + Forms.encoded(Signatures.base64(
                            Signatures.hmacSha256(config.secret(), now.toEpochMilli() + "\n" + config.secret()))));
            case FEISHU_ROBOT -> "/open-apis/bot/v2/hook/" + key;
            case SLACK_WEBHOOK -> "/services/" + key.replace("%2F", "/");
            case DISCORD_WEBHOOK -> "/api/webhooks/" + key.replace("%2F", "/") + "?wait=true";
            case WEBHOOK, EMAIL -> "";
        };
    }

    private static HttpCall.Builder webhook(NotifyConfig config, Note note, Instant now, HttpCall.Builder call) {
        String body = body(config, note, now);
        call.header("Idempotency-Key", note.id());
        if (!config.key().isEmpty()) {
            call.header("Authorization", "Bearer " + config.key());
        }
        if (!config.secret().isEmpty()) {
            String time = Long.toString(now.getEpochSecond());
            call.header("X-Botyard-Timestamp", time).header("X-Botyard-Signature",
                    "sha256=" + Signatures.hex(Signatures.hmacSha256(config.secret(), time + "." + body)));
        }
        return call.json(body);
    }

    private static void webhook(NotifyConfig config, Note note, Instant now, JsonGenerator out) {
        out.writeStringProperty("type", "message");
        out.writeStringProperty("id", note.id());
        out.writeStringProperty("target", note.message().target().id());
        out.writeStringProperty("address", note.address());
        out.writeStringProperty("kind", note.message().target().chatId().isEmpty() ? "person" : "group");
        out.writeStringProperty("title", note.title());
        out.writeStringProperty("text", note.text());
        out.writeBooleanProperty("markdown", note.markdown());
        out.writeStringProperty("priority", priority(config, note));
        out.writeStringProperty("time", now.toString());
    }

    /// In the words of the settings, or whatever the script gave.
    static String priority(NotifyConfig config, Note note) {
        return note.option("priority").isEmpty() ? config.priority() : note.option("priority");
    }

    private static String body(NotifyConfig config, Note note, Instant now) {
        return Json.object(out -> {
            switch (config.service()) {
                case BARK -> bark(config, note, out);
                case NTFY -> ntfy(config, note, out);
                case GOTIFY -> gotify(config, note, out);
                case PUSHPLUS -> pushplus(config, note, out);
                case SERVERCHAN -> {
                    text(out, "title", TextPieces.line(note.heading(), SERVERCHAN_TITLE));
                    text(out, "desp", note.markdown() ? note.text() : note.text().replace("\n", "\n\n"));
                    text(out, "tags", String.join("|", note.options("tags")));
                }
                case WEBHOOK -> webhook(config, note, now, out);
                case DINGTALK_ROBOT -> dingtalk(note, out);
                case FEISHU_ROBOT -> feishu(config, note, now, out);
                case SLACK_WEBHOOK ->
                    text(out, "text", note.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
                case DISCORD_WEBHOOK -> {
                    text(out, "content", note.text());
                    inside(out, "allowed_mentions", () -> out.writeArrayPropertyStart("parse").writeEndArray());
                }
                case EMAIL -> throw new IllegalStateException("mail goes by SMTP");
            }
        });
    }

    /// Leaves out what is empty.
    private static void text(JsonGenerator out, String name, String value) {
        if (!value.isEmpty()) {
            out.writeStringProperty(name, value);
        }
    }

    private static void inside(JsonGenerator out, String name, Runnable content) {
        out.writeObjectPropertyStart(name);
        content.run();
        out.writeEndObject();
    }

    private static String own(NotifyConfig config, Note note) {
        String asked = priority(config, note);
        return PRIORITIES.get(config.service()).getOrDefault(asked, asked.equals("normal") ? "" : asked);
    }

    private static void number(JsonGenerator out, String name, String value) {
        if (value.matches("\\d{1,2}")) {
            out.writeNumberProperty(name, Integer.parseInt(value));
        }
    }

    private static void bark(NotifyConfig config, Note note, JsonGenerator out) {
        text(out, "device_key", note.address().isEmpty() ? config.key() : note.address());
        text(out, "title", note.title());
        text(out, note.markdown() ? "markdown" : "body", note.text());
        text(out, "level", own(config, note));
        for (String name : List.of("subtitle", "sound", "icon", "group", "call", "copy")) {
            text(out, name, note.option(name));
        }
        text(out, "url", note.option("url").isEmpty() ? note.link() : note.option("url"));
        text(out, "id", note.id());
    }

    private static void ntfy(NotifyConfig config, Note note, JsonGenerator out) {
        if (!TOPIC.matcher(note.address()).matches()) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET, "'" + note.address()
                    + "' is no topic of ntfy (1 to 64 letters, digits, '-' and '_'); name one, or set config.to. Nothing was sent");
        }
        text(out, "topic", note.address());
        text(out, "title", note.title());
        text(out, "message", note.text());
        if (note.markdown()) {
            out.writeBooleanProperty("markdown", true);
        }
        number(out, "priority", own(config, note));
        List<String> tags = note.options("tags");
        if (!tags.isEmpty()) {
            out.writeArrayPropertyStart("tags");
            tags.forEach(out::writeString);
            out.writeEndArray();
        }
        text(out, "click", note.option("url"));
        text(out, "icon", note.option("icon"));
        text(out, "attach", note.link());
    }

    private static void gotify(NotifyConfig config, Note note, JsonGenerator out) {
        text(out, "title", note.title());
        text(out, "message", note.text());
        number(out, "priority", own(config, note));
        String click = note.option("url").isEmpty() ? note.link() : note.option("url");
        inside(out, "extras", () -> {
            if (note.markdown()) {
                inside(out, "client::display", () -> text(out, "contentType", "text/markdown"));
            }
            if (!click.isEmpty()) {
                inside(out, "client::notification", () -> inside(out, "click", () -> text(out, "url", click)));
            }
        });
    }

    private static void pushplus(NotifyConfig config, Note note, JsonGenerator out) {
        text(out, "token", config.key());
        text(out, "title", note.heading());
        text(out, "content", note.text());
        text(out, "template", note.markdown() ? "markdown" : "txt");
        boolean person = !note.message().target().userId().isEmpty() && !note.message().target().userId().equals("default");
        text(out, person ? "to" : "topic", note.address());
    }

    private static void dingtalk(Note note, JsonGenerator out) {
        if (note.markdown()) {
            text(out, "msgtype", "markdown");
            inside(out, "markdown", () -> {
                text(out, "title", note.heading());
                text(out, "text", note.text());
            });
        } else {
            text(out, "msgtype", "text");
            inside(out, "text", () -> text(out, "content", note.text()));
        }
    }

    private static void feishu(NotifyConfig config, Note note, Instant now, JsonGenerator out) {
        if (!config.secret().isEmpty()) {
            String time = Long.toString(now.getEpochSecond());
            text(out, "timestamp", time);
            text(out, "sign", Signatures.base64(Signatures.hmacSha256(time + "\n" + config.secret(), "")));
        }
        if (!note.markdown()) {
            text(out, "msg_type", "text");
            inside(out, "content", () -> text(out, "text", note.text()));
            return;
        }
        text(out, "msg_type", "interactive");
        inside(out, "card", () -> {
            inside(out, "header", () -> inside(out, "title", () -> {
                text(out, "tag", "plain_text");
                text(out, "content", note.heading());
            }));
            out.writeArrayPropertyStart("elements");
            out.writeStartObject();
            text(out, "tag", "markdown");
            text(out, "content", note.text());
            out.writeEndObject();
            out.writeEndArray();
        });
    }
}
