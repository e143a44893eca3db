package dev.botyard.runtime.script.rule;

/// A rule that can never match because it does not compile. The message is a sentence for the plugin's author.
public final class InvalidRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidRuleException(String message) {
        super(message);
    }
}
