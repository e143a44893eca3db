package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.BucketName;
import dev.botyard.runtime.infra.store.Buckets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads buckets from what other hosts export: rows with bucket, key and value, or buckets with their keys, as JSON, JSON lines or CSV.
final class BucketExport {
    private static final List<String> BUCKET = List.of("bucket", "bucketname", "bucket_name", "桶");
    private static final List<String> KEY = List.of("key", "k", "键");
    private static final List<String> VALUE = List.of("value", "val", "v", "值");
    /// Where a file is one bucket and bears its name.
    private static final Set<String> FOLDERS = Set.of("bucket", "buckets", "export", "exports");
    private static final String EXPECTED = "is no export of buckets; expected {\"bucket\": {\"key\": \"value\"}}, or rows with bucket,"
            + " key and value";

    private final String own;
    private final boolean oneBucket;
    private final List<Buckets.Value> values = new ArrayList<>();

    private BucketExport(Path file) {
        own = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        oneBucket = FOLDERS.contains(file.getParent().getFileName().toString().toLowerCase(Locale.ROOT));
    }

    /// @throws IOException with the end of a sentence that begins with the file's name
    static List<Buckets.Value> read(Path file) throws IOException {
        BucketExport export = new BucketExport(file);
        String text = FileText.of(file);
        try {
            if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                export.csv(CsvRows.of(text));
            } else {
                export.json(text);
            }
        } catch (IllegalArgumentException wrong) {
            throw new IOException(wrong.getMessage(), wrong);
        }
        return export.values;
    }

    private void json(String text) {
        JsonNode whole;
        try {
            whole = Json.MAPPER.readTree(text);
        } catch (JacksonException notOne) {
            lines(text);
            return;
        }
        if (whole.isObject() && text.strip().lines().skip(1).anyMatch(line -> line.startsWith("{"))) {
            lines(text);
        } else {
            whole(unwrapped(whole));
        }
    }

    private void lines(String text) {
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            if (!line.isBlank()) {
                try {
                    row(Json.MAPPER.readTree(line));
                } catch (JacksonException broken) {
                    throw new IllegalArgumentException("line " + number + " is not valid JSON");
                }
            }
        }
    }

    /// An answer of a host's API has its data in a member.
    private static JsonNode unwrapped(JsonNode whole) {
        for (String name : List.of("data", "buckets", "values")) {
            JsonNode inner = whole.path(name);
            if (inner.isArray() || inner.isObject() && !inner.isEmpty() && inner.valueStream().allMatch(JsonNode::isObject)) {
                return inner;
            }
        }
        return whole;
    }

    private void whole(JsonNode whole) {
        if (whole.isArray()) {
            whole.forEach(this::row);
        } else if (whole.isObject() && !member(whole, KEY).isMissingNode() && !member(whole, VALUE).isMissingNode()) {
            row(whole);
        } else if (whole.isObject() && !whole.isEmpty() && whole.valueStream().allMatch(JsonNode::isObject)) {
            whole.properties().forEach(bucket -> bucket.getValue().properties()
                    .forEach(value -> add(bucket.getKey(), value.getKey(), text(value.getValue()))));
        } else if (whole.isObject() && oneBucket) {
            whole.properties().forEach(value -> add(own, value.getKey(), text(value.getValue())));
        } else {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    private void row(JsonNode row) {
        JsonNode key = member(row, KEY);
        JsonNode value = member(row, VALUE);
        if (!row.isObject() || key.isMissingNode() || value.isMissingNode()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        JsonNode bucket = member(row, BUCKET);
        add(bucket.isMissingNode() ? own : text(bucket), text(key), text(value));
    }

    private static JsonNode member(JsonNode object, List<String> names) {
        return object.properties().stream().filter(member -> names.contains(member.getKey().toLowerCase(Locale.ROOT)))
                .map(member -> member.getValue()).findFirst().orElse(Json.MAPPER.missingNode());
    }

    /// Buckets hold text, and nothing is the same as no text.
    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
    }

    private void csv(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> head = rows.getFirst().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
        int bucket = column(head, BUCKET);
        int key = column(head, KEY);
        int value = column(head, VALUE);
        if (key < 0 || value < 0) {
            throw new IllegalArgumentException(
                    "is no export of buckets; its first line must name the columns bucket, key and value");
        }
        for (List<String> row : rows.subList(1, rows.size())) {
            add(bucket < 0 ? own : cell(row, bucket), cell(row, key), cell(row, value));
        }
    }

    private static int column(List<String> head, List<String> names) {
        return head.indexOf(head.stream().filter(names::contains).findFirst().orElse(""));
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }

    private void add(String bucket, String key, String value) {
        if (!value.isEmpty()) {
            values.add(new Buckets.Value(BucketName.check(bucket), key, value));
        }
    }
}
