package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.im.account.PlayedAccounts;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.inbound.PlatformReference;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Media that came with a message, asked of the account that received it.
class IncomingMediaTest {
    private static final PlatformReference CAT = new PlatformReference("a", "image", Map.of("id", "7"));

    private final PlayedAccounts accounts = new PlayedAccounts(new TestTicker(Instant.EPOCH));
    private final IncomingMedia media = new IncomingMedia(accounts.supervisor());

    @AfterEach
    void close() throws InterruptedException {
        accounts.close();
    }

    private AdapterException refused() {
        return assertThrows(AdapterException.class, () -> media.find(CAT));
    }

    @Test
    void theAccountFindsWhatThePlatformSaidOfIt() throws Exception {
        Media found = Media.reference("https://x/cat.png", "cat.png", "image/png", 5, Map.of());
        accounts.im().can(FileResolution.class, (type, platform) -> {
            assertEquals("image {id=7}", type + " " + platform);
            return found;
        });
        accounts.configure(SampleAccount.of("qq", "a"), SampleAccount.of("qq", "b"));
        assertSame(found, media.find(CAT));
    }

    @Test
    void anAccountThatIsAwayIsNamed() throws Exception {
        accounts.configure(SampleAccount.of("qq", "a").disabled());
        AdapterException told = refused();
        assertEquals(ErrorKind.MEDIA, told.kind());
        assertEquals("the medium cannot be fetched: account a, which received it, is not online", told.getMessage());
    }

    @Test
    void anAdapterThatCannotFindMediaSaysSo() throws Exception {
        accounts.configure(SampleAccount.of("qq", "a"));
        assertEquals("UNSUPPORTED adapter played of account a has no file resolution",
                refused().kind() + " " + refused().getMessage());
    }

    @Test
    void whoIsInterruptedStaysInterrupted() throws Exception {
        accounts.im().can(FileResolution.class, (type, platform) -> {
            throw new InterruptedException("the host stops");
        });
        accounts.configure(SampleAccount.of("qq", "a"));
        assertEquals("fetching the medium was interrupted", refused().getMessage());
        assertTrue(Thread.interrupted());
    }
}
