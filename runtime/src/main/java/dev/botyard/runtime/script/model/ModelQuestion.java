package dev.botyard.runtime.script.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a model is asked.
///
/// @param messages    at least one, the oldest first
/// @param model       its name, `""` for that of the settings
/// @param temperature 0 to 2, null for the model's own
/// @param maxTokens   how long the answer may be, 0 for the model's own
/// @param json        whether the answer must be a JSON object
/// @param timeout     how long to wait, null for that of the settings
public record ModelQuestion(List<Message> messages, String model, @Nullable Double temperature, int maxTokens, boolean json,
        @Nullable Duration timeout) {

    /// @param role    `system`, `user` or `assistant`
    /// @param content its text
    public record Message(String role, String content) {}

    /// One sentence of a person, and nothing else.
    public static ModelQuestion of(String prompt) {
        return new ModelQuestion(List.of(new Message("user", prompt)), "", null, 0, false, null);
    }

    Optional<Duration> limit() {
        return Optional.ofNullable(timeout);
    }
}
