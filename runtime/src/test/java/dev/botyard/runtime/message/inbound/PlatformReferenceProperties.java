package dev.botyard.runtime.message.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class PlatformReferenceProperties {

    @Property
    void comesBackAsItWas(@ForAll @NotEmpty String account, @ForAll Map<@NotEmpty String, String> platform) {
        // Lone halves of surrogate pairs are no text; no platform can send them.
        if (!text(account) || !platform.keySet().stream().allMatch(PlatformReferenceProperties::text)
                || !platform.values().stream().allMatch(PlatformReferenceProperties::text)) {
            return;
        }
        PlatformReference reference = new PlatformReference(account, "image", platform);
        assertEquals(reference, PlatformReference.parse(reference.toString()).orElseThrow());
    }

    private static boolean text(String text) {
        return new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)
                .equals(text);
    }

    @Property
    void anythingElseIsNone(@ForAll String source) {
        assertNotNull(PlatformReference.parse("platform:" + source));
    }
}
