package dev.botyard.runtime.message.outbound;

import dev.botyard.api.message.Media;
import java.nio.file.Path;
import java.util.Optional;

/// Turns what a script names into media that adapters can read. Implemented by the media package.
@FunctionalInterface
public interface MediaSources {

    /// The medium behind `source`.
    ///
    /// @param folder where a relative path starts
    /// @param name   the file name to use, `""` to take the source's
    /// @param mime   the MIME type to use, `""` to find out
    /// @throws dev.botyard.api.error.AdapterException `MEDIA`, naming what is missing or refused
    Media resolve(String source, Path folder, String name, String mime);

    /// The medium that a CQ code names. A code stands in text, so it may name less than a call: addresses, `base64://`, data URIs, what a message
    /// named, and files of a few folders.
    ///
    /// @param folder where the plugin lies, and where a relative path starts
    /// @throws dev.botyard.api.error.AdapterException `MEDIA`, naming what is missing or refused
    default Media inCode(String source, Path folder, String name) {
        return resolve(source, folder, name, "");
    }

    /// The same sources for an account: what they fetch goes the way that its connections go.
    ///
    /// @param proxy the account's own, as its file says: an address, `none`, or `""` for the host's
    default MediaSources through(@SuppressWarnings("unused") String proxy) {
        return this;
    }

    /// The same medium, refused when its bytes turn out to be no picture, sound or film but a web page: what a site answers instead of
    /// a file that it does not have.
    default Media played(Media media) {
        return media;
    }

    /// The medium from bytes that stay until the push that waits for it is sent, empty where the source says enough by itself: an address,
    /// or the platform that knows it.
    ///
    /// @throws dev.botyard.api.error.AdapterException `MEDIA`, naming what is missing or refused
    default Optional<Media> keep(String source, Path folder, String name, String mime) {
        return Optional.of(resolve(source, folder, name, mime));
    }
}
