package dev.botyard.acceptance;

import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Whether what the host answers looks like a golden sample: the same members of the same kinds, whatever their values. Truths are equal; null
/// stands for any value; a list is as its first element. What a platform says besides is its own.
final class SameForm {
    private SameForm() {}

    /// What differs, in words; nothing when it fits.
    static Optional<String> difference(String path, JsonNode sample, JsonNode got) {
        if (sample.isNull() || got.isNull() || path.endsWith(".platform_payload")) {
            return Optional.empty();
        }
        if (sample.getNodeType() != got.getNodeType() || sample.isBoolean() && !sample.equals(got)) {
            return Optional.of(path + " is " + got + ", in the sample " + sample);
        }
        if (sample.isArray()) {
            return sample.isEmpty() != got.isEmpty()
                    ? Optional.of(path + " is " + got + ", in the sample " + sample)
                    : sample.isEmpty() ? Optional.empty() : difference(path + ".0", sample.get(0), got.get(0));
        }
        if (!sample.isObject()) {
            return Optional.empty();
        }
        TreeSet<String> wanted = new TreeSet<>(sample.propertyNames());
        TreeSet<String> names = new TreeSet<>(got.propertyNames());
        if (!wanted.equals(names)) {
            return Optional.of(path + " has " + names + ", in the sample " + wanted);
        }
        return wanted.stream().map(name -> difference(path + "." + name, sample.get(name), got.get(name)))
                .flatMap(Optional::stream).findFirst();
    }
}
