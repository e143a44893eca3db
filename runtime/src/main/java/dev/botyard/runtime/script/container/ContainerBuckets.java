package dev.botyard.runtime.script.container;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.config.ContainerEntry;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.infra.store.Buckets.Value;
import dev.botyard.runtime.infra.store.HostState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Containers where scripts look for them: `qls` and `dds` with a key for each, and all of Qinglong in `qinglong`/`QLS`. Not thread-safe.
///
/// The file wins. What a script had stored in such a place moves to the bucket `….former` and comes back when the container is taken out;
/// entries of `QLS` that are other containers stay behind those of the file. What a script stores later stands until the next mirroring.
final class ContainerBuckets {
    private static final String FORMER = ".former";
    private static final String MARK = "container.bucket:";
    private static final Map<String, String> BY_KIND = Map.of("qinglong", "qls", "daidai", "dds");

    private final Buckets buckets;
    private final HostState marks;

    private record Place(String bucket, String key) {
        Place former() {
            return new Place(bucket + FORMER, key);
        }

        String mark() {
            return MARK + Json.MAPPER.writeValueAsString(List.of(bucket, key));
        }
    }

    private static final Place ALL = new Place("qinglong", "QLS");

    /// @param marks remembers, as a digest, what was written into which place
    ContainerBuckets(Buckets buckets, HostState marks) {
        this.buckets = buckets;
        this.marks = marks;
    }

    /// Makes the buckets say what the file says.
    void mirror(Collection<ContainerEntry> containers) {
        Map<Place, String> wanted = new LinkedHashMap<>();
        containers.forEach(one -> wanted.put(new Place(BY_KIND.get(one.kind()), one.name()), entry(one).toString()));
        List<ContainerEntry> qinglong = containers.stream().filter(one -> one.kind().equals("qinglong")).toList();
        if (!qinglong.isEmpty()) {
            wanted.put(ALL, list(qinglong));
        }
        marks.all(MARK).keySet().stream().map(ContainerBuckets::place).filter(place -> !wanted.containsKey(place))
                .forEach(this::release);
        wanted.forEach(this::take);
    }

    private static Place place(String mark) {
        JsonNode parts = Json.MAPPER.readTree(mark.substring(MARK.length()));
        return new Place(parts.path(0).stringValue(), parts.path(1).stringValue());
    }

    private void take(Place place, String value) {
        String present = get(place);
        List<Value> changes = new ArrayList<>();
        if (!present.isEmpty() && !present.equals(value) && !ours(place, present)) {
            changes.add(change(place.former(), present));
        }
        if (!present.equals(value)) {
            changes.add(change(place, value));
            buckets.change(changes);
        }
        marks.put(place.mark(), digest(value));
    }

    /// What a script has stored there since is the script's.
    private void release(Place place) {
        if (ours(place, get(place))) {
            buckets.change(List.of(change(place, get(place.former())), change(place.former(), "")));
        }
        marks.remove(place.mark());
    }

    /// The containers of the file, and behind them what else stood there.
    private String list(List<ContainerEntry> qinglong) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        qinglong.forEach(one -> list.add(entry(one)));
        String present = get(ALL);
        JsonNode others = read(ours(ALL, present) ? get(ALL.former()) : present);
        if (others != null && others.isArray()) {
            others.valueStream().filter(other -> qinglong.stream().noneMatch(one -> same(one, other))).forEach(list::add);
        }
        return list.toString();
    }

    private static boolean same(ContainerEntry one, JsonNode other) {
        return one.address().equals(other.path("host").asString("").strip().replaceFirst("/+$", ""))
                && one.clientId().equals(other.path("client_id").asString(""));
    }

    private static @Nullable JsonNode read(String text) {
        try {
            return text.isEmpty() ? null : Json.MAPPER.readTree(text);
        } catch (JacksonException _) {
            return null;
        }
    }

    private static ObjectNode entry(ContainerEntry one) {
        return Json.MAPPER.createObjectNode().put("host", one.address()).put("client_id", one.clientId())
                .put("client_secret", one.clientSecret()).put("name", one.title());
    }

    private boolean ours(Place place, String present) {
        return marks.get(place.mark()).filter(digest(present)::equals).isPresent();
    }

    private String get(Place place) {
        return buckets.get(place.bucket(), place.key());
    }

    private static Value change(Place place, String value) {
        return new Value(place.bucket(), place.key(), value);
    }

    /// The value itself is a secret, which the host's own notes need not hold.
    private static String digest(String value) {
        return Sha256.hex(value);
    }
}
