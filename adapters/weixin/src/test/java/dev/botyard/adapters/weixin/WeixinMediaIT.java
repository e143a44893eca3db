package dev.botyard.adapters.weixin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.ilink.IlinkFault;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.adapters.weixin.wire.MediaKey;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.HarnessRun;
import dev.botyard.testkit.TestMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WeixinMediaIT extends PlayedAccount {
    private static final MediaKey KEY = MediaKey.ofHex("00112233445566778899aabbccddeeff").orElseThrow();
    private static final byte[] BYTES = new byte[12345];

    static {
        new Random(7).nextBytes(BYTES);
    }

    @BeforeEach
    void begin() {
        logIn();
        host.with("window", "0s");
    }

    private Receipt send(HarnessRun run, Segment... segments) throws InterruptedException {
        return run.adapter().send(OutboundMessage.to(Target.person(IlinkServer.ANN)).requestId("r").segments(segments).build());
    }

    private AdapterException refused(HarnessRun run, Segment... segments) {
        return assertThrows(AdapterException.class, () -> send(run, segments));
    }

    private static Segment image(byte[] bytes) {
        return new Segment.Image(TestMedia.local("a.png", bytes));
    }

    private JsonNode item(int message) {
        return server.sent().get(message).path("item_list").get(0);
    }

    @Test
    void sendsEveryKindWithItsBytes() throws InterruptedException {
        try (HarnessRun run = online()) {
            send(run, image(BYTES));
            send(run, new Segment.Video(TestMedia.local("a.mp4", BYTES)));
            send(run, new Segment.File(TestMedia.local("报告.pdf", BYTES)));
            send(run, new Segment.Voice(TestMedia.local("a.silk", new byte[16]), ""));
        }
        assertEquals(2, Json.number(item(0), "type"));
        assertEquals(12352, Json.number(item(0).path("image_item"), "mid_size"));
        assertArrayEquals(BYTES, server.received(item(0).path("image_item").path("media")));
        assertEquals(12352, Json.number(item(1).path("video_item"), "video_size"));
        assertArrayEquals(BYTES, server.received(item(1).path("video_item").path("media")));
        assertEquals("报告.pdf", Json.text(item(2).path("file_item"), "file_name"));
        assertEquals("12345", item(2).path("file_item").path("len").stringValue(""));
        assertArrayEquals(BYTES, server.received(item(2).path("file_item").path("media")));
        assertArrayEquals(new byte[16], server.received(item(3).path("file_item").path("media")));
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void sendsACaptionFirstAndEachPartUnderItsOwnId() throws InterruptedException {
        server.giveWholeUploadUrl();
        try (HarnessRun run = online()) {
            Receipt receipt = send(run, image(BYTES), new Segment.Text("look"));
            assertEquals(2, receipt.messageIds().size());
        }
        assertEquals("look", Json.text(item(0).path("text_item"), "text"));
        assertEquals(2, Json.number(item(1), "type"));
        assertEquals(List.of("r", "r-2"), server.sent().stream().map(sent -> Json.text(sent, "client_id")).toList());
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void refusesWhatIsTooLargeBeforeTheWire() throws InterruptedException {
        Media large = Media.reference("https://x/film.mp4", "film.mp4", "video/mp4", (100L << 20) + 1, Map.of());
        try (HarnessRun run = online()) {
            AdapterException failure = refused(run, new Segment.Text("caption"), new Segment.Video(large));
            assertEquals(ErrorKind.MEDIA, failure.kind());
            assertEquals("'https://x/film.mp4' is larger than 100 MiB; nothing was sent", failure.getMessage());
        }
        assertEquals(0, server.count("getuploadurl") + server.count("sendmessage"));
    }

    @Test
    void triesAnUploadThreeTimes() throws InterruptedException {
        try (HarnessRun run = online()) {
            server.fail("upload", IlinkFault.status(503, Map.of()).times(1));
            send(run, image(BYTES));
            server.fail("upload", IlinkFault.broken().times(2));
            send(run, image(BYTES));
            assertEquals(5, server.count("upload"));
            server.fail("upload", IlinkFault.status(200, Map.of()));
            AdapterException failure = refused(run, new Segment.Text("caption"), image(BYTES));
            assertEquals(ErrorKind.MEDIA, failure.kind());
            assertEquals(8, server.count("upload"));
        }
        assertEquals(2, server.sent().size(), "the caption was not sent either");
    }

    @Test
    void takesANoOfTheStoreAsFinal() throws InterruptedException {
        server.fail("upload", IlinkFault.status(403, Map.of("x-error-message", "bad signature")));
        try (HarnessRun run = online()) {
            AdapterException failure = refused(run, image(BYTES));
            assertEquals(ErrorKind.MEDIA, failure.kind());
            assertTrue(failure.getMessage().contains("'./a.png' was refused"), failure.getMessage());
            assertTrue(failure.getMessage().contains("bad signature"), failure.getMessage());
        }
        assertEquals(1, server.count("upload"));
        assertEquals(List.of(), server.sent());
    }

    @Test
    void saysThatWeChatNamesNoPlace() throws InterruptedException {
        try (HarnessRun run = online()) {
            server.fail("getuploadurl", IlinkFault.answer("{\"ret\":0}"));
            assertEquals(ErrorKind.MEDIA, refused(run, image(BYTES)).kind());
            server.fail("getuploadurl", IlinkFault.answer("{\"ret\":-5}"));
            AdapterException failure = refused(run, image(BYTES));
            assertEquals(ErrorKind.MEDIA, failure.kind());
            assertEquals("-5", failure.platformCode());
            server.fail("getuploadurl", IlinkFault.answer("{\"ret\":0,\"upload_full_url\":\"http://[\"}"));
            assertEquals(ErrorKind.MEDIA, refused(run, image(BYTES)).kind());
        }
        assertEquals(List.of(), server.sent());
    }

    @Test
    void saysThatTheFirstPartWasSentWhenTheSecondFails() throws InterruptedException {
        try (HarnessRun run = online()) {
            server.fail("sendmessage", IlinkFault.answer("{\"ret\":-9}").sparing(1));
            AdapterException failure = refused(run, new Segment.Text("a"), image(BYTES));
            assertEquals(ErrorKind.REJECTED, failure.kind());
            assertEquals("-9", failure.platformCode());
            assertTrue(failure.getMessage().startsWith("part 2 of 2 failed after the parts before it were sent: "),
                    failure.getMessage());
        }
    }

    @Test
    void showsTypingWhileMediaAreUploadedWhereAsked() throws InterruptedException {
        host.with("typing", "true");
        try (HarnessRun run = online()) {
            send(run, new Segment.Text("only text"));
            assertEquals(0, server.count("sendtyping"));
            send(run, image(BYTES));
            send(run, image(BYTES));
            assertEquals(4, server.count("sendtyping"));
            assertEquals(1, server.count("getconfig"));
            server.fail("sendtyping", IlinkFault.status(500, Map.of()));
            send(run, image(BYTES));
        }
        assertEquals(4, server.sent().size());
    }

    @Test
    void resolvesMediaOfBothKeyEncodings() throws InterruptedException, IOException {
        try (HarnessRun run = online()) {
            server.sayFile("x.txt", "file body".getBytes(StandardCharsets.UTF_8), KEY);
            Media file = ((Segment.File) next().segments().getFirst()).media();
            assertEquals("x.txt", file.name());
            assertEquals(9, file.size());
            assertEquals(0, server.count("download"), "nothing is fetched before somebody asks");
            assertEquals("file body",
                    Files.readString(Path.of(run.ability(FileResolution.class).resolve("file", file.platform()).source())));

            server.sayItem("{\"type\":5,\"video_item\":{\"media\":" + server.keep(BYTES, KEY, false) + "}}");
            Media video = ((Segment.Video) next().segments().getFirst()).media();
            assertArrayEquals(BYTES,
                    Files.readAllBytes(Path.of(run.ability(FileResolution.class).resolve("video", video.platform()).source())));

            run.ability(FileResolution.class).resolve("video", video.platform());
            assertEquals(2, server.count("download"), "what was fetched is kept");
        }
    }

    @Test
    void takesThePicturesOwnKeyFirstAndNoneAsPlain() throws InterruptedException, IOException {
        try (HarnessRun run = online()) {
            String right = server.keep(BYTES, KEY, true);
            String wrong = right.replaceFirst("\"aes_key\":\"[^\"]+\"",
                    "\"aes_key\":\"" + MediaKey.random().base64OfHex() + "\"");
            server.sayItem("{\"type\":2,\"image_item\":{\"aeskey\":\"" + KEY.hex() + "\",\"media\":" + wrong + "}}");
            Media own = ((Segment.Image) next().segments().getFirst()).media();
            assertArrayEquals(BYTES,
                    Files.readAllBytes(Path.of(run.ability(FileResolution.class).resolve("image", own.platform()).source())));

            String whole = server.cdn() + "/download?encrypted_query_param="
                    + Forms.encoded(server.keepPlain("plain".getBytes(StandardCharsets.UTF_8)));
            server.sayItem("{\"type\":2,\"image_item\":{\"media\":{\"full_url\":\"" + whole + "\"}}}");
            Media plain = ((Segment.Image) next().segments().getFirst()).media();
            assertEquals("plain",
                    Files.readString(Path.of(run.ability(FileResolution.class).resolve("image", plain.platform()).source())));
        }
    }

    @Test
    void saysWhyAMediumCannotBeResolved() {
        FileResolution adapter = host.ability(FileResolution.class);
        for (Map<String, String> facts : List.of(Map.<String, String>of(), Map.of("file_id", "x"),
                Map.of("encrypt_query_param", "unknown"),
                Map.of("encrypt_query_param", server.keepPlain(BYTES), "aes_key", KEY.base64OfHex()),
                Map.of("encrypt_query_param", server.keepPlain(BYTES), "aes_key", "short"))) {
            AdapterException failure = assertThrows(AdapterException.class, () -> adapter.resolve("file", facts));
            assertEquals(ErrorKind.MEDIA, failure.kind(), failure.getMessage());
        }
        server.fail("download", IlinkFault.broken());
        assertEquals(ErrorKind.MEDIA,
                assertThrows(AdapterException.class, () -> adapter.resolve("file", Map.of("encrypt_query_param", "x"))).kind());
    }
}
