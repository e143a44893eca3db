package dev.botyard.runtime.infra.store;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Buckets as JSON lines.
final class BucketLines {
    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final int PAGE = 500;

    private BucketLines() {}

    /// Pages through the table, so that a slow stream neither holds a database thread nor needs all values in memory.
    static long write(Store store, String bucket, OutputStream out) {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        long count = 0;
        Line last = new Line("", "", "");
        try {
            while (true) {
                Line from = last;
                List<Line> page = store.read(session -> session.list(
                        "select name, key, value from bucket where (name, key) > (?, ?) and (? = '' or name = ?)"
                                + " order by name, key limit " + PAGE,
                        row -> new Line(row.getString(1), row.getString(2), row.getString(3)), from.bucket(), from.key(),
                        bucket, bucket));
                for (Line line : page) {
                    writer.write(JSON.writeValueAsString(line));
                    writer.write('\n');
                    count++;
                }
                if (page.size() < PAGE) {
                    writer.flush();
                    return count;
                }
                last = page.getLast();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The export stopped after " + count + " values: " + failure.getMessage(), failure);
        }
    }

    static List<Line> read(InputStream in) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (!text.isBlank()) {
                    lines.add(parse(text, number));
                }
            }
            return lines;
        } catch (CharacterCodingException _) {
            throw new IllegalArgumentException(
                    "Line " + (number + 1) + " or one soon after it is not UTF-8 text. Nothing was imported.");
        } catch (IOException failure) {
            throw new UncheckedIOException("The import cannot be read after line " + number + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static Line parse(String text, int number) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException broken) {
            throw bad(number, "is not valid JSON (" + broken.getOriginalMessage() + ")");
        }
        if (!node.isObject()) {
            throw bad(number, "is not a JSON object");
        }
        String bucket = field(node, "bucket", number);
        try {
            BucketName.check(bucket);
        } catch (IllegalArgumentException invalid) {
            throw bad(number, "has a wrong bucket. " + invalid.getMessage());
        }
        return new Line(bucket, field(node, "key", number), field(node, "value", number));
    }

    private static String field(JsonNode node, String name, int number) {
        JsonNode field = node.get(name);
        if (field == null || !field.isString()) {
            throw bad(number, "needs the text \"" + name + "\"");
        }
        return field.stringValue();
    }

    private static IllegalArgumentException bad(int number, String what) {
        return new IllegalArgumentException(
                "Line " + number + " " + what + (what.endsWith(".") ? "" : ".") + " Nothing was imported.");
    }

    record Line(String bucket, String key, String value) {}
}
