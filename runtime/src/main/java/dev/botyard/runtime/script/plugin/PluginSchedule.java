package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.cron.CronExpression;
import dev.botyard.runtime.script.cron.CronListener;
import dev.botyard.runtime.script.cron.CronScheduler;
import dev.botyard.runtime.script.cron.InvalidCronException;
import dev.botyard.runtime.script.header.HeaderValue;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fires plugins by their `cron` header, in the zone of the host. A time at which the plugin's own previous scheduled run has not ended is
/// skipped, a time that passed while the host was down or asleep too; both are logged. Thread-safe.
public final class PluginSchedule implements Service, CronListener {
    private static final Logger log = LoggerFactory.getLogger(PluginSchedule.class);

    private final CronScheduler scheduler;
    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final Supplier<ZoneId> zone;
    private final InstantSource clock;

    public PluginSchedule(PluginCatalog catalog, PluginRunner runner, Supplier<ZoneId> zone, InstantSource clock) {
        this.catalog = catalog;
        this.runner = runner;
        this.zone = zone;
        this.clock = clock;
        this.scheduler = new CronScheduler(clock, this);
        catalog.listen(this::changed);
    }

    @Override
    public void start() {
        scheduler.start();
    }

    private void changed(Plugin before, Plugin after) {
        Plugin known = after == null ? before : after;
        Optional<HeaderValue> cron = after == null || !after.enabled() ? Optional.empty() : after.header().cron();
        if (cron.isEmpty()) {
            scheduler.cancel(known.file());
            return;
        }
        try {
            scheduler.schedule(known.file(), CronExpression.parse(cron.get().text(), zone.get()), time -> fire(known.file()));
        } catch (InvalidCronException e) {
            scheduler.cancel(known.file());
        }
    }

    private void fire(String file) throws InterruptedException {
        Optional<Plugin> plugin = catalog.snapshot().find(file).filter(Plugin::enabled);
        if (plugin.isPresent()) {
            Run run = runner.start(plugin.get(), RunContext.without(Trigger.CRON, ""), () -> {});
            run.await(run.timeLimit().plusMinutes(1));
        }
    }

    /// The next five times of a plugin, none without a schedule.
    public List<ZonedDateTime> nextFive(Plugin plugin) {
        if (plugin.header().cron().isEmpty() || !plugin.enabled()) {
            return List.of();
        }
        try {
            return CronExpression.parse(plugin.header().cron().get().text(), zone.get())
                    .nextFive(clock.instant().atZone(zone.get()));
        } catch (InvalidCronException e) {
            return List.of();
        }
    }

    /// The timer, for schedules that scripts make while running.
    public CronScheduler scheduler() {
        return scheduler;
    }

    @Override
    public void missed(String key, ZonedDateTime first, int count) {
        log.warn("schedule of {}: {} time(s) from {} were missed because the host was down or asleep; they are skipped", key,
                count, first);
    }

    @Override
    public void overlapped(String key, ZonedDateTime time) {
        log.warn("schedule of {}: {} was skipped because the previous scheduled run has not ended", key, time);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
