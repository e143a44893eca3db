package dev.botyard.runtime.infra.json;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.infra.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// How resources look to the outside: each is one record, and this writes it for the API, the event stream, the store and the commands alike.
///
/// Keys are in snake case in the order of the record, times are ISO texts, durations milliseconds, enums their label, paths as they are
/// spelled. Thread-safe.
public final class Shown {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    /// For whoever asks how a record is written; everybody else calls the methods.
    public static final JsonMapper MAPPER = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new Labels())
            .addModule(new SimpleModule().addSerializer(new Millis()).addDeserializer(Duration.class, new MillisRead())
                    .addSerializer(new PathText()))
            .build();

    private Shown() {}

    /// As JSON text.
    public static String text(Object resource) {
        return MAPPER.writeValueAsString(resource);
    }

    /// As JSON text for a person, whose language the host's sentences in it have.
    ///
    /// @see Sentence
    public static String text(Object resource, Words words) {
        return words.english() ? text(resource) : MAPPER.writer().withAttribute(Words.class, words).writeValueAsString(resource);
    }

    /// As a tree.
    public static JsonNode tree(Object resource) {
        return MAPPER.valueToTree(resource);
    }

    /// As a map, for what grows by keys that are not ours.
    public static Map<String, Object> map(Object resource) {
        return MAPPER.convertValue(resource, OBJECT);
    }

    /// As maps, lists, text and numbers.
    public static Object plain(Object resource) {
        return MAPPER.convertValue(resource, Object.class);
    }

    /// A record that was written by [#text], by this version or an older one: what is missing is null, zero or empty.
    public static <T> T read(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }

    /// What an enum is called outside: as it says itself, else its name in lower case.
    public static String label(Enum<?> value) {
        return value instanceof Labelled labelled ? labelled.label() : value.name().toLowerCase(Locale.ROOT);
    }

    /// Asked once for each type.
    private static final class Labels extends JacksonAnnotationIntrospector {
        @Override
        public Object findSerializer(MapperConfig<?> config, Annotated member) {
            return member.hasAnnotation(Sentence.class) ? new SentenceText() : super.findSerializer(config, member);
        }

        @Override
        public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {
            for (int index = 0; index < values.length; index++) {
                names[index] = label(values[index]);
            }
            return names;
        }
    }

    /// A sentence or several, in the language that the writer was given, if it was given one.
    private static final class SentenceText extends StdSerializer<Object> {
        SentenceText() {
            super(Object.class);
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializationContext context) {
            out.writePOJO(context.getAttribute(Words.class) instanceof Words words ? spoken(value, words) : value);
        }

        private static Object spoken(Object value, Words words) {
            return switch (value) {
                case String text -> words.say(text);
                case Collection<?> several -> several.stream().map(one -> spoken(one, words)).toList();
                case Map<?, ?> named -> {
                    Map<Object, Object> all = new LinkedHashMap<>();
                    named.forEach((key, one) -> all.put(key, spoken(one, words)));
                    yield all;
                }
                default -> value;
            };
        }
    }

    private static final class Millis extends StdSerializer<Duration> {
        Millis() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(value.toNanos() / 1_000 / 1_000.0);
        }
    }

    private static final class MillisRead extends StdDeserializer<Duration> {
        MillisRead() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) {
            return Duration.ofNanos(Math.round(in.getDoubleValue() * 1_000_000));
        }
    }

    private static final class PathText extends StdSerializer<Path> {
        PathText() {
            super(Path.class);
        }

        @Override
        public void serialize(Path value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
        }
    }
}
