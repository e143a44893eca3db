package dev.botyard.runtime.script.calls;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botyard.runtime.message.media.MimeTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that was brought into a folder, as scripts see it.
///
/// @param filePath the same as `path`: older SDKs had both
record FileResult(Path path, Path filePath, Path fileName, String mimeType, long fileSize) {

    static FileResult of(Path file, String mime) throws IOException {
        String type = mime.equals(MimeTypes.UNKNOWN) ? MimeTypes.ofName(file.getFileName().toString()) : mime;
        return new FileResult(file, file, file.getFileName(), type, Files.size(file));
    }

    /// A file that an IM had announced.
    ///
    /// @param url    where it was, `""` for one that carried its bytes with it
    /// @param action what the account was asked for, `""` where it was not asked
    record Resolved(@JsonUnwrapped FileResult file, boolean ok, String url, String action) {}
}
