package dev.botyard.adapters.web.wire;

/// Somebody a person at the page can speak as.
public record User(String id, String name) {
    public User {
        id = Wire.text(id);
        name = Wire.text(name);
    }
}
