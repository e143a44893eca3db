package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlayableSegmentsTest {
    private static final MediaFormats SOUND = MediaFormats.ANY.voice("audio/mpeg");
    private static final Media AMR = Media.reference("hello", "hello.amr", "audio/amr", -1, Map.of());
    private static final Media MP3 = Media.reference("hello", "hello.mp3", "audio/mpeg", -1, Map.of());

    private static List<Segment> sent(MediaFormats formats, MediaConversion conversion) throws InterruptedException {
        return new PlayableSegments(conversion, formats, "web", () -> Duration.ofSeconds(1))
                .of(List.of(new Segment.Voice(AMR, "hi"), new Segment.Image(AMR), new Segment.Text("text")));
    }

    private static Media impossible(Media media, PushKind kind, List<String> formats, String im, Duration atMost) {
        throw new AdapterException(ErrorKind.MEDIA, "no ffmpeg");
    }

    @Test
    void onlyDeclaredKindsAreConverted() throws InterruptedException {
        List<Segment> sent = sent(SOUND, (media, kind, formats, im, atMost) -> MP3);
        assertEquals(new Segment.Voice(MP3, "hi"), sent.get(0));
        assertSame(AMR, ((Segment.Image) sent.get(1)).media());
        assertEquals(new Segment.Text("text"), sent.get(2));
    }

    @Test
    void whatCannotBeConvertedIsRefused() {
        assertThrows(AdapterException.class, () -> sent(SOUND, PlayableSegmentsTest::impossible));
    }

    @Test
    void whatCannotBeConvertedArrivesWhereThePlatformTakesItAllTheSame() throws InterruptedException {
        assertSame(AMR, ((Segment.Voice) sent(SOUND.takingOthers(), PlayableSegmentsTest::impossible).get(0)).media());
    }
}
