package dev.botyard.runtime.script.render;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HostSettings.RenderSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.infra.thread.Threads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Turns, and how long a browser lives.
class PicturesTest {
    private final TestTicker ticker = new TestTicker();
    private final List<FakeBrowser> browsers = new CopyOnWriteArrayList<>();
    private RenderSettings settings = new RenderSettings("", true, false, 1, Duration.ofSeconds(20));
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile String fault = "";
    private final Pictures pictures = new Pictures(() -> settings, sandbox -> {
        FakeBrowser browser = new FakeBrowser();
        browsers.add(browser);
        return browser;
    }, uri -> Optional.empty(), ticker);

    /// Draws what the page says.
    private final class FakeBrowser implements Browser {
        final List<String> pages = new CopyOnWriteArrayList<>();
        volatile boolean networked;
        volatile boolean closed;
        volatile boolean dead;

        @Override
        public Picture picture(String html, String selector, PageNetwork network, Duration limit) throws InterruptedException {
            pages.add(html);
            networked = network.open();
            hold.await();
            if (fault.equals("page")) {
                throw new RenderException("nothing fits");
            }
            if (fault.equals("browser")) {
                throw RenderException.ofBrowser("it has ended");
            }
            return new Picture(html.getBytes(StandardCharsets.UTF_8), "");
        }

        @Override
        public boolean alive() {
            return !dead;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private String drawn(String template) throws InterruptedException {
        return new String(pictures.render(template, "", Json.MAPPER.readTree("{\"a\":\"<1>\"}")).png(), StandardCharsets.UTF_8);
    }

    private String refusal(String template) {
        return assertThrows(RenderException.class, () -> drawn(template)).getMessage();
    }

    private Thread drawing(String template) {
        return Threads.startVirtual("drawing", () -> {
            try {
                drawn(template);
            } catch (InterruptedException | RenderException _) {
                // The test looks at the browser.
            }
        });
    }

    @Test
    void picturesShareABrowserThatEndsWhenNobodyWantsOneForAWhile() throws Exception {
        assertEquals("<p>&lt;1&gt;</p>", drawn("<p>{{a}}</p>"));
        ticker.advance(Pictures.STANDS_BY.minusSeconds(1));
        drawn("b");
        ticker.advance(Pictures.STANDS_BY.minusSeconds(1));
        assertEquals(List.of("<p>&lt;1&gt;</p>", "b"), browsers.getFirst().pages);
        assertTrue(!browsers.getFirst().closed);
        ticker.advance(Duration.ofSeconds(1));
        await("it is closed").until(() -> browsers.getFirst().closed);
        drawn("c");
        assertEquals(2, browsers.size());
    }

    @Test
    void afterAFaultOfTheBrowserTheNextPictureHasAnother() throws Exception {
        fault = "page";
        assertEquals("nothing fits", refusal("a"));
        assertEquals("nothing fits", refusal("b"));
        assertEquals(1, browsers.size());
        fault = "browser";
        assertEquals("it has ended", refusal("c"));
        await("it is closed").until(() -> browsers.getFirst().closed);
        fault = "";
        drawn("d");
        assertEquals(List.of("d"), browsers.get(1).pages);
    }

    @Test
    void aBrowserThatHasEndedIsReplaced() throws Exception {
        drawn("a");
        browsers.getFirst().dead = true;
        drawn("b");
        assertEquals(List.of("b"), browsers.get(1).pages);
        await("what is left of it is removed").until(() -> browsers.getFirst().closed);
    }

    @Test
    void otherSettingsWantAnotherBrowser() throws Exception {
        drawn("a");
        settings = new RenderSettings("/other", true, true, 1, Duration.ofSeconds(20));
        drawn("b");
        assertTrue(browsers.get(1).networked);
        assertTrue(!browsers.getFirst().networked);
        await("the old one is closed").until(() -> browsers.getFirst().closed);
    }

    @Test
    void oneIsDrawnAfterTheOtherAndTooManyAreRefused() throws Exception {
        hold = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        all.add(drawing("first"));
        await("the first is drawn").until(() -> !browsers.isEmpty() && browsers.getFirst().pages.size() == 1);
        for (int i = 0; i < Pictures.MOST_WAITING; i++) {
            all.add(drawing("later"));
        }
        await("all others wait").until(() -> pictures.waiting() == Pictures.MOST_WAITING);
        assertTrue(refusal("too many").startsWith(Pictures.MOST_WAITING + " pictures wait"));
        assertEquals(List.of("first"), browsers.getFirst().pages);
        hold.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertEquals(Pictures.MOST_WAITING + 1, browsers.getFirst().pages.size());
    }

    @Test
    void whoGetsNoTurnInTimeHearsThat() throws Exception {
        settings = new RenderSettings("", true, false, 1, Duration.ofMillis(10));
        hold = new CountDownLatch(1);
        Thread first = drawing("first");
        await("the first is drawn").until(() -> !browsers.isEmpty() && browsers.getFirst().pages.size() == 1);
        List<String> refusals = new CopyOnWriteArrayList<>();
        Thread second = Threads.startVirtual("second", () -> refusals.add(refusal("second")));
        await("the second waits").until(() -> pictures.waiting() == 1);
        ticker.advance(Duration.ofMillis(10));
        second.join();
        assertTrue(refusals.getFirst().contains("had no turn within 10 ms"));
        assertEquals(0, pictures.waiting());
        hold.countDown();
        first.join();
    }

    @Test
    void atTheEndBrowsersAreClosedAndNoneIsStarted() throws Exception {
        drawn("a");
        pictures.close();
        assertTrue(browsers.getFirst().closed);
        assertEquals("the host is stopping", refusal("b"));
        assertEquals(1, browsers.size());
        assertEquals(0, ticker.waiting());
    }

    @Test
    void anEmptyTemplateIsNoPage() {
        assertEquals("the template is empty", refusal(" "));
        assertEquals(List.of(), browsers);
    }
}
