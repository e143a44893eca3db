package dev.botyard.runtime.cli;

import dev.botyard.runtime.worker.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/// Prints for people and for programs.
final class Output {
    private final PrintWriter out;

    Output(CommandSpec spec) {
        out = spec.commandLine().getOut();
    }

    void line(String text) {
        out.println(text);
    }

    void json(JsonNode node) {
        out.println(Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node));
    }

    /// A table with these members of each object.
    void table(JsonNode rows, String... columns) {
        List<String[]> cells = new ArrayList<>();
        cells.add(columns);
        for (JsonNode row : rows) {
            String[] line = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                JsonNode value = row.path(columns[i]);
                line[i] = value.isNull() || value.isMissingNode()
                        ? ""
                        : value.isString() ? value.stringValue() : value.toString();
            }
            cells.add(line);
        }
        int[] widths = new int[columns.length];
        cells.forEach(line -> {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        });
        for (String[] line : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                text.append(i == line.length - 1 ? line[i] : line[i] + " ".repeat(widths[i] - line[i].length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
