package dev.botyard.acceptance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What each call comes to on each IM, as `cross/table.txt` says it: a column for each IM, a row for each case.
record CrossTable(List<String> ims, List<String> rows, Map<String, String> cells) {

    static CrossTable read() throws IOException, URISyntaxException {
        List<String> lines = Files.readAllLines(Yard.resource("cross/table.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        List<String> ims = List.of(lines.getFirst().strip().split(" +"));
        List<String> rows = new ArrayList<>();
        Map<String, String> cells = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.strip().split(" {2,}", 2);
            String row = parts[0].strip();
            rows.add(row);
            String[] columns = parts[1].strip().split(" +");
            if (columns.length != ims.size()) {
                throw new IllegalStateException(
                        "the row '" + row + "' has " + columns.length + " cells for " + ims.size() + " IMs");
            }
            for (int i = 0; i < columns.length; i++) {
                cells.put(row + " on " + ims.get(i), columns[i]);
            }
        }
        return new CrossTable(ims, rows, cells);
    }

    /// The table as the README of the adapters shows it.
    String markdown() {
        StringBuilder text = new StringBuilder("| |");
        ims.forEach(im -> text.append(" `").append(im).append("` |"));
        text.append("\n|---|").append("---|".repeat(ims.size())).append('\n');
        for (String row : rows) {
            text.append("| ").append(row).append(" |");
            ims.forEach(im -> text.append(' ').append(shown(cell(row, im))).append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String shown(String cell) {
        return switch (cell) {
            case "ok" -> "✓";
            case "-" -> "–";
            case "image", "voice", "video", "file", "text" -> "as " + cell;
            default -> "`" + cell + "`";
        };
    }

    String cell(String row, String im) {
        return cells.getOrDefault(row + " on " + im, "not in the table");
    }
}
