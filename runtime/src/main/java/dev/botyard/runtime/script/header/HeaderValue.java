package dev.botyard.runtime.script.header;

/// A value and the line, counted from 1, that it stands on.
public record HeaderValue(int line, String text) {}
