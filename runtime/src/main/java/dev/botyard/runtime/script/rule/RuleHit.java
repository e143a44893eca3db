package dev.botyard.runtime.script.rule;

import java.util.List;

/// A rule that matched.
///
/// @param captures from the first group on, "" for a group that took no part
public record RuleHit<T>(T payload, Rule rule, List<String> captures) {}
