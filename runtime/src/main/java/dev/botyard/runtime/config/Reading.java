package dev.botyard.runtime.config;

import java.util.Comparator;
import java.util.List;

/// What a file says and what is wrong with it, in the order of its lines. Where a key is wrong, `value` carries the default.
public record Reading<T>(T value, List<ConfigProblem> problems) {
    public Reading {
        problems = problems.stream().sorted(Comparator.comparingInt(ConfigProblem::line)).toList();
    }

    public boolean ok() {
        return problems.isEmpty();
    }
}
