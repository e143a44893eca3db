package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Media of pushes that wait: where their bytes are kept, and by what name they are found again.
class KeptMediaTest {
    private final List<String> asked = new ArrayList<>();
    private final MediaSources sources = new MediaSources() {
        @Override
        public Media resolve(String source, Path folder, String name, String mime) {
            throw new AssertionError("only what is kept is asked for");
        }

        @Override
        public Optional<Media> keep(String source, Path folder, String name, String mime) {
            asked.add(source + " in " + folder + " as '" + name + "' '" + mime + "'");
            if (source.startsWith("https:")) {
                return Optional.empty();
            }
            if (source.equals("missing.png")) {
                throw new AdapterException(ErrorKind.MEDIA, "there is no file missing.png");
            }
            return Optional.of(new StoredMedium(name.isEmpty() ? "cat.png" : name, mime.isEmpty() ? "image/png" : mime));
        }
    };

    private record StoredMedium(String name, String mimeType) implements Media {
        @Override
        public String source() {
            return "as it was written";
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public Path file() {
            return Path.of("/store/abc");
        }
    }

    private PushRequest kept(SamplePush push) {
        return KeptMedia.of(push.order("p-1"), sources).request();
    }

    @Test
    void aMediumIsFoundInTheStoreUnderTheNameAndTypeThatItHad() {
        PushRequest kept = kept(SamplePush.of(PushKind.IMAGE, "cat.png"));
        assertEquals("/store/abc", kept.source());
        assertEquals(Map.of("filename", "cat.png", "mimeType", "image/png"), kept.options());
        assertEquals(List.of("cat.png in /plugins as '' ''"), asked);
    }

    @Test
    void namesThatTheScriptGaveStay() {
        PushRequest kept = kept(
                SamplePush.of(PushKind.IMAGE, "cat.png").option("fileName", "mine.png").option("mime_type", "image/x"));
        assertEquals(Map.of("fileName", "mine.png", "mime_type", "image/x"), kept.options());
        assertEquals(List.of("cat.png in /plugins as 'mine.png' 'image/x'"), asked);
    }

    @Test
    void anAddressIsEnoughByItself() {
        PushRequest kept = kept(SamplePush.of(PushKind.IMAGE, "https://example.org/cat.png"));
        assertEquals("https://example.org/cat.png {}", kept.source() + " " + kept.options());
    }

    @Test
    void mediaOfAMixedPushAreKeptEachAndTheirOtherNamesGo() {
        PushRequest kept = kept(
                SamplePush.mixed(Map.of("type", "text", "text", "see"), Map.of("type", "image", "file", "cat.png"),
                        Map.of("type", "image", "url", "https://example.org/b.png")));
        assertEquals(List.of(Map.of("type", "text", "text", "see"),
                Map.of("type", "image", "source", "/store/abc", "name", "cat.png", "mime_type", "image/png"),
                Map.of("type", "image", "url", "https://example.org/b.png")), kept.items());
    }

    @Test
    void nothingIsKeptOfAText() {
        PushRequest kept = kept(SamplePush.text("tea").titled("Daily").to("100", "").timeoutMs(7).option("ttl", 5));
        assertEquals(SamplePush.text("tea").titled("Daily").to("100", "").timeoutMs(7).option("ttl", 5).request(), kept);
        assertEquals(List.of(), asked);
    }

    @Test
    void whatTheStoreWritesHoldsNoNulls() {
        Map<String, Object> item = new HashMap<>();
        item.put("type", "image");
        item.put("file", "cat.png");
        item.put("caption", null);
        PushRequest kept = kept(SamplePush.mixed(item).option("topic", null));
        assertEquals(Map.of(), kept.options());
        assertEquals(false, kept.items().getFirst().containsKey("caption"));
    }

    @Test
    void whatIsMissingIsNotPromised() {
        assertThrows(AdapterException.class, () -> kept(SamplePush.of(PushKind.IMAGE, "missing.png")));
    }
}
