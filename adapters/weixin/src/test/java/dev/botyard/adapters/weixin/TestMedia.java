package dev.botyard.adapters.weixin;

import dev.botyard.api.message.Media;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// A medium that a script named by a path.
record TestMedia(String name, byte[] bytes) implements Media {
    @Override
    public String source() {
        return "./" + name;
    }

    @Override
    public String mimeType() {
        return "";
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
