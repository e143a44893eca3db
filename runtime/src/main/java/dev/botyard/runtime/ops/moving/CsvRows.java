package dev.botyard.runtime.ops.moving;

import java.util.ArrayList;
import java.util.List;

/// Rows of a CSV text (RFC 4180), with commas, semicolons or tabs as its first line has them.
final class CsvRows {
    private CsvRows() {}

    static List<List<String>> of(String text) {
        char between = separator(text);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (quoted) {
                boolean twice = sign == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (sign != '"' || twice) {
                    cell.append(sign);
                    i += twice ? 1 : 0;
                } else {
                    quoted = false;
                }
            } else if (sign == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (sign == between) {
                row.add(take(cell));
            } else if (sign == '\n') {
                row.add(take(cell));
                rows.add(row);
                row = new ArrayList<>();
            } else if (sign != '\r') {
                cell.append(sign);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(take(cell));
            rows.add(row);
        }
        rows.removeIf(cells -> cells.stream().allMatch(String::isBlank));
        return rows;
    }

    private static String take(StringBuilder cell) {
        String text = cell.toString();
        cell.setLength(0);
        return text;
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.indexOf('\t') >= 0 ? '\t' : first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }
}
