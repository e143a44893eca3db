package dev.botyard.runtime.message.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A program that behaves as the test says instead of converting. It notes each call with its arguments, one a line.
final class FakeFfmpeg {
    private final Path folder;

    FakeFfmpeg(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /// `body` is shell; `$out` is the file to write, `$in` the file to read.
    FfmpegProgram does(String body) throws IOException {
        Path script = folder.resolve("ffmpeg");
        Files.writeString(script, """
                #!/bin/sh
                printf '%%s\\n' "$@" CALLED >> '%1$s/calls'
                before=
                for argument in "$@"; do
                    [ "$before" = -i ] && in=${argument#file:}
                    before=$argument
                done
                out=${before#file:}
                env > '%1$s/environment'
                %2$s
                """.formatted(folder, body));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new FfmpegProgram(script, "");
    }

    List<String> arguments() throws IOException {
        return Files.exists(folder.resolve("calls")) ? Files.readAllLines(folder.resolve("calls")) : List.of();
    }

    long calls() throws IOException {
        return arguments().stream().filter("CALLED"::equals).count();
    }

    Path note(String name) {
        return folder.resolve(name);
    }
}
