package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of outgoing media, for platforms that take them in one call.
public final class MediaBytes {
    private MediaBytes() {}

    /// All bytes of a medium that the host lends.
    ///
    /// @param most what the platform takes
    /// @throws AdapterException `MEDIA` when it cannot be read, is empty or is larger
    public static byte[] of(Media media, int most) {
        try (InputStream in = media.open()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > 0 && bytes.length <= most) {
                return bytes;
            }
            throw failure(media,
                    bytes.length == 0 ? "is empty" : "is larger than the " + (most >> 20) + " MiB that the platform takes", null);
        } catch (IOException unreadable) {
            throw failure(media, "cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static AdapterException failure(Media media, String what, IOException cause) {
        return new AdapterException(ErrorKind.MEDIA, "'" + media.source() + "' " + what + "; nothing was sent", cause);
    }
}
