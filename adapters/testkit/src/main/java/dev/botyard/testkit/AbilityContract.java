package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class AbilityContract {
    /// With what other wires would take for markup, a mention or a code.
    private static final String EDITED = OutboundContract.TEXT + " *5* <b>6</b> [CQ:at,qq=all]";

    abstract Stage stage();

    abstract Path folder();

    @Test
    @DisplayName("A-42 a declared ability is there")
    void hasWhatItDeclares() throws InterruptedException {
        compare(true);
    }

    @Test
    @DisplayName("A-43 an ability that is not declared is not there")
    void declaresWhatItHas() throws InterruptedException {
        compare(false);
    }

    private void compare(boolean declared) throws InterruptedException {
        stage().prepared();
        Adapter adapter = stage().host.create(Stage.BOT);
        for (Capability capability : Capability.values()) {
            capability.ability().filter(type -> stage().host.descriptor().capabilities().contains(capability) == declared)
                    .ifPresent(type -> assertEquals(declared, adapter.ability(type).isPresent(),
                            capability + " is " + (declared ? "" : "not ") + "declared"));
        }
    }

    @Test
    @DisplayName("A-65 a call of the platform's own that it does not know is answered or refused, and sends go on")
    void survivesUnknownCalls() throws InterruptedException {
        Assumptions.assumeTrue(stage().host.descriptor().capabilities().contains(Capability.PLATFORM_CALLS),
                "it has no platform calls");
        stage().online();
        try {
            stage().host.session(Stage.BOT).orElseThrow().with(PlatformCalls.class,
                    platform -> platform.call("no_such_action_7", Map.of("id", "7"), Duration.ofSeconds(2)));
        } catch (AdapterException refused) {
            assertNotEquals(ErrorKind.INTERNAL, refused.kind(), refused.getMessage());
        }
        stage().send(stage().target(), stage().patience(), new Segment.Text("after it"));
    }

    @Test
    @DisplayName("A-66 an edited message says the new text word for word, and no other message comes of it")
    void edits() throws InterruptedException {
        Assumptions.assumeTrue(stage().host.descriptor().capabilities().contains(Capability.EDIT), "it edits no messages");
        stage().online();
        String id = stage().send(stage().target(), "first words").messageIds().getFirst();
        int sent = stage().im.sent().size();
        stage().host.session(Stage.BOT).orElseThrow().with(MessageEdit.class, editing -> {
            editing.edit(stage().chat(), id, EDITED);
            return null;
        });
        assertEquals(List.of(new SentCall(stage().target(), EDITED)), stage().im.edited());
        assertEquals(sent, stage().im.sent().size(), "the edit has sent a message");
    }

    @Test
    @DisplayName("A-44 a declared kind of message goes through, another is UNSUPPORTED before the wire")
    void sendsWhatItDeclares() throws InterruptedException {
        stage().online();
        Media media = KitMedia.of(folder(), "note.bin");
        check(Capability.SEND_TEXT, new Segment.Text("text"));
        check(Capability.SEND_IMAGE, new Segment.Image(media));
        check(Capability.SEND_VOICE, new Segment.Voice(media, ""));
        check(Capability.SEND_VIDEO, new Segment.Video(media));
        check(Capability.SEND_FILE, new Segment.File(media));
    }

    @Test
    @DisplayName("A-60 formats are declared for kinds that it sends, and each of them goes through")
    void takesTheFormatsItDeclares() throws InterruptedException {
        stage().online();
        MediaFormats formats = stage().host.descriptor().formats();
        checkFormats(Capability.SEND_VOICE, formats.voice(), media -> new Segment.Voice(media, ""));
        checkFormats(Capability.SEND_IMAGE, formats.image(), Segment.Image::new);
        checkFormats(Capability.SEND_VIDEO, formats.video(), Segment.Video::new);
    }

    private void checkFormats(Capability capability, List<String> formats, Function<Media, Segment> segment)
            throws InterruptedException {
        assertTrue(formats.isEmpty() || stage().host.descriptor().capabilities().contains(capability),
                () -> "formats are declared, but " + capability + " is not: " + formats);
        KitMedia media = KitMedia.of(folder(), "medium.bin");
        for (String format : formats) {
            stage().send(stage().target(), stage().patience(), segment.apply(media.typed(format)));
        }
    }

    private void check(Capability capability, Segment segment) throws InterruptedException {
        int before = stage().im.sent().size();
        if (stage().host.descriptor().capabilities().contains(capability)) {
            stage().send(stage().target(), stage().patience(), segment);
            return;
        }
        AdapterException failure = assertThrows(AdapterException.class,
                () -> stage().send(stage().target(), stage().patience(), segment),
                capability + " is not declared, but it was sent");
        assertEquals(ErrorKind.UNSUPPORTED, failure.kind(), failure.getMessage());
        assertEquals(before, stage().im.sent().size(), capability + " is not declared, but the wire was touched");
    }
}
