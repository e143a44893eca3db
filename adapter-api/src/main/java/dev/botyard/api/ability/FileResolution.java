package dev.botyard.api.ability;

import dev.botyard.api.message.Media;
import java.util.Map;

/// Finds the bytes of media that the platform named only by an id.
public interface FileResolution {

    /// A place to read from: a medium whose source is an http(s) URL, a `base64://` source or an absolute path that the host can read.
    ///
    /// @param type     `image`, `voice`, `video` or `file`
    /// @param platform what the incoming medium's [Media#platform] said
    Media resolve(String type, Map<String, String> platform) throws InterruptedException;
}
