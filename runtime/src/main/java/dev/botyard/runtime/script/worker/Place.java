package dev.botyard.runtime.script.worker;

/// Where a run is executed, as the run sees it.
public interface Place {
    /// Of a run that no worker has yet.
    Place NOWHERE = new Place() {
        @Override
        public void waits() {
            // It holds nothing.
        }

        @Override
        public void goesOn() {
            // It holds nothing.
        }
    };

    /// At least one of its calls waits for people now.
    void waits();

    /// None of its calls waits any more.
    void goesOn();
}
