package dev.botyard.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A symbolic link whose target is missing: somebody put it there and means a file.
public final class DanglingLink {
    private DanglingLink() {}

    public static boolean is(Path file) {
        return Files.isSymbolicLink(file) && !Files.exists(file);
    }

    /// What to do about it, to stand behind the name of the link.
    public static String sentence(Path link) {
        try {
            return "it is a symbolic link to " + Files.readSymbolicLink(link)
                    + ", which does not exist; correct the link or remove it";
        } catch (IOException _) {
            return "it is a symbolic link that leads nowhere; correct the link or remove it";
        }
    }
}
