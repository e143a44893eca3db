package dev.botyard.runtime.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A process that holds a home folder until it is killed.
final class HomeHolder {
    private HomeHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (HomeLock _ = new HomeFolder(Path.of(arguments[0])).lock()) {
            System.out.write("held\n".getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
