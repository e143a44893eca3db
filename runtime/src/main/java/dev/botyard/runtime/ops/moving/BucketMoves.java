package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.ops.moving.MoveReport.MovedBucket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Values on their way into the buckets of a home.
final class BucketMoves {
    /// Well below what one request may have.
    private static final int PIECE = 256 << 10;

    private final HomeBuckets home;
    private final Map<String, Map<String, String>> there = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> coming = new TreeMap<>();
    private final List<String> contradictions = new ArrayList<>();

    BucketMoves(HomeBuckets home) {
        this.home = home;
        new String(home.export(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).forEach(line -> {
            JsonNode value = Json.MAPPER.readTree(line);
            there.computeIfAbsent(value.path("bucket").stringValue(""), _ -> new LinkedHashMap<>())
                    .put(value.path("key").stringValue(""), value.path("value").stringValue(""));
        });
    }

    /// @param from the file, for sentences
    void add(Buckets.Value value, String from) {
        String first = coming.computeIfAbsent(value.bucket(), _ -> new TreeMap<>()).putIfAbsent(value.key(), value.value());
        if (first != null && !first.equals(value.value())) {
            contradictions.add(from + ": has another value for " + value.key() + " in " + value.bucket()
                    + " than a file or line before it, which counts");
        }
    }

    List<String> contradictions() {
        return contradictions;
    }

    /// Whether there will be a value.
    boolean has(String bucket, String key) {
        return !there.getOrDefault(bucket, Map.of()).getOrDefault(key, "").isEmpty()
                || coming.getOrDefault(bucket, Map.of()).containsKey(key);
    }

    List<MovedBucket> report() {
        List<MovedBucket> report = new ArrayList<>();
        coming.forEach((bucket, values) -> {
            Map<String, String> now = there.getOrDefault(bucket, Map.of());
            List<String> kept = values.keySet().stream()
                    .filter(key -> now.containsKey(key) && !now.get(key).equals(values.get(key))).toList();
            int added = (int) values.keySet().stream().filter(key -> !now.containsKey(key)).count();
            report.add(new MovedBucket(bucket, values.size(), added, values.size() - added - kept.size(), kept));
        });
        return report;
    }

    /// Adds what the home does not have.
    void apply() {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        coming.forEach((bucket, values) -> values.forEach((key, value) -> {
            if (!there.getOrDefault(bucket, Map.of()).containsKey(key)) {
                piece.writeBytes(Json.MAPPER.writeValueAsBytes(Map.of("bucket", bucket, "key", key, "value", value)));
                piece.write('\n');
                if (piece.size() > PIECE) {
                    home.add(piece.toByteArray());
                    piece.reset();
                }
            }
        }));
        if (piece.size() > 0) {
            home.add(piece.toByteArray());
        }
    }
}
