package dev.botyard.adapters.web;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/// The settings of a web account.
///
/// @param title    the bot's name on the page
/// @param maxBytes the largest upload
/// @param history  messages kept per chat
record WebConfig(String title, long maxBytes, int history) {
    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.text("title", "Name of the bot").defaultsTo("Botyard")
                    .describedAs("What the chat page calls this account"),
            ConfigField.integer("max_upload_mb", "Largest upload in MiB").defaultsTo("50")
                    .describedAs("Files that people send from the page, 1 to 2000"),
            ConfigField.integer("history", "Messages kept per chat").defaultsTo("1000")
                    .describedAs("Older messages are forgotten, 10 to 100000"));

    static WebConfig of(AdapterConfig config) {
        List<String> problems = new ArrayList<>();
        int megabytes = within("max_upload_mb", config.integer("max_upload_mb"), 1, 2000, problems);
        int history = within("history", config.integer("history"), 10, 100_000, problems);
        if (!problems.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, String.join("; ", problems));
        }
        String title = config.text("title");
        return new WebConfig(title.isBlank() ? "Botyard" : title, megabytes * 1024L * 1024L, history);
    }

    private static int within(String key, int value, int least, int most, List<String> problems) {
        if (value < least || value > most) {
            problems.add("'" + key + "' must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
