package dev.botyard.runtime.script.rule;

/// Hears about rules that took too long. Called on the matching thread, once per rule and index.
@FunctionalInterface
public interface RuleBudgetListener<T> {
    /// @param reason why the attempt was given up, to follow "because"
    void gaveUp(T payload, Rule rule, String reason);
}
