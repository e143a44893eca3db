package dev.botyard.adapters.web.wire;

/// A medium that the account keeps.
///
/// @param id   32 hexadecimal digits that nobody can guess
/// @param file its name in the media folder
/// @param name what people see
/// @param time milliseconds since 1970
public record Stored(String id, String file, String name, String mime, long size, long time) {
    public Stored {
        id = Wire.text(id);
        file = Wire.text(file);
        name = Wire.text(name);
        mime = Wire.text(mime);
    }
}
