package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.words.Sentence;
import java.nio.file.Path;
import java.util.Comparator;

/// Something in a file that the operator has to change.
///
/// @param file    as it is shown, relative to the home folder where it lies inside
/// @param line    from 1; 0 when the whole file is meant
/// @param column  from 1; 0 when unknown
/// @param key     dotted, `""` for the whole file
/// @param message a sentence without the place
public record ConfigProblem(Path file, int line, int column, String key, @Sentence String message) {

    /// By file, then from top to bottom.
    public static final Comparator<ConfigProblem> BY_PLACE = Comparator.comparing(ConfigProblem::file)
            .thenComparingInt(ConfigProblem::line);

    public ConfigProblem(Path file, int line, String key, String message) {
        this(file, line, 0, key, message);
    }

    /// Without file and line: `config.port: expected a whole number, …`.
    public String atKey() {
        return (key.isEmpty() ? "" : key + ": ") + message;
    }

    /// For who gives values and does not see the file: without file and line, but with them where the file as a whole is wrong.
    public String forValues() {
        return key.isEmpty() ? toString() : atKey();
    }

    /// `botyard.yaml:3`.
    public String place() {
        return file + (line > 0 ? ":" + line : "");
    }

    /// `accounts/x.yaml:7: config.port: expected a whole number, …`.
    @Override
    public String toString() {
        return place() + ": " + atKey();
    }
}
