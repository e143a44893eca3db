package dev.botyard.api.message;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A picture, recording, film or file.
///
/// In an outgoing message the host lends it: the bytes can be read, and the host can serve them to the platform under a signed,
/// short-lived URL. An adapter takes whichever of [#remote], [#open], [#file] and [#serve] its platform understands.
/// In an incoming event the adapter makes it with [#reference]: where the platform keeps the medium.
public interface Media {

    /// The source as text: for incoming media a URL or `""`, for outgoing what the script gave (a `base64://` source is shortened).
    String source();

    /// The file name, never empty for outgoing media; `""` when an incoming medium has none.
    String name();

    /// The MIME type, `""` when unknown.
    String mimeType();

    /// The size in bytes, -1 when it is not known without reading.
    long size();

    /// The platform's own facts, such as `file_id`. Empty for outgoing media.
    default Map<String, String> platform() {
        return Map.of();
    }

    /// The http(s) address that the script named, if it named one: a platform may fetch it itself.
    default Optional<URI> remote() {
        return Optional.empty();
    }

    /// The bytes. A remote source is fetched once, within the host's limits.
    ///
    /// @throws AdapterException `MEDIA` when it cannot be read
    default InputStream open() {
        throw notLent();
    }

    /// A file on the host's disk with the bytes. Only of use to a platform that shares the disk.
    ///
    /// @throws AdapterException `MEDIA` when it cannot be read
    default Path file() {
        throw notLent();
    }

    /// An address of the host that serves the bytes for `lifetime`, signed so that nobody can guess others.
    ///
    /// @throws AdapterException `MEDIA` when it cannot be read
    default URI serve(@SuppressWarnings("unused") Duration lifetime) {
        throw notLent();
    }

    /// A medium that the platform keeps.
    ///
    /// @param source   a URL, or `""` when only `platform` can name it
    /// @param platform what [dev.botyard.api.ability.FileResolution] needs to find it
    static Media reference(String source, String name, String mimeType, long size, Map<String, String> platform) {
        return new Reference(source, name, mimeType, size, Map.copyOf(platform));
    }

    private AdapterException notLent() {
        return new AdapterException(ErrorKind.MEDIA,
                "the medium '" + source() + "' is kept by the platform and not lent by the host");
    }

    /// See [#reference].
    record Reference(String source, String name, String mimeType, long size, Map<String, String> platform) implements Media {
        public Reference {
            Objects.requireNonNull(source);
            Objects.requireNonNull(name);
            Objects.requireNonNull(mimeType);
        }
    }
}
