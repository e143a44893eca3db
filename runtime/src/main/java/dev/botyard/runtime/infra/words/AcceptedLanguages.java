package dev.botyard.runtime.infra.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Reads `Accept-Language`.
final class AcceptedLanguages {
    private static final int MOST = 16;
    private static final Pattern WEIGHT = Pattern.compile("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

    private AcceptedLanguages() {}

    private record Range(String tag, double weight) {}

    /// The tags, the dearest first; those of one weight in their order. What is written wrongly, or refused with the weight 0, is left out.
    static List<String> of(String header) {
        List<Range> ranges = new ArrayList<>();
        for (String part : header.split(",", MOST + 1)) {
            String[] pieces = part.split(";", 2);
            double weight = pieces.length == 1 ? 1 : weight(pieces[1]);
            if (weight > 0 && ranges.size() < MOST) {
                ranges.add(new Range(pieces[0].strip(), weight));
            }
        }
        return ranges.stream().sorted(Comparator.comparingDouble(Range::weight).reversed()).map(Range::tag).toList();
    }

    private static double weight(String parameter) {
        String written = parameter.replace(" ", "").replace("\t", "");
        return WEIGHT.matcher(written).matches() ? Double.parseDouble(written.substring(2)) : 0;
    }
}
