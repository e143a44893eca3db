package dev.botyard.api.adapter;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which formats the platform plays, by kind of medium. The host looks at a medium's first bytes, and converts what is known to be
/// of another format into the first of these that it can make. What it cannot convert, it refuses with `MEDIA`, unless the platform
/// takes other formats all the same: then it is sent as it is. A kind that is not declared takes anything, and files always do.
///
/// Formats are bare MIME types in lower case, such as `audio/mpeg`; for sound alone in a container `audio/…`, as in `audio/webm`.
///
/// @param voice of recordings, the best one to convert to first; empty for anything
/// @param image of pictures, likewise
/// @param video of films, likewise
/// @param takesOthers whether other formats arrive too, without being played: as something to download, for example
public record MediaFormats(List<String> voice, List<String> image, List<String> video, boolean takesOthers) {
    /// Anything: the platform converts by itself, or nobody knows.
    public static final MediaFormats ANY = new MediaFormats(List.of(), List.of(), List.of(), false);

    public MediaFormats {
        voice = checked(voice, "audio");
        image = checked(image, "image");
        video = checked(video, "video");
    }

    /// The same with the formats of recordings that are played, the best one to convert to first.
    public MediaFormats voice(String best, String... others) {
        return new MediaFormats(list(best, others), image, video, takesOthers);
    }

    /// The same with the formats of pictures that are played, the best one to convert to first.
    public MediaFormats image(String best, String... others) {
        return new MediaFormats(voice, list(best, others), video, takesOthers);
    }

    /// The same with the formats of films that are played, the best one to convert to first.
    public MediaFormats video(String best, String... others) {
        return new MediaFormats(voice, image, list(best, others), takesOthers);
    }

    /// These formats are played, and all others arrive.
    public MediaFormats takingOthers() {
        return new MediaFormats(voice, image, video, true);
    }

    private static List<String> list(String best, String... others) {
        return Stream.concat(Stream.of(best), Stream.of(others)).toList();
    }

    private static List<String> checked(List<String> types, String family) {
        for (String type : types) {
            if (!type.matches(family + "/[a-z0-9.+-]+")) {
                throw new IllegalArgumentException(
                        "'" + type + "' is not a format of this kind; write a MIME type in lower case such as " + family
                                + "/mpeg");
            }
        }
        if (Set.copyOf(types).size() < types.size()) {
            throw new IllegalArgumentException("a format is named twice in " + types);
        }
        return List.copyOf(types);
    }
}
