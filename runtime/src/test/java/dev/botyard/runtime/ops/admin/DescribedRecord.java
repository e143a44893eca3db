package dev.botyard.runtime.ops.admin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botyard.runtime.infra.json.Shown;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Compares a schema of `openapi.json` with the record that is written.
final class DescribedRecord {
    private static final Map<Class<?>, String> PLAIN = Map.of(String.class, "string", Path.class, "string", Instant.class,
            "string",
            Duration.class, "number", boolean.class, "boolean", int.class, "integer", Integer.class, "integer", long.class,
            "integer",
            java.math.BigDecimal.class, "number");

    private final JsonNode document;
    private final List<String> differences = new ArrayList<>();

    DescribedRecord(JsonNode document) {
        this.document = document;
    }

    /// What is wrong with the schema of this name.
    List<String> differences(String name, Class<?> type) {
        object(name, document.at("/components/schemas/" + name), type);
        return differences;
    }

    private void object(String place, JsonNode schema, Class<?> type) {
        Map<String, Type> written = written(type);
        Map<String, JsonNode> described = properties(schema);
        if (!written.keySet().equals(described.keySet())) {
            Set<String> lacking = new TreeSet<>(written.keySet());
            lacking.removeAll(described.keySet());
            Set<String> invented = new TreeSet<>(described.keySet());
            invented.removeAll(written.keySet());
            differences.add(place + " lacks " + lacking + " and invents " + invented);
            return;
        }
        written.forEach((name, member) -> value(place + "." + name, described.get(name), member));
    }

    private void value(String place, JsonNode schema, Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (raw == Optional.class) {
                List<String> types = schema.path("type").valueStream().map(one -> one.stringValue("")).toList();
                if (!types.contains("null")) {
                    differences.add(place + " may be null");
                }
                value(place, types.size() < 2 ? schema : tree(schema.deepCopy()).put("type", types.getFirst()),
                        last);
            } else if (raw == List.class) {
                expect(place, "array", schema);
                value(place + "[]", schema.path("items"), last);
            } else {
                expect(place, "object", schema);
            }
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            expect(place, "string", schema);
            Set<String> labels = Arrays.stream(plain.getEnumConstants()).map(one -> Shown.label((Enum<?>) one))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> listed = schema.path("enum").valueStream().map(one -> one.stringValue(""))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!listed.isEmpty() && !listed.equals(labels)) {
                differences.add(place + " is one of " + labels + ", not of " + listed);
            }
        } else if (type instanceof Class<?> plain && PLAIN.containsKey(plain)) {
            expect(place, PLAIN.get(plain), schema);
        } else if (type == Object.class) {
            if (schema.has("type")) {
                differences.add(place + " may be anything");
            }
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            object(place, schema, plain);
        } else {
            differences.add(place + " has a type that this test does not know: " + type);
        }
    }

    private void expect(String place, String type, JsonNode schema) {
        JsonNode told = resolved(schema).path("type");
        if (!told.stringValue("").equals(type)) {
            differences.add(place + " is " + type + ", not " + told);
        }
    }

    private Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> all = new TreeMap<>();
        JsonNode resolved = resolved(schema);
        resolved.path("allOf").forEach(part -> all.putAll(properties(part)));
        resolved.path("properties").properties().forEach(member -> all.put(member.getKey(), member.getValue()));
        return all;
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").stringValue("").substring(1)) : schema;
    }

    private static tools.jackson.databind.node.ObjectNode tree(JsonNode node) {
        return (tools.jackson.databind.node.ObjectNode) node;
    }

    /// What [Shown] writes of a record, by name.
    private static Map<String, Type> written(Class<?> type) {
        Map<String, Type> members = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            AnnotatedElement known = component.getAccessor();
            if (known.isAnnotationPresent(JsonUnwrapped.class)) {
                members.putAll(written(component.getType()));
            } else if (!known.isAnnotationPresent(JsonIgnore.class)) {
                members.put(name(known, component.getName()), component.getGenericType());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonProperty.class) && !members.containsKey(name(method, method.getName()))) {
                members.put(name(method, method.getName()), method.getGenericReturnType());
            }
        }
        return members;
    }

    private static String name(AnnotatedElement member, String plain) {
        JsonProperty given = member.getAnnotation(JsonProperty.class);
        return given != null && !given.value().isEmpty()
                ? given.value()
                : plain.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
