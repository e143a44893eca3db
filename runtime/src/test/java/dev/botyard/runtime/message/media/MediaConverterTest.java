package dev.botyard.runtime.message.media;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.outbound.PushKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaConverterTest {
    private static final List<String> PLAYED = List.of("audio/mpeg", "audio/ogg");
    private static final String WRITES = "printf converted > \"$out\"";

    @TempDir
    Path folder;
    private Path store;
    private FakeFfmpeg fake;
    private FfmpegProgram program;
    private MediaLinks links;
    private HostMediaSources sources;
    private MediaConverter converter;

    @BeforeEach
    void prepare() throws IOException {
        store = folder.resolve("store");
        fake = new FakeFfmpeg(folder.resolve("bin"));
        program = fake.does(WRITES);
        links = new MediaLinks(new byte[]{1}, () -> URI.create("http://127.0.0.1:1"), Ticker.system());
        sources = new HostMediaSources(store, new FakeWeb(), links, 1_000, reference -> Media.reference("", "", "", -1, Map.of()),
                new FileRules(Path.of("/none"), List::of), Ticker.system());
        converter = new MediaConverter(store, () -> program, links, 1_000, Ticker.system());
    }

    @AfterEach
    void close() {
        converter.close();
    }

    private Media medium(String name, String bytes) throws IOException {
        Files.writeString(folder.resolve(name), bytes, StandardCharsets.ISO_8859_1);
        return sources.resolve(name, folder, "", "");
    }

    private Media amr() throws IOException {
        return medium("hello.amr", "#!AMR\nsound");
    }

    private Media fit(Media media) throws InterruptedException {
        return converter.fit(media, PushKind.VOICE, PLAYED, "web", Patience.SOON);
    }

    private String refusal(ErrorKind kind, Media media, Duration atMost) {
        AdapterException refused = assertThrows(AdapterException.class,
                () -> converter.fit(media, PushKind.VOICE, PLAYED, "web", atMost));
        assertEquals(kind, refused.kind(), refused.getMessage());
        return refused.getMessage();
    }

    private List<String> leftOvers() throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("part")).toList();
        }
    }

    @Test
    void whatIsNotPlayedIsConvertedToTheBestFormat() throws Exception {
        Media playable = fit(amr());
        assertEquals("hello.mp3 audio/mpeg 9", playable.name() + " " + playable.mimeType() + " " + playable.size());
        assertEquals("converted", new String(playable.open().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(store, playable.file().getParent());
        assertEquals(List.of(), leftOvers());
    }

    @Test
    void ffmpegIsToldWhatItReadsAndMayReachNothingElse() throws Exception {
        fit(amr());
        List<String> arguments = fake.arguments();
        String line = String.join(" ", arguments);
        assertTrue(line.contains("-nostdin") && line.contains("-protocol_whitelist file,pipe -f amr -i file:" + store), line);
        assertTrue(line.contains("-c:a libmp3lame") && line.contains("-f mp3 -y file:" + store), line);
        assertFalse(line.contains("hello"), line);
        assertFalse(Files.readString(fake.note("environment")).contains("MAVEN"));
    }

    @Test
    void theSameBytesAreConvertedOnceWhateverTheirName() throws Exception {
        Path first = fit(amr()).file();
        assertEquals(first, fit(medium("other.amr", "#!AMR\nsound")).file());
        assertEquals(1, fake.calls());
        fit(medium("hello.amr", "#!AMR\nother sound"));
        assertEquals(2, fake.calls());
    }

    @Test
    void aResultIsThereEvenWhenTheProgramIsNotAnyMore() throws Exception {
        fit(amr());
        program = FfmpegProgram.find("off", "");
        assertEquals("audio/mpeg", fit(amr()).mimeType());
    }

    @Test
    void whatIsPlayedOrUnknownStaysAsItIs() throws Exception {
        for (Media media : List.of(medium("a.mp3", "ID3 sound"), medium("a.bin", "nobody knows"))) {
            assertSame(media, fit(media));
        }
        Media silk = medium("a.silk", "\u0002#!SILK_V3 sound");
        assertSame(silk, converter.fit(silk, PushKind.VOICE, List.of("audio/silk", "audio/amr"), "qq", Patience.SOON));
        Media webm = medium("a.webm", "\u001a\u0045\u00df\u00a3 sound");
        assertEquals("audio/webm", converter.fit(webm, PushKind.VOICE, List.of("audio/webm"), "web", Patience.SOON).mimeType());
        assertEquals(0, fake.calls());
    }

    @Test
    void bytesSayMoreThanNames() throws Exception {
        Media misnamed = fit(medium("said-to-be.amr", "ID3 sound"));
        assertEquals("said-to-be.amr audio/mpeg", misnamed.name() + " " + misnamed.mimeType());
        assertArrayEquals("ID3 sound".getBytes(StandardCharsets.UTF_8), misnamed.open().readAllBytes());
        assertEquals("converted", new String(fit(medium("said-to-be.mp3", "#!AMR\nx")).open().readAllBytes(),
                StandardCharsets.UTF_8));
    }

    @Test
    void whatFfmpegCannotReadIsRefusedWithBothFormats() throws Exception {
        String said = refusal(ErrorKind.MEDIA, medium("a.silk", "\u0002#!SILK_V3 sound"), Patience.SOON);
        assertEquals(
                "a.silk is audio/silk, and web plays only audio/mpeg, audio/ogg as voice; it was not converted: ffmpeg cannot "
                        + "read audio/silk; send it in one of these formats, or as a file",
                said);
        assertEquals(0, fake.calls());
    }

    @Test
    void withoutFfmpegTheRefusalSaysToInstallIt() throws Exception {
        program = FfmpegProgram.find("", folder.toString());
        assertTrue(refusal(ErrorKind.MEDIA, amr(), Patience.SOON)
                .contains("ffmpeg is not installed on this machine; install ffmpeg"));
        program = FfmpegProgram.find("off", "");
        assertTrue(refusal(ErrorKind.MEDIA, amr(), Patience.SOON).contains("switched off (media.ffmpeg"));
        program = FfmpegProgram.find(folder + "/none", "");
        assertTrue(refusal(ErrorKind.MEDIA, amr(), Patience.SOON).contains("names " + folder + "/none, which is no program"));
    }

    @Test
    void whatFfmpegSaysWhenItFailsIsToldWithoutPathsOfTheStore() throws Exception {
        program = fake.does("echo \"file:$in: Invalid data found\" >&2; exit 1");
        String said = refusal(ErrorKind.MEDIA, amr(), Patience.SOON);
        assertTrue(said.contains("ffmpeg ended with code 1: hello.amr: Invalid data found"), said);
        program = fake.does("true");
        assertTrue(refusal(ErrorKind.MEDIA, amr(), Patience.SOON).contains("ffmpeg wrote nothing"));
        assertEquals(List.of(), leftOvers());
    }

    @Test
    void anFfmpegWithoutAnEncoderIsAskedForTheNextFormat() throws Exception {
        program = fake.does("case \"$*\" in *libmp3lame*) echo \"Unknown encoder 'libmp3lame'\"; exit 1;; esac\n" + WRITES);
        assertEquals("hello.ogg audio/ogg", fit(amr()).name() + " " + fit(amr()).mimeType());
        assertEquals(2, fake.calls());
    }

    @Test
    void aConversionThatTakesTooLongIsKilledWithItsChildren() throws Exception {
        program = fake.does("sleep 60 & echo $! > '" + fake.note("pid") + "'; wait");
        String said = refusal(ErrorKind.MEDIA, amr(), Duration.ofMillis(700));
        assertTrue(said.contains("ffmpeg was not done after") && said.contains("push.timeout_media_ms"), said);
        awaitEnd(fake.note("pid"));
        assertEquals(List.of(), leftOvers());
    }

    @Test
    void aResultThatGrowsTooLargeIsStopped() throws Exception {
        program = fake.does("printf '%2000s' x > \"$out\"; sleep 60");
        assertTrue(refusal(ErrorKind.MEDIA, amr(), Patience.SOON).contains("more than 1000 bytes (media.max_mb)"));
        program = fake.does("printf '%2000s' x > \"$out\"");
        assertTrue(refusal(ErrorKind.MEDIA, amr(), Patience.SOON).contains("more than 1000 bytes (media.max_mb)"));
        assertEquals(List.of(), leftOvers());
    }

    @Test
    void theEndOfTheHostKillsWhatRuns() throws Exception {
        program = fake.does("echo $$ > '" + fake.note("pid") + "'; exec sleep 60");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> running = threads.submit(() -> refusal(ErrorKind.MEDIA, amr(), Patience.SOON));
            awaitPid(fake.note("pid"));
            converter.close();
            assertTrue(running.get().contains("the host is stopping"), running.get());
        }
        awaitEnd(fake.note("pid"));
        assertTrue(refusal(ErrorKind.MEDIA, amr(), Patience.SOON).contains("the host is stopping"));
    }

    @Test
    void fewRunAtOnceAndWhatWaitsIsBounded() throws Exception {
        Path gate = folder.resolve("gate");
        program = fake.does("while [ ! -e '" + gate + "' ]; do sleep 0.05; done; " + WRITES);
        List<Future<Media>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MediaConverter.AT_ONCE + MediaConverter.MAX_WAITING; i++) {
                Media media = medium(i + ".amr", "#!AMR\n" + (i < MediaConverter.AT_ONCE ? i : 0));
                asked.add(threads.submit(() -> fit(media)));
            }
            await().until(() -> converter.waiting() == MediaConverter.MAX_WAITING);
            assertTrue(refusal(ErrorKind.RATE_LIMITED, amr(), Patience.SOON).contains("32 conversions are already waiting"));
            await().until(() -> fake.calls() == MediaConverter.AT_ONCE);
            Files.createFile(gate);
            for (Future<Media> one : asked) {
                assertEquals("audio/mpeg", one.get().mimeType());
            }
        }
        assertEquals(MediaConverter.AT_ONCE, fake.calls(), "what was made while it waited was made again");
    }

    private static long awaitPid(Path note) {
        await().until(() -> Files.exists(note) && Files.readString(note).endsWith("\n"));
        try {
            return Long.parseLong(Files.readString(note).strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitEnd(Path note) {
        long pid = awaitPid(note);
        await("end of " + pid).until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
}
