/// Decides which rules of plugins a message matches. [Rule] gives the meaning of one rule, [RuleIndex] finds the few out
/// of thousands that can match at all before any pattern runs. Patterns come from strangers, so each attempt has a budget
/// after which it counts as no match. Everything is immutable and safe on any thread.
package dev.botyard.runtime.script.rule;
