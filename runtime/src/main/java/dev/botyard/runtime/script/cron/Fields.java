package dev.botyard.runtime.script.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Six fields, read as a calendar without clock changes. Immutable.
///
/// Differs from the library in what people know from cron: when day and weekday are both given either of them is enough (a field that
/// begins with `*` is not given), and a step that is larger than its field stands for the first value.
final class Fields {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));
    private static final Pattern STEP = Pattern.compile("(\\*|\\d{1,2}|(\\d{1,2})-(\\d{1,2}))/(\\d{1,9})");
    private static final int[] LOWEST = {0, 0, 0, 1, 1, 0};
    private static final int[] HIGHEST = {59, 59, 23, 31, 12, 7};
    private static final int HOUR = 2;
    private static final int DAY = 3;
    private static final int WEEKDAY = 5;

    private final List<ExecutionTime> alternatives;
    private final boolean hourGiven;
    private final boolean repeating;

    /// @param fields six, seconds first
    /// @throws IllegalArgumentException with a sentence of the library
    Fields(String[] fields) {
        String[] portable = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            portable[i] = withoutLargeSteps(fields[i].replace('?', '*'), i);
        }
        hourGiven = !repeats(fields[HOUR]);
        repeating = repeats(fields[0]) || repeats(fields[1]) || !hourGiven;
        if (portable[DAY].startsWith("*") || portable[WEEKDAY].startsWith("*")) {
            alternatives = List.of(read(portable));
        } else {
            alternatives = List.of(read(without(portable, WEEKDAY)), read(without(portable, DAY)));
        }
    }

    private static boolean repeats(String field) {
        return field.contains("*") || field.contains("/") || field.contains("?");
    }

    private static String[] without(String[] fields, int field) {
        String[] copy = fields.clone();
        copy[field] = "*";
        return copy;
    }

    private static ExecutionTime read(String[] fields) {
        return ExecutionTime.forCron(PARSER.parse(String.join(" ", fields)));
    }

    private static String withoutLargeSteps(String field, int index) {
        List<String> parts = new ArrayList<>();
        for (String part : field.split(",", -1)) {
            Matcher step = STEP.matcher(part);
            parts.add(step.matches() ? smaller(step, part, index) : part);
        }
        return String.join(",", parts);
    }

    private static String smaller(Matcher step, String part, int index) {
        String from = step.group(2) != null ? step.group(2) : step.group(1).equals("*") ? "" + LOWEST[index] : step.group(1);
        int last = step.group(3) == null ? HIGHEST[index] : Integer.parseInt(step.group(3));
        return Long.parseLong(step.group(4)) > last - Integer.parseInt(from) ? from : part;
    }

    /// Whether the hour is a number, so that a time inside a gap would otherwise not happen that day.
    boolean hourGiven() {
        return hourGiven;
    }

    /// Whether it goes on within a day, so that it goes on through both hours when clocks go back.
    boolean repeating() {
        return repeating;
    }

    Optional<LocalDateTime> after(LocalDateTime time) {
        return alternatives.stream().map(one -> one.nextExecution(time.atZone(ZoneOffset.UTC)).orElse(null))
                .filter(Objects::nonNull).map(found -> found.toLocalDateTime()).min(LocalDateTime::compareTo);
    }
}
