package dev.botyard.runtime.config;

/// What is written down. Immutable.
///
/// @param level  how much is logged
/// @param format how its lines are written
/// @param lines  how many of the last lines are kept in memory
/// @param runs   how many of the last runs are kept
public record LogSettings(String level, String format, int lines, int runs) {

    static LogSettings of(CheckedSettings checked) {
        return new LogSettings(checked.text("log.level"), checked.text("log.format"), checked.integer("log.lines"),
                checked.integer("log.runs"));
    }
}
