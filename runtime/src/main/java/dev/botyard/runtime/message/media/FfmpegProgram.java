package dev.botyard.runtime.message.media;

import dev.botyard.runtime.config.HostSettings.MediaSettings;
import dev.botyard.runtime.config.ProgramPath;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where ffmpeg is on this machine, looked for each time, so that one installed later is found.
///
/// @param file    the program, null when there is none
/// @param problem why there is none and what to do, `""` when there is one
public record FfmpegProgram(@Nullable Path file, String problem) {

    /// The one that `media.ffmpeg` names, or the one on the process's path.
    public static FfmpegProgram of(MediaSettings settings) {
        return find(settings.ffmpeg(), ProgramPath.path());
    }

    /// @param setting `""` to look on the path, `off`, a name to look for there, or a path
    static FfmpegProgram find(String setting, String path) {
        if (setting.equals("off")) {
            return new FfmpegProgram(null, "conversion is switched off (media.ffmpeg in botyard.yaml)");
        }
        if (ProgramPath.isPath(setting)) {
            return ProgramPath.find(setting, path).map(file -> new FfmpegProgram(file, ""))
                    .orElseGet(() -> new FfmpegProgram(null,
                            "media.ffmpeg in botyard.yaml names " + setting
                                    + ", which is no program; correct it or install ffmpeg"));
        }
        String name = setting.isEmpty() ? "ffmpeg" : setting;
        return ProgramPath.find(name, path).map(file -> new FfmpegProgram(file, "")).orElseGet(() -> new FfmpegProgram(null,
                name + " is not installed on this machine; install ffmpeg, or name it in botyard.yaml under media.ffmpeg"));
    }

    public boolean found() {
        return file != null;
    }
}
