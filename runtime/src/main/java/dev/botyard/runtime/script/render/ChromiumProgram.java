package dev.botyard.runtime.script.render;

import dev.botyard.runtime.config.HostSettings.RenderSettings;
import dev.botyard.runtime.config.ProgramPath;
import dev.botyard.runtime.config.SystemNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where Chromium is on this machine, looked for each time, so that one installed later is found.
///
/// @param file    the program, if there is one
/// @param problem why there is none and what to do, `""` when there is one
public record ChromiumProgram(Optional<Path> file, String problem) {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
            "chrome-headless-shell", "chrome");

    /// The one that `render.browser` names, or the one on the process's path.
    public static ChromiumProgram of(RenderSettings settings) {
        return find(settings.browser(), ProgramPath.path());
    }

    /// @param setting `""` to look on the path, `off`, a name to look for there, or a path
    static ChromiumProgram find(String setting, String path) {
        if (setting.equals("off")) {
            return none("pictures of pages are switched off (render.browser in botyard.yaml)");
        }
        if (SystemNames.WINDOWS) {
            return none("pictures of pages are not drawn on Windows, where no browser can be led by a pipe from Java");
        }
        List<String> names = setting.isEmpty() ? NAMES : List.of(setting);
        Optional<Path> found = names.stream().flatMap(name -> ProgramPath.find(name, path).stream()).findFirst();
        return found.isPresent()
                ? new ChromiumProgram(found, "")
                : none(setting.isEmpty()
                        ? "no Chromium is installed on this machine; install chromium with fonts for your languages, or name the"
                                + " program in botyard.yaml under render.browser"
                        : "render.browser in botyard.yaml names " + setting
                                + ", which is no program; correct it or install chromium");
    }

    private static ChromiumProgram none(String problem) {
        return new ChromiumProgram(Optional.empty(), problem);
    }
}
