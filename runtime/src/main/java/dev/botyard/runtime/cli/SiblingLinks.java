package dev.botyard.runtime.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What lies beside a script, in the folder of a trial. Links where the system lets this user make them, which Windows usually does not; else
/// copies, as far as they are not large.
final class SiblingLinks {
    /// More than scripts bring along; a folder of films is not copied for a trial.
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_FILES = 2_000;

    private SiblingLinks() {}

    /// What is larger than a trial is worth is left out.
    static void make(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileSystemException | UnsupportedOperationException e) {
            copy(target, link);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walked = Files.walk(from)) {
            files = walked.limit(MOST_FILES + 1L).toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        }
        if (files.size() > MOST_FILES || bytes > MOST_BYTES) {
            return;
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }
}
