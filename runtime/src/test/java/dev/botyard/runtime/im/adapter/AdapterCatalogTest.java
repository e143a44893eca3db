package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The adapters at one moment, and what operators see of them.
class AdapterCatalogTest {
    private static final LoadedAdapter ONEBOT = SampleAdapters.loaded(
            AdapterDescriptor.adapter("onebot").name("OneBot").imTypes("qq")
                    .capabilities(Capability.SEND_TEXT, Capability.RECALL, Capability.SEND_IMAGE)
                    .lacks(Capability.SEND_VOICE, "send a file")
                    .schema(ConfigSchema.of(ConfigField.text("url", "Address"), ConfigField.secret("token", "Token"))).build(),
            3);
    private static final LoadedAdapter ANY = SampleAdapters
            .loaded(AdapterDescriptor.adapter("any").imTypes("x").anyImType().build(), 1);
    private static final LoadedAdapter BOTH = SampleAdapters.loaded(AdapterDescriptor.adapter("both").imTypes("tg", "qq").build(),
            2);

    private final AdapterCatalog catalog = SampleAdapters.catalog(ONEBOT, ANY, BOTH);

    @Test
    void adaptersAreListedByTheirIdWhateverTheOrderOfTheirLoading() {
        assertEquals(List.of(ANY, BOTH, ONEBOT), catalog.all());
        assertEquals(Optional.of(ONEBOT), catalog.find("onebot"));
        assertEquals(Optional.empty(), catalog.find("OneBot"), "ids have case");
        assertThrows(UnsupportedOperationException.class, () -> catalog.all().clear());
    }

    @Test
    void withoutBeingNamedAnAdapterServesOnlyWhatItDeclares() {
        assertEquals(List.of(BOTH, ONEBOT), catalog.forImType("qq"));
        assertEquals(List.of(ANY), catalog.forImType("x"));
        assertEquals(List.of(), catalog.forImType("icq"));
    }

    @Test
    void whoNamesAnAdapterMayUseItForEveryImWhereItSaysSo() {
        assertTrue(ANY.mayServe("icq"));
        assertTrue(ONEBOT.mayServe("qq"));
        assertFalse(ONEBOT.mayServe("icq"));
    }

    @Test
    void refusedJarsAreListedByTheirPath() {
        RefusedJar z = new RefusedJar(Path.of("z.jar"), false, "broken", Instant.EPOCH);
        RefusedJar a = new RefusedJar(Path.of("a.jar"), true, "broken", Instant.EPOCH);
        assertEquals(List.of(a, z), new AdapterCatalog(List.of(), List.of(z, a)).refused());
        assertEquals("a.jar true broken", record(AdapterRecord.Refused.of(a)));
    }

    private static String record(AdapterRecord.Refused refused) {
        return refused.file() + " " + refused.bundled() + " " + refused.reason();
    }

    @Test
    void anOperatorSeesWhatAnAdapterCanAndWhatItsAccountsMaySet() {
        AdapterRecord record = AdapterRecord.of(ONEBOT);
        assertEquals("onebot OneBot 1.0.0 onebot.jar [qq] false",
                record.id() + " " + record.name() + " " + record.version() + " " + record.file() + " " + record.imTypes() + " "
                        + record.anyImType());
        assertEquals(List.of(Capability.RECALL, Capability.SEND_IMAGE, Capability.SEND_TEXT), record.capabilities());
        assertEquals(Map.of(Capability.SEND_VOICE, "send a file"), record.lacks());
        assertEquals(2, record.settings().size());
        assertEquals(List.of("qq", "tg"), AdapterRecord.of(BOTH).imTypes());
    }

    @Test
    void aChangeSaysWhatCameAndWhatWent() {
        assertEquals("onebot: none → 1.0.0", new AdapterChange("onebot", Optional.empty(), Optional.of(ONEBOT)).toString());
        assertEquals("onebot: 1.0.0 → none", new AdapterChange("onebot", Optional.of(ONEBOT), Optional.empty()).toString());
    }

    @Test
    void aLeakNamesItsSuspectsOrWhereToLook() {
        assertEquals("adapter onebot 1.0.0 (load 3): thread 't' runs x; thread 'u' runs y",
                new LoaderLeak("onebot", "1.0.0", 3, Instant.EPOCH, List.of("thread 't' runs x", "thread 'u' runs y"))
                        .toString());
        assertTrue(new LoaderLeak("onebot", "1.0.0", 3, Instant.EPOCH, List.of()).toString()
                .endsWith(
                        "no thread was found; look for static fields, thread locals, shutdown hooks and caches of shared libraries"));
    }
}
