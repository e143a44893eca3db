package dev.botyard.runtime.script.header;

/// One `[key: value]` as it stands in the file, with the key in lower case.
///
/// @param closed whether the bracket was closed; if not, the value is the rest of the line
record HeaderLine(int line, String key, String value, boolean closed) {
    HeaderValue asValue() {
        return new HeaderValue(line, value);
    }
}
