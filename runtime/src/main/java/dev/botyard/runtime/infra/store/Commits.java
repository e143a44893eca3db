package dev.botyard.runtime.infra.store;

/// How the writer's transactions become lasting. Used by one thread.
interface Commits {

    /// Runs the step in a transaction; what it did holds when this returns, and nothing of it when this throws.
    void commit(Step step) throws Exception;

    /// May run several times; what it did before the last time was undone.
    @FunctionalInterface
    interface Step {
        void run(SqlSession session) throws Exception;
    }
}
