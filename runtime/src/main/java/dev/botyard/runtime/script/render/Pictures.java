package dev.botyard.runtime.script.render;

import dev.botyard.runtime.config.HostSettings.RenderSettings;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Draws pages for scripts, a few at once; further ones wait for their turn. Thread-safe.
public final class Pictures implements AutoCloseable {
    /// How many wait at most.
    static final int MOST_WAITING = 32;
    /// How long a browser stands by after its last picture.
    static final Duration STANDS_BY = Duration.ofSeconds(60);

    private final Supplier<RenderSettings> settings;
    private final Browser.Starter starter;
    private final PageNetwork network;
    private final Ticker ticker;
    private final Object starting = new Object();
    private final Set<Standing> standing = new HashSet<>();
    private Standing current;
    private int drawing;
    private int waiting;
    private boolean stopped;

    /// A browser and how many pictures it draws.
    private static final class Standing {
        final Browser browser;
        final RenderSettings settings;
        int users;
        Ticker.Ticking end = () -> {};

        Standing(Browser browser, RenderSettings settings) {
            this.browser = browser;
            this.settings = settings;
        }

        boolean fits(RenderSettings now) {
            return browser.alive() && settings.browser().equals(now.browser()) && settings.sandbox() == now.sandbox();
        }
    }

    /// With the Chromium of this machine.
    ///
    /// @param network what pages get where the settings let them
    public static Pictures ofChromium(Supplier<RenderSettings> settings, PageNetwork network, Ticker ticker) {
        return new Pictures(settings, sandbox -> {
            ChromiumProgram program = ChromiumProgram.of(settings.get());
            return Chromium.start(program.file().orElseThrow(() -> new RenderException(program.problem())), sandbox, ticker);
        }, network, ticker);
    }

    Pictures(Supplier<RenderSettings> settings, Browser.Starter starter, PageNetwork network, Ticker ticker) {
        this.settings = settings;
        this.starter = starter;
        this.network = network;
        this.ticker = ticker;
    }

    /// Fills the template and draws what fits the selector.
    ///
    /// @throws RenderException when there is no picture
    public Picture render(String template, String selector, JsonNode data) throws InterruptedException {
        RenderSettings now = settings.get();
        if (template.isBlank()) {
            throw new RenderException("the template is empty");
        }
        String html = Template.fill(template, data);
        long deadline = ticker.in(now.timeout());
        turn(now, deadline);
        try {
            return draw(html, selector, now, deadline);
        } finally {
            synchronized (this) {
                drawing--;
                notifyAll();
            }
        }
    }

    private synchronized void turn(RenderSettings now, long deadline) throws InterruptedException {
        if (waiting >= MOST_WAITING) {
            throw new RenderException(waiting + " pictures wait to be drawn already; try again later");
        }
        waiting++;
        try {
            while (drawing >= now.atOnce() && !stopped) {
                if (ticker.reached(deadline)) {
                    throw new RenderException("the picture had no turn within " + now.timeout().toMillis()
                            + " ms, because others were being drawn; raise render.timeout or render.at_once in botyard.yaml");
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, ticker.until(deadline)));
            }
            refuseWhenStopped();
            drawing++;
        } finally {
            waiting--;
        }
    }

    private void refuseWhenStopped() {
        if (stopped) {
            throw new RenderException("the host is stopping");
        }
    }

    private Picture draw(String html, String selector, RenderSettings now, long deadline) throws InterruptedException {
        Standing with = take(now);
        boolean good = false;
        try {
            Picture picture = with.browser.picture(html, selector, now.network() ? network : PageNetwork.NONE,
                    Duration.ofNanos(Math.max(0, ticker.until(deadline))));
            good = true;
            return picture;
        } catch (RenderException e) {
            good = !e.isOfBrowser();
            throw e;
        } finally {
            give(with, good);
        }
    }

    private Standing take(RenderSettings now) throws InterruptedException {
        synchronized (starting) {
            Optional<Standing> there = standing(now);
            return there.isPresent() ? there.get() : begun(new Standing(starter.start(now.sandbox()), now));
        }
    }

    private synchronized Optional<Standing> standing(RenderSettings now) {
        refuseWhenStopped();
        if (current != null && current.fits(now)) {
            current.end.close();
            current.users++;
            return Optional.of(current);
        }
        retire();
        return Optional.empty();
    }

    private synchronized Standing begun(Standing begun) {
        standing.add(begun);
        if (stopped) {
            end(begun);
        }
        refuseWhenStopped();
        begun.users++;
        current = begun;
        return begun;
    }

    private synchronized void give(Standing back, boolean good) {
        back.users--;
        if (!good && back == current) {
            current = null;
        }
        if (back.users > 0) {
            return;
        }
        if (back == current) {
            back.end.close();
            back.end = ticker.after(STANDS_BY, "browser-idle", () -> idle(back));
        } else {
            end(back);
        }
    }

    private synchronized void idle(Standing unused) {
        if (unused == current && unused.users == 0) {
            retire();
        }
    }

    /// The next picture gets another one.
    private void retire() {
        if (current != null && current.users == 0) {
            current.end.close();
            end(current);
        }
        current = null;
    }

    private void end(Standing old) {
        if (standing.remove(old)) {
            Threads.startVirtual("browser-end", old.browser::close);
        }
    }

    /// How many wait for their turn.
    synchronized int waiting() {
        return waiting;
    }

    @Override
    public void close() {
        Set<Standing> left;
        synchronized (this) {
            stopped = true;
            current = null;
            left = Set.copyOf(standing);
            standing.clear();
            notifyAll();
        }
        left.forEach(one -> {
            one.end.close();
            one.browser.close();
        });
    }
}
