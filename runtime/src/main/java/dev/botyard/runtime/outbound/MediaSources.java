package dev.botyard.runtime.outbound;

import dev.botyard.api.message.Media;
import java.nio.file.Path;

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
}
