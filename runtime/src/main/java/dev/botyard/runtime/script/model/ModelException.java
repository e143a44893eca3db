package dev.botyard.runtime.script.model;

import dev.botyard.runtime.infra.json.Labelled;

/// No answer came from the model; the message says why and what to do, and holds no key.
public final class ModelException extends RuntimeException {
    private final Reason reason;

    ModelException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /// What kind of failure it was.
    public Reason reason() {
        return reason;
    }

    /// Stable words for scripts.
    public enum Reason implements Labelled {
        /// No model is set up.
        NO_MODEL("no_model"),
        /// The person has asked too often, or the endpoint wants a pause.
        RATE_LIMITED("rate_limited"),
        /// The endpoint refuses, so that asking again is of no use.
        REFUSED("rejected"),
        /// The endpoint could not be reached, or failed.
        FAILED("model_failed"),
        /// The question itself is wrong.
        INVALID("invalid_request");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /// The code of the error that a script gets.
        @Override
        public String label() {
            return code;
        }
    }
}
