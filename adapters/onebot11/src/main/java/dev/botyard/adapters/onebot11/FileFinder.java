package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.adapters.onebot11.wire.WireId;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Finds media that a message only named: implementations have a call per kind, and each has others of them. Confined to one thread.
final class FileFinder {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OneBotClient client;
    private final Map<String, String> facts;
    private final List<String> refusals = new ArrayList<>();

    FileFinder(OneBotClient client, Map<String, String> facts) {
        this.client = client;
        this.facts = facts;
    }

    /// @throws AdapterException `MEDIA` when no call knows it, naming what each answered
    Media find(String type) throws InterruptedException {
        for (Call call : calls(type)) {
            Optional<Media> found = ask(call);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AdapterException(ErrorKind.MEDIA, "the OneBot implementation does not give the " + type + " '" + fact("file")
                + "': " + (refusals.isEmpty() ? "the message says too little about it" : String.join("; ", refusals)));
    }

    private record Call(String action, Consumer<JsonGenerator> params) {}

    private List<Call> calls(String type) {
        List<Call> calls = new ArrayList<>();
        if (type.equals("image")) {
            calls.add(new Call("get_image", this::file));
        } else if (type.equals("voice")) {
            calls.add(new Call("get_record", out -> {
                file(out);
                out.writeStringProperty("out_format", "mp3");
            }));
        } else if (!fact("file_id").isEmpty() || !fact("id").isEmpty()) {
            calls.add(fact("group_id").isEmpty()
                    ? new Call("get_private_file_url", this::sharedFile)
                    : new Call("get_group_file_url", this::sharedFile));
        }
        calls.add(new Call("get_file", this::file));
        return calls;
    }

    private void file(JsonGenerator out) {
        if (!fact("file").isEmpty()) {
            out.writeStringProperty("file", fact("file"));
        }
        if (!fact("file_id").isEmpty()) {
            out.writeStringProperty("file_id", fact("file_id"));
        }
    }

    private void sharedFile(JsonGenerator out) {
        out.writeStringProperty("file_id", fact("file_id").isEmpty() ? fact("id") : fact("file_id"));
        for (String key : new String[]{"group_id", "user_id", "busid"}) {
            if (!fact(key).isEmpty()) {
                WireId.write(out, key, fact(key));
            }
        }
    }

    private String fact(String key) {
        return facts.getOrDefault(key, "");
    }

    private Optional<Media> ask(Call call) throws InterruptedException {
        try {
            Answer answer = client.call(call.action(), call.params(), PATIENCE);
            Optional<Media> found = media(answer.data());
            if (found.isEmpty()) {
                refusals.add(call.action() + " named no place");
            }
            return found;
        } catch (AdapterException refused) {
            if (refused.kind() == ErrorKind.COMMUNICATION || refused.kind() == ErrorKind.UNKNOWN_OUTCOME) {
                throw refused;
            }
            refusals.add(refused.getMessage());
            return Optional.empty();
        }
    }

    /// An address first, then the bytes, and a path of the peer's disk last: the host can read it only where they share it.
    private Optional<Media> media(JsonNode data) {
        String url = Json.text(data, "url");
        String base64 = Json.text(data, "base64");
        String file = Json.text(data, "file");
        String source = web(url)
                ? url
                : !base64.isEmpty() ? "base64://" + base64 : web(file) ? file : !file.isEmpty() ? path(file) : path(url);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        String name = Json.text(data, "file_name");
        return Optional.of(Media.reference(source, name.isEmpty() ? fact("name") : name, "", size(data), facts));
    }

    private static boolean web(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    private static String path(String text) {
        return text.regionMatches(true, 0, "file://", 0, 7) ? text.substring("file://".length()) : text;
    }

    private static long size(JsonNode data) {
        String size = Json.text(data, "file_size");
        return !size.isEmpty() && size.length() <= 18 && size.chars().allMatch(Character::isDigit) ? Long.parseLong(size) : -1;
    }
}
