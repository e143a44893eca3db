package dev.botyard.runtime.script.render;

/// What was drawn.
///
/// @param png  the file
/// @param note what is not as the script wanted it, `""` for nothing
public record Picture(byte[] png, String note) {}
