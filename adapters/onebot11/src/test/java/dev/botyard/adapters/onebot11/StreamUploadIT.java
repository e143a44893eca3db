package dev.botyard.adapters.onebot11;

import static dev.botyard.testkit.Patience.SOON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.TestMedia;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class StreamUploadIT extends PlayedAccount {
    private static final String ADDRESS = "http://host/media/big.mp4?sig=secret";

    private final TestMedia big = new TestMedia("big.mp4", random(StreamUpload.PIECE * 2 + 7), Optional.empty());

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    private void connectNapCat(String... settings) throws Exception {
        account.software("NapCat.Onebot");
        connect(settings);
    }

    private void connect(String... settings) throws Exception {
        connectReverse(settings);
        // The software is told after the login, and the host hears of both.
        host.state("connected");
    }

    private OutboundMessage film() {
        return OutboundMessage.to(Target.group("1")).segments(new Segment.Video(big)).timeout(SOON).build();
    }

    private String sentFilm() throws InterruptedException {
        host.send(film());
        return account.awaitCall("send_group_msg", SOON).segment(0, "file");
    }

    @Test
    void whatIsTooLargeForTheMessageIsUploadedInPieces() throws Exception {
        connectNapCat("self_id", SELF, "media_base64_limit", "1000");
        host.send(film());
        assertEquals(4, account.callsOf("upload_file_stream").size());
        String path = account.awaitCall("send_group_msg", SOON).segment(0, "file");
        assertTrue(path.startsWith("/napcat/temp/") && path.endsWith(".mp4"), path);
        assertArrayEquals(big.bytes(), account.uploadedFile(path));
    }

    @Test
    void smallMediaTravelInsideAsBefore() throws Exception {
        connectNapCat("self_id", SELF);
        assertTrue(sentFilm().startsWith("base64://"));
        assertEquals(List.of(), account.callsOf("upload_file_stream"));
    }

    @Test
    void filesAreUploadedInPiecesAndThenShared() throws Exception {
        connectNapCat("self_id", SELF, "media", "stream");
        host.send(OutboundMessage.to(Target.group("1")).segments(new Segment.File(big)).timeout(SOON).build());
        RecordedCall shared = account.awaitCall("upload_group_file", SOON);
        assertEquals("big.mp4", shared.param("name"));
        assertArrayEquals(big.bytes(), account.uploadedFile(shared.param("file")));
    }

    @Test
    void aRefusalMidwayFreesTheUploadAndTheAddressIsSent() throws Exception {
        connectNapCat("self_id", SELF, "media_base64_limit", "1000");
        account.once("upload_file_stream", Behaviour.NORMAL).once("upload_file_stream",
                Behaviour.failed(1200, "Memory limit exceeded"));
        assertEquals(ADDRESS, sentFilm());
        assertEquals(0, account.unfinishedUploads());
        assertTrue(sentFilm().startsWith("/napcat/temp/"), "one failure does not end uploads");
    }

    @Test
    void withoutAnotherWayARefusalIsTheFailureAndNothingWasSent() throws Exception {
        connectNapCat("self_id", SELF, "media", "stream");
        account.once("upload_file_stream", Behaviour.NORMAL).once("upload_file_stream",
                Behaviour.failed(1200, "Memory limit exceeded"));
        AdapterException failure = failure(film());
        assertEquals(ErrorKind.MEDIA, failure.kind());
        assertTrue(failure.getMessage().contains("Memory limit exceeded"), failure.getMessage());
        assertEquals(List.of(), account.callsOf("send_group_msg"));
        assertEquals(0, account.unfinishedUploads());
    }

    @Test
    void anUploadWithoutAnswerIsNoDoubtAboutTheMessage() throws Exception {
        connectNapCat("self_id", SELF, "media", "stream");
        account.once("upload_file_stream", Behaviour.DROP);
        assertEquals(ErrorKind.COMMUNICATION, failure(film()).kind());
        assertEquals(List.of(), account.callsOf("send_group_msg"));
    }

    @Test
    void whoDoesNotKnowUploadsIsAskedOnce() throws Exception {
        connect("self_id", SELF, "media_base64_limit", "1000");
        host.send(film());
        host.send(film());
        assertEquals(1, account.callsOf("upload_file_stream").size());
        assertEquals(ADDRESS, account.awaitCall("send_group_msg", SOON).segment(0, "file"));
        assertEquals(ADDRESS, account.awaitCall("send_group_msg", SOON).segment(0, "file"));
    }

    @Test
    void whoDoesNotKnowUploadsIsNotAskedAgainAfterAReconnectButAfterAnUpdate() throws Exception {
        for (String version : new String[]{"Simulator", "Simulator", "Newcomer"}) {
            account.software(version);
            connect("self_id", SELF, "media_base64_limit", "1000");
            host.send(film());
            host.close();
        }
        assertEquals(2, account.callsOf("upload_file_stream").size());
    }

    @Test
    void anAddressOfThisHostThatFailedIsNotTriedAgainAfterAReconnect() throws Exception {
        account.on("upload_file_stream", Behaviour.failed(1404, ""));
        connect("self_id", SELF, "media_base64_limit", "1000");
        account.once("send_group_msg", Behaviour.failed(1200, "识别URL失败"));
        assertEquals(ErrorKind.MEDIA, failure(film()).kind());
        assertEquals(ADDRESS, account.awaitCall("send_group_msg", SOON).segment(0, "file"));
        host.close();
        connect("self_id", SELF, "media_base64_limit", "1000");
        assertEquals(ErrorKind.MEDIA, failure(film()).kind());
        assertEquals(List.of(), account.callsOf("send_group_msg"));
    }

    @Test
    void aDeadLinkOfAScriptDoesNotSpeakAgainstThisHost() throws Exception {
        connect("self_id", SELF, "media_base64_limit", "1000");
        account.on("upload_file_stream", Behaviour.failed(1404, "")).once("send_group_msg", Behaviour.failed(1200, "识别URL失败"));
        OutboundMessage dead = OutboundMessage.to(Target.group("1")).segments(
                new Segment.Video(new TestMedia("far.mp4", big.bytes(), Optional.of(URI.create("https://far/far.mp4")))))
                .timeout(SOON).build();
        assertEquals(ErrorKind.MEDIA, failure(dead).kind());
        account.awaitCall("send_group_msg", SOON);
        assertEquals(ADDRESS, sentFilm());
    }

    @Test
    void whoKeepsSilentIsAskedOnceAndTheMessageStillGoesInTime() throws Exception {
        connect("self_id", SELF, "media_base64_limit", "1000");
        account.on("upload_file_stream", Behaviour.SILENCE);
        host.send(OutboundMessage.to(Target.group("1")).segments(new Segment.Video(big)).timeout(Duration.ofSeconds(1))
                .build());
        assertEquals(ADDRESS, sentFilm());
        assertEquals(ADDRESS, account.awaitCall("send_group_msg", SOON).segment(0, "file"));
        assertEquals(List.of(), account.callsOf("upload_file_stream"));
    }

    @Test
    void anAddressThatThePeerCannotFetchIsReplacedByAnUpload() throws Exception {
        connectNapCat("self_id", SELF, "media_base64_limit", "1000");
        account.once("send_group_msg", Behaviour.failed(1200, "识别URL失败"));
        host.send(OutboundMessage.to(Target.group("1")).segments(
                new Segment.Video(new TestMedia("far.mp4", big.bytes(), Optional.of(URI.create("https://far/far.mp4")))))
                .timeout(SOON).build());
        assertEquals("https://far/far.mp4", account.awaitCall("send_group_msg", SOON).segment(0, "file"));
        String path = account.awaitCall("send_group_msg", SOON).segment(0, "file");
        assertArrayEquals(big.bytes(), account.uploadedFile(path));
    }

    @Test
    void uploadsGoOverHttpToo() throws Exception {
        account.software("NapCat.Onebot");
        start("mode", "http", "url", simulator.httpUrl(SELF).toString(), "self_id", SELF, "media", "stream");
        host.state("connected " + SELF);
        assertArrayEquals(big.bytes(), account.uploadedFile(sentFilm()));
    }

    @Test
    void theStrategyIsRefusedWhereItIsNotOffered() throws Exception {
        connect("self_id", SELF, "media", "stream");
        AdapterException failure = failure(film());
        assertEquals(ErrorKind.MEDIA, failure.kind());
        assertTrue(failure.getMessage().contains("set media to another way"), failure.getMessage());
    }

    @Test
    void emptyMediaAreRefusedBeforeTheWire() throws Exception {
        connectNapCat("self_id", SELF, "media", "stream");
        AdapterException failure = failure(OutboundMessage.to(Target.group("1"))
                .segments(new Segment.Image(TestMedia.local("empty.png", ""))).timeout(SOON).build());
        assertEquals(ErrorKind.MEDIA, failure.kind());
        assertEquals(List.of(), account.callsOf("upload_file_stream"));
    }
}
