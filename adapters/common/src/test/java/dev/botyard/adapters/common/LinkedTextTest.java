package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.TestMedia;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedTextTest {
    @Test
    void peopleGetTheAddressThatTheScriptGaveOrOneOfThisHost() {
        assertEquals("https://x.example/a", LinkedText.link(TestMedia.remote("https://x.example/a", "x")).toString());
        assertEquals("http://host/media/a.png?sig=secret", LinkedText.link(TestMedia.local("a.png", "x")).toString());
    }

    @Test
    void mediaStandOnLinesOfTheirOwn() {
        LinkedText read = LinkedText.of(List.of(new Segment.Text("look"), new Segment.Image(TestMedia.local("a.png", "x")),
                new Segment.Voice(TestMedia.remote("https://x.example/v", "x"), "words"), new Segment.Markdown("**after**")));
        assertEquals("look\na.png: http://host/media/a.png?sig=secret\nwords\nremote: https://x.example/v\n**after**",
                read.text());
        assertTrue(read.markdown());
        assertEquals("", read.link());
    }

    @Test
    void whereThePlatformTakesMediaTheyAreKeptApart() {
        LinkedText read = LinkedText.apart(List.of(new Segment.Text("look"), new Segment.File(TestMedia.local("a.bin", "x"))));
        assertEquals("look", read.text());
        assertEquals("a.bin", read.media().getFirst().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8200/media/a", "http://localhost/a", "http://[::1]:8200/a", "http://0.0.0.0/a"})
    void anAddressOfThisMachineIsRefused(String address) {
        AdapterException refused = assertThrows(AdapterException.class, () -> LinkedText.link(TestMedia.remote(address, "x")));
        assertEquals(ErrorKind.MEDIA, refused.kind());
        assertTrue(refused.getMessage().contains("set public_url"), refused.getMessage());
    }
}
