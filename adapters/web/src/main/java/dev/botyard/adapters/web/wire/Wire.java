package dev.botyard.adapters.web.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON of the page and the journal: what is empty, zero or false is left out.
public final class Wire {
    private static final Pattern ID = Pattern.compile("[^\\s\\p{Cntrl}/\\\\<>\"]{1,64}");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_DEFAULT)
                    .withContentInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private Wire() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// @throws tools.jackson.core.JacksonException when `json` is not JSON of that shape
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /// Whether `text` can be the id of a user or a group.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static String text(String value) {
        return value == null ? "" : value;
    }

    static <T> List<T> list(List<T> value) {
        return value == null ? List.of() : List.copyOf(value);
    }
}
