package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.message.outbound.PushKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ffmpeg is told, and where it is found.
class FfmpegCommandTest {
    private static final Path PROGRAM = Path.of("/usr/bin/ffmpeg");

    private static List<String> command(PushKind kind, String from, String to) {
        return FfmpegCommand.of(PROGRAM, kind, Path.of("/store/in"), from, Path.of("/store/out"), to, 999);
    }

    private static String after(List<String> command, String option) {
        return command.get(command.indexOf(option) + 1);
    }

    @Test
    void whatIsReadAndWrittenIsAlwaysNamed() {
        List<String> command = command(PushKind.VOICE, "audio/amr", "audio/mpeg");
        assertEquals("/usr/bin/ffmpeg", command.getFirst());
        assertEquals("amr file:/store/in", after(command, "-f") + " " + after(command, "-i"));
        assertEquals(List.of("-f", "mp3", "-y", "file:/store/out"), command.subList(command.size() - 4, command.size()));
        assertTrue(command.indexOf("-f") < command.indexOf("-i"), "the format of the input stands before it");
    }

    @Test
    void ffmpegReachesNothingButTheFileAndEndsByItself() {
        for (List<String> command : List.of(command(PushKind.VOICE, "audio/amr", "audio/mpeg"),
                command(PushKind.IMAGE, "image/webp", "image/png"), command(PushKind.VIDEO, "video/webm", "video/mp4"))) {
            assertEquals("file,pipe", after(command, "-protocol_whitelist"));
            assertEquals("999", after(command, "-fs"));
            assertEquals("600", after(command, "-timelimit"));
            assertEquals("-1", after(command, "-map_metadata"), "where a picture was taken is nobody's business");
            assertTrue(command.contains("-nostdin"));
        }
    }

    @Test
    void tracksInOtherFilesAreNotFollowed() {
        assertEquals("0", after(command(PushKind.VIDEO, "video/mp4", "video/webm"), "-enable_drefs"));
        assertFalse(command(PushKind.VIDEO, "video/webm", "video/mp4").contains("-enable_drefs"), "others know no such option");
    }

    @Test
    void aPictureMayNotClaimAllMemory() {
        assertEquals("100000000", after(command(PushKind.IMAGE, "image/png", "image/jpeg"), "-max_pixels"));
        assertFalse(command(PushKind.VOICE, "audio/amr", "audio/mpeg").contains("-max_pixels"));
    }

    @Test
    void aFilmMayBeSilentAndARecordingMayNot() {
        assertTrue(command(PushKind.VIDEO, "video/webm", "video/mp4").contains("0:a:0?"));
        assertTrue(command(PushKind.VOICE, "audio/amr", "audio/mpeg").contains("0:a:0"));
        assertFalse(command(PushKind.IMAGE, "image/webp", "image/png").contains("0:a:0?"));
    }

    @Test
    void onlyFormatsThatCanBeMadeAreTriedInTheOrderOfThePlatform() {
        assertEquals(List.of("audio/ogg", "audio/mpeg"),
                FfmpegCommand.writable(PushKind.VOICE, List.of("audio/silk", "audio/ogg", "audio/mpeg")));
        assertEquals(List.of(), FfmpegCommand.writable(PushKind.IMAGE, List.of("image/avif", "audio/mpeg")));
        assertEquals(List.of(), FfmpegCommand.writable(PushKind.FILE, List.of("audio/mpeg")));
        assertTrue(FfmpegCommand.reads("audio/amr"));
        assertFalse(FfmpegCommand.reads("audio/silk"));
        assertFalse(FfmpegCommand.reads(MimeTypes.UNKNOWN));
    }

    private static Path program(Path folder, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void ffmpegIsFoundOnThePathUnderItsOwnOrAGivenName(@TempDir Path folder) throws IOException {
        Path usual = program(folder, "ffmpeg");
        Path other = program(folder, "avconv");
        assertEquals(usual, FfmpegProgram.find("", "/nowhere:" + folder).file());
        assertEquals(other, FfmpegProgram.find("avconv", folder.toString()).file());
        assertEquals(other, FfmpegProgram.find(other.toString(), "").file());
        assertTrue(FfmpegProgram.find("", folder.toString()).found());
    }

    @Test
    void whereThereIsNoneItIsSaidWhatToDo(@TempDir Path folder) {
        assertEquals("ffmpeg is not installed on this machine; install ffmpeg, or name it in botyard.yaml under media.ffmpeg",
                FfmpegProgram.find("", folder.toString()).problem());
        assertEquals(
                "media.ffmpeg in botyard.yaml names " + folder.resolve("x")
                        + ", which is no program; correct it or install ffmpeg",
                FfmpegProgram.find(folder.resolve("x").toString(), "").problem());
        FfmpegProgram off = FfmpegProgram.find("off", "/usr/bin");
        assertEquals("conversion is switched off (media.ffmpeg in botyard.yaml) false", off.problem() + " " + off.found());
        assertEquals(FfmpegProgram.find("", System.getenv().getOrDefault("PATH", "")),
                FfmpegProgram.of(HostSettings.defaults().media()));
    }
}
