package dev.botyard.runtime.config;

import java.util.List;

/// What a file says and what is wrong with it. Where a key is wrong, `value` carries the default.
public record Reading<T>(T value, List<ConfigProblem> problems) {
    public Reading {
        problems = List.copyOf(problems);
    }

    public boolean ok() {
        return problems.isEmpty();
    }
}
