package dev.botyard.runtime.script.rule;

/// A text that can be read a limited number of times. Confined to one attempt.
final class BudgetedText implements CharSequence {
    private final String text;
    private int left;

    BudgetedText(String text, int reads) {
        this.text = text;
        this.left = reads;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw BudgetExceededException.TOO_LONG;
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
