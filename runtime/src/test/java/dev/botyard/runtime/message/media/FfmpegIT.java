package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.outbound.PushKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conversions by the real program. Skipped aloud where it is not installed.
class FfmpegIT {
    private static final FfmpegProgram FFMPEG = FfmpegProgram.find("", System.getenv().getOrDefault("PATH", ""));
    private static final Duration LONG = Patience.SOON;

    @TempDir
    Path folder;
    private HostMediaSources sources;
    private MediaConverter converter;

    @BeforeEach
    void prepare() {
        String reason = "SKIPPED: real conversions were not tried, because ffmpeg is not installed";
        if (!FFMPEG.found()) {
            System.out.println(reason);
        }
        assumeTrue(FFMPEG.found(), reason);
        MediaLinks links = new MediaLinks(new byte[]{1}, () -> URI.create("http://127.0.0.1:1"), Ticker.system());
        sources = new HostMediaSources(folder.resolve("store"), new FakeWeb(), links, 10_000_000,
                reference -> Media.reference("", "", "", -1, Map.of()),
                new FileRules(Path.of("/none"), List::of), Ticker.system());
        converter = new MediaConverter(folder.resolve("store"), () -> FFMPEG, links, 10_000_000, Ticker.system());
    }

    @AfterEach
    void close() {
        if (converter != null) {
            converter.close();
        }
    }

    private Media converted(String name, PushKind kind, String... formats) throws Exception {
        return converter.fit(sources.resolve(name, folder, "", ""), kind, List.of(formats), "web", LONG);
    }

    private String sniffed(Media media) throws Exception {
        return MimeTypes.sniff(media.open().readNBytes(64)) + (decodes(media.file()) ? "" : ", which is broken");
    }

    private static boolean decodes(Path file) throws Exception {
        return ffmpeg("-i", file.toString(), "-f", "null", "-") == 0;
    }

    private static int ffmpeg(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(FFMPEG.file().toString(), "-nostdin", "-loglevel", "error",
                "-xerror"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @Test
    void aRecordingBecomesWhateverIsPlayed() throws Exception {
        Files.write(folder.resolve("hello.amr"), Recordings.amr(50));
        assertEquals("audio/mpeg", sniffed(converted("hello.amr", PushKind.VOICE, "audio/mpeg")));
        assertEquals("audio/ogg", sniffed(converted("hello.amr", PushKind.VOICE, "audio/ogg")));
        assertEquals("audio/wav", sniffed(converted("hello.amr", PushKind.VOICE, "audio/wav")));
        assertEquals("audio/mp4", sniffed(converted("hello.amr", PushKind.VOICE, "audio/mp4")));
        assertEquals("audio/aac", sniffed(converted("hello.amr", PushKind.VOICE, "audio/aac")));
        assertEquals("video/webm", sniffed(converted("hello.amr", PushKind.VOICE, "audio/webm")));
        assertEquals("audio/flac", sniffed(converted("hello.amr", PushKind.VOICE, "audio/flac")));
    }

    @Test
    void filmsAndPicturesBecomeWhateverIsPlayed() throws Exception {
        String film = folder.resolve("film.avi").toString();
        assertEquals(0, ffmpeg("-f", "lavfi", "-i", "testsrc=duration=1:size=65x49:rate=5", "-f", "lavfi", "-i",
                "sine=duration=1", "-c:v", "mjpeg", film));
        assertEquals("video/mp4", sniffed(converted("film.avi", PushKind.VIDEO, "video/mp4")));
        assertEquals("video/webm", sniffed(converted("film.avi", PushKind.VIDEO, "video/webm")));
        assertEquals(0, ffmpeg("-f", "lavfi", "-i", "testsrc=size=65x49", "-frames:v", "1",
                folder.resolve("picture.bmp").toString()));
        assertEquals("image/png", sniffed(converted("picture.bmp", PushKind.IMAGE, "image/png", "image/jpeg")));
        assertEquals("image/jpeg", sniffed(converted("picture.bmp", PushKind.IMAGE, "image/jpeg")));
    }

    /// Each of these is a list of other files for an ffmpeg that may choose what it reads.
    @Test
    void aPlaylistInDisguiseLeadsNowhere() throws Exception {
        Files.write(folder.resolve("secret.amr"), Recordings.amr(50));
        String secret = folder.resolve("secret.amr").toString();
        for (String list : List.of("#EXTM3U\n#EXTINF:1,\n" + secret + "\n", "ffconcat version 1.0\nfile " + secret + "\n")) {
            for (String name : List.of("list.amr", "list.wav", "list.mp3", "list.m4a", "list.flac", "list.aac", "list.3gp")) {
                Files.writeString(folder.resolve(name), list);
                AdapterException refused = assertThrows(AdapterException.class,
                        () -> converted(name, PushKind.VOICE, "audio/ogg"), name);
                assertTrue(refused.getMessage().contains("it was not converted: ffmpeg"), refused::getMessage);
                assertFalse(refused.getMessage().contains(folder.toString()), refused::getMessage);
            }
        }
    }

    @Test
    void whatIsCutOffOrEmptyIsRefusedOrPlayedButNeverHangs() throws Exception {
        Files.write(folder.resolve("empty.amr"), Recordings.amr(0));
        assertThrows(AdapterException.class, () -> converted("empty.amr", PushKind.VOICE, "audio/mpeg"));
        byte[] whole = Recordings.amr(20);
        Files.write(folder.resolve("cut.amr"), java.util.Arrays.copyOf(whole, whole.length - 10));
        assertEquals("audio/mpeg", MimeTypes.sniff(converted("cut.amr", PushKind.VOICE, "audio/mpeg").open().readNBytes(64)));
    }
}
