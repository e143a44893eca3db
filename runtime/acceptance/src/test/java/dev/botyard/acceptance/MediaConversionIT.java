package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Recordings reach each platform in a format that it plays, or the script hears why not.
class MediaConversionIT {
    private static final int FRAMES = 50;
    private static final int FRAME_BYTES = 32;
    private static final byte[] AMR = amr();

    @Test
    void aRecordingOfAPhonePlaysInTheBrowser(@TempDir Path home) throws Exception {
        boolean ffmpeg = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffmpeg")));
        String reason = "SKIPPED: a recording was not converted for the chat page, because ffmpeg is not installed";
        if (!ffmpeg) {
            System.out.println(reason);
        }
        assumeTrue(ffmpeg, reason);
        try (RunningHost host = speaking(home, "")) {
            try (PlayedPage page = new PlayedPage(host)) {
                page.says("speak");
                JsonNode voice = page.hears();
                assertEquals("voice hello.mp3 audio/mpeg", described(voice));
                HttpResponse<byte[]> loaded = page.loads(voice);
                assertEquals("audio/mpeg", loaded.headers().firstValue("content-type").orElse(""));
                String head = new String(loaded.body(), 0, 3, StandardCharsets.ISO_8859_1);
                assertTrue(head.equals("ID3") || head.startsWith("\u00ff"), head);
            }
        }
    }

    @Test
    void whatCannotBeConvertedGoesUntouchedToWhoTakesIt(@TempDir Path home) throws Exception {
        try (RunningHost host = speaking(home, "media: { ffmpeg: off }\n")) {
            SimulatedAccount bot = host.connect("bot", "10001");
            try (PlayedPage page = new PlayedPage(host)) {
                page.says("speak");
                JsonNode voice = page.hears();
                assertEquals("voice hello.amr audio/amr", described(voice));
                assertArrayEquals(AMR, page.loads(voice).body());
                page.says("forward");
                assertEquals("1", page.hears().path("text").stringValue(""));
                String sent = bot.awaitCall("send_group_msg", Patience.SOON).toString();
                assertTrue(sent.contains(Base64.getEncoder().encodeToString(AMR)), sent);
            }
        }
    }

    private static RunningHost speaking(Path home, String settings) throws Exception {
        RunningHost host = new RunningHost(home);
        Files.write(home.resolve("plugins/hello.amr"), AMR);
        host.python("speak.py", "#[rule: speak]",
                "sender.replyVoice('hello.amr')");
        host.python("forward.py", "#[rule: forward]",
                "sender.reply(str(middleware.pushVoice('qq', '5', '', '', 'hello.amr')))");
        return host.qq("bot", "10001", "default: true\n").file("botyard.yaml", settings).start();
    }

    private static String described(JsonNode part) {
        return part.path("type").stringValue("") + " " + part.path("name").stringValue("") + " "
                + part.path("mime").stringValue("");
    }

    private static byte[] amr() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("#!AMR\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < FRAMES * FRAME_BYTES; i++) {
            bytes.write(i % FRAME_BYTES == 0 ? 0x3c : i * 7);
        }
        return bytes.toByteArray();
    }
}
