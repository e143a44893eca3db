package dev.botyard.runtime.net.access;

import java.util.List;

/// Where sessions outlive the process.
public interface SessionShelf {
    /// Keeps nothing.
    SessionShelf NONE = new SessionShelf() {
        @Override
        public List<Kept> all() {
            return List.of();
        }

        @Override
        public void put(Kept kept) {}

        @Override
        public void remove(String id) {}
    };

    /// @param proof shows that a browser's secret is the right one
    /// @param mark  of the admin token that it was opened under
    record Kept(OperatorSession session, String proof, String mark) {
        @Override
        public String toString() {
            return "Kept[" + session.id() + "]";
        }
    }

    List<Kept> all();

    void put(Kept kept);

    void remove(String id);
}
