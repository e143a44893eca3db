package dev.botyard.runtime.script.rule;

/// Ends an attempt from inside the pattern engine, which offers no other way. Carries no stack, so that it is cheap.
final class BudgetExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final BudgetExceededException TOO_LONG = new BudgetExceededException(
            "it looked at characters more than " + Rule.BUDGET + " times");
    static final BudgetExceededException TOO_DEEP = new BudgetExceededException("it went back too deeply");

    private BudgetExceededException(String message) {
        super(message, null, false, false);
    }
}
