package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.cron.CronExpression;
import dev.botyard.runtime.script.cron.CronListener;
import dev.botyard.runtime.script.cron.CronScheduler;
import dev.botyard.runtime.script.cron.InvalidCronException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fires plugins by their `cron` header and handlers by their times, in the zone of the host. A time at which the plugin's own previous scheduled run has not ended is
/// skipped, a time that passed while the host was down or asleep too; both are logged. Thread-safe.
public final class PluginSchedule implements Service, CronListener {
    private static final Logger log = LoggerFactory.getLogger(PluginSchedule.class);

    private final CronScheduler scheduler;
    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final Supplier<ZoneId> zone;
    private final InstantSource clock;
    private final Map<String, Coming> coming = new ConcurrentHashMap<>();

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
        coming.remove((after == null ? before : after).file());
        Set<String> gone = before == null ? new HashSet<>() : new HashSet<>(times(before).keySet());
        if (after != null && after.enabled()) {
            times(after).forEach((key, time) -> {
                scheduler.schedule(key, time.expression(), _ -> fire(after.file(), time.handler()));
                gone.remove(key);
            });
        }
        gone.forEach(scheduler::cancel);
    }

    /// A time at which a plugin, or one of its handlers, runs by itself.
    ///
    /// @param handler `""` for the script alone
    public record Time(String handler, CronExpression expression) {}

    /// The times of a plugin by their keys; those that nobody can read are told as problems of the file.
    public Map<String, Time> times(Plugin plugin) {
        Map<String, Time> times = new LinkedHashMap<>();
        for (Entry entry : plugin.entries()) {
            String key = Way.key(plugin.file(), entry.handler());
            for (String text : entry.schedules()) {
                try {
                    times.put(times.containsKey(key) ? key + "@" + times.size() : key,
                            new Time(entry.handler(), CronExpression.parse(text, zone.get())));
                } catch (InvalidCronException e) {
                    log.debug("{}: {}", key, e.getMessage());
                }
            }
        }
        return times;
    }

    private void fire(String file, String handler) throws InterruptedException {
        Optional<Plugin> plugin = catalog.snapshot().find(file).filter(Plugin::enabled);
        if (plugin.isPresent()) {
            RunContext context = RunContext.without(Trigger.CRON, "").to(WantedHandler.named(handler));
            Run run = runner.start(plugin.get(), context, () -> {});
            run.await(run.timeLimit().plusMinutes(1));
        }
    }

    /// The next five times of a plugin and of its handlers, none without a schedule. They stay the same until the first has come.
    public List<ZonedDateTime> nextFive(Plugin plugin) {
        if (!plugin.enabled()) {
            return List.of();
        }
        ZonedDateTime now = clock.instant().atZone(zone.get());
        return coming.compute(plugin.file(), (_, known) -> known != null && known.holds(plugin, now)
                ? known
                : new Coming(plugin, now, times(plugin).values().stream().flatMap(time -> nextFive(time).stream()).sorted()
                        .limit(5).toList()))
                .times();
    }

    /// The next five of one of its times.
    public List<ZonedDateTime> nextFive(Time time) {
        return time.expression().nextFive(clock.instant().atZone(zone.get()));
    }

    /// The next times of a plugin, as somebody has asked for them.
    private record Coming(Plugin plugin, ZonedDateTime asked, List<ZonedDateTime> times) {
        private boolean holds(Plugin wanted, ZonedDateTime now) {
            return plugin == wanted && asked.getZone().equals(now.getZone()) && !now.isBefore(asked)
                    && (times.isEmpty() || now.isBefore(times.getFirst()));
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
