package dev.botyard.runtime.script.library;

import java.util.ArrayList;
import java.util.List;

/// What is other in one text than in another, line by line, in the unified form. Bounded: texts in which too much is other are told as
/// wholly other between their common ends.
public final class LineDiff {
    private static final int CONTEXT = 3;
    private static final long MOST_CELLS = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Step> steps = new ArrayList<>();

    private LineDiff(String before, String after) {
        this.before = lines(before);
        this.after = lines(after);
    }

    /// @param mark ' ' for a line of both, '-' for one of before, '+' for one of after
    private record Step(char mark, String line) {}

    /// Hunks with three lines around each change; `""` where nothing is other.
    public static String of(String before, String after) {
        LineDiff diff = new LineDiff(before, after);
        diff.compare();
        return diff.hunks();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\\r\\n|\\r|\\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private void compare() {
        int head = 0;
        int least = Math.min(before.size(), after.size());
        while (head < least && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        before.subList(0, head).forEach(line -> steps.add(new Step(' ', line)));
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        before.subList(before.size() - tail, before.size()).forEach(line -> steps.add(new Step(' ', line)));
    }

    private void middle(List<String> old, List<String> fresh) {
        if ((long) old.size() * fresh.size() > MOST_CELLS) {
            old.forEach(line -> steps.add(new Step('-', line)));
            fresh.forEach(line -> steps.add(new Step('+', line)));
            return;
        }
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                steps.add(new Step(' ', old.get(i++)));
                j++;
            } else if (i < old.size() && (j == fresh.size() || common[i + 1][j] >= common[i][j + 1])) {
                steps.add(new Step('-', old.get(i++)));
            } else {
                steps.add(new Step('+', fresh.get(j++)));
            }
        }
    }

    private String hunks() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < steps.size()) {
            int change = at;
            while (change < steps.size() && steps.get(change).mark() == ' ') {
                change++;
            }
            if (change == steps.size()) {
                break;
            }
            int from = Math.max(at, change - CONTEXT);
            int to = change;
            for (int next = change; next < steps.size() && next <= to + 2 * CONTEXT; next++) {
                to = steps.get(next).mark() == ' ' ? to : next;
            }
            to = Math.min(steps.size(), to + CONTEXT + 1);
            hunk(text, from, to);
            at = to;
        }
        return text.toString();
    }

    private void hunk(StringBuilder text, int from, int to) {
        text.append("@@ -").append(1 + count('+', 0, from)).append(',').append(count('+', from, to)).append(" +")
                .append(1 + count('-', 0, from)).append(',').append(count('-', from, to)).append(" @@\n");
        steps.subList(from, to).forEach(step -> text.append(step.mark()).append(step.line()).append('\n'));
    }

    /// Steps that are lines of the one text.
    private long count(char other, int from, int to) {
        return steps.subList(from, to).stream().filter(step -> step.mark() != other).count();
    }
}
