package dev.botyard.runtime.message.outbound;

import dev.botyard.api.message.Media;
import java.time.Duration;
import java.util.List;

/// Brings media into a format that a platform plays. Implemented by the media package.
@FunctionalInterface
public interface MediaConversion {

    /// The medium in one of `formats`: as it is when it already has one of them or its own is not known, else converted.
    ///
    /// @param kind    voice, image or video
    /// @param formats what the platform plays, the best one to convert to first; never empty
    /// @param im      for sentences
    /// @param atMost  how long it may take
    /// @throws dev.botyard.api.error.AdapterException `MEDIA`, naming both formats and what to do; `RATE_LIMITED` when too much waits
    Media fit(Media media, PushKind kind, List<String> formats, String im, Duration atMost) throws InterruptedException;
}
