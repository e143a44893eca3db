package dev.botyard.api.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;

/// What every part of the host and every adapter says when there is no room left, be it for a file or in the database.
public final class FullDisk {
    /// The one sentence.
    public static final String SENTENCE = "the disk is full. Free some space and try again.";

    /// How systems say it. Java hands their words on, in the language of the system.
    private static final List<String> IN_SYSTEMS = List.of("no space left", "quota exceeded", "disk is full",
            "not enough space on the disk", "设备上没有空间", "超出磁盘限额");

    private FullDisk() {}

    /// What a failed write means: the one sentence for a full disk or a used-up quota, else what the system says. Where Java's message is the
    /// file alone, the kind of the failure says what is wrong with it.
    public static String meaning(IOException failure) {
        // The message of a FileSystemException begins with the file, which may be called anything.
        String reason = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        String lower = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        if (IN_SYSTEMS.stream().anyMatch(lower::contains)) {
            return SENTENCE;
        }
        String message = failure.getMessage();
        return switch (failure) {
            case FileSystemException _ when reason != null && message != null -> message;
            case AccessDeniedException denied ->
                denied.getFile() + " is not accessible for this user: change its owner or its permissions";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileAlreadyExistsException taken -> taken.getFile() + " is already there";
            default -> message == null ? failure.toString() : message;
        };
    }
}
