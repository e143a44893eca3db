package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.script.worker.CallException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What a script says of a schedule, in the order and the types that it is kept in. Only what was given is there: null leaves a field as it
/// is, and empty text clears it. With its marks.
final class CronFields {
    /// As the arguments of `addCron` follow one another.
    private static final List<String> ORDER = List.of("cron", "isOnce", "cmd", "isToSelf", "toOthers", "memo", "disguiseImtype",
            "disguiseGroup", "disguiseUser");
    private static final List<String> TRUTHS = List.of("isOnce", "isToSelf");

    private CronFields() {}

    static Map<String, Object> read(Params params) {
        JsonNode given = params.given().node().path("fields");
        // All of them as one object, in the place of the first.
        JsonNode fields = given.path("cron").isObject() ? given.path("cron") : given;
        if (!fields.isObject()) {
            throw CallException.invalid("fields must be an object");
        }
        Map<String, JsonNode> placed = placed(fields);
        Map<String, Object> read = new LinkedHashMap<>();
        placed.forEach((name, value) -> {
            if (!value.isNull() && !value.isMissingNode()) {
                read.put(name, TRUTHS.contains(name) ? Arguments.flag(value) : text(name, value));
            }
        });
        return read;
    }

    /// Text in the place of `isOnce` is autMan's order, which lacks it: what follows stands one place to the left.
    private static Map<String, JsonNode> placed(JsonNode fields) {
        boolean shifted = fields.path("isOnce").isString()
                && !fields.path("isOnce").stringValue().strip().matches("(?i)|true|false|0|1");
        boolean alone = shifted && !fields.hasNonNull("cmd");
        Map<String, JsonNode> placed = new LinkedHashMap<>();
        for (int place = 0; place < ORDER.size(); place++) {
            boolean moves = shifted && place > 0 && (!alone || place == 2);
            placed.put(ORDER.get(place), fields.path(ORDER.get(moves ? place - 1 : place)));
        }
        if (shifted) {
            placed.put("isOnce", MissingNode.getInstance());
        }
        return placed;
    }

    private static String text(String name, JsonNode value) {
        if (value.isObject()) {
            throw CallException.invalid(name + " must be text, not an object");
        }
        return value.isArray()
                ? value.valueStream().map(Arguments::scalar).collect(Collectors.joining(","))
                : Arguments.scalar(value);
    }
}
