package dev.botyard.runtime.ops.metrics;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.net.http.AnswerListener;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.plugin.LanguageLoad;
import dev.botyard.runtime.script.plugin.PluginLoad;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunRecord;
import dev.botyard.runtime.script.worker.WorkerCounts;
import dev.botyard.runtime.script.worker.WorkersRecord;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The host's metrics.
public final class HostMetrics {
    /// The content type of [#text].
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter pushes = Counter.builder().name("botyard_pushes_total").help("Pushes by outcome")
            .labelNames("im", "kind", "rule", "code").withoutExemplars().register(registry);
    private final Counter replies = Counter.builder().name("botyard_replies_total").help("Replies by outcome")
            .labelNames("im", "kind", "code").withoutExemplars().register(registry);
    private final Counter runs = Counter.builder().name("botyard_runs_total").help("Runs of plugins by outcome")
            .labelNames("trigger", "status").withoutExemplars().register(registry);
    private final Histogram runSeconds = Histogram.builder().name("botyard_run_duration_seconds")
            .help("How long runs took, waiting included")
            .labelNames("trigger").classicUpperBounds(0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600).classicOnly()
            .withoutExemplars()
            .register(registry);

    private final Histogram beginSeconds = Histogram.builder().name("botyard_run_begin_seconds")
            .help("How long it took until runs began")
            .labelNames("language").classicUpperBounds(0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600).classicOnly()
            .withoutExemplars()
            .register(registry);

    private final HttpMetrics http = new HttpMetrics(registry);

    /// Gauges over these parts, read at each scrape.
    public HostMetrics(AccountRegistry accounts, Dispatcher dispatcher, InboundPipeline inbound, Waiters waiters,
            PluginRunner runner) {
        GaugeWithCallback.builder().name("botyard_accounts").help("Accounts by state").labelNames("im", "state")
                .callback(gauge -> accounts(accounts).forEach((key, count) -> gauge.call(count, key.split("\n", 2))))
                .register(registry);
        GaugeWithCallback.builder().name("botyard_account_online")
                .help("Whether an account is online; disabled ones are left out")
                .labelNames("im", "account")
                .callback(gauge -> accounts.snapshot().all().stream()
                        .filter(account -> account.status().state() != AccountState.DISABLED)
                        .forEach(account -> gauge.call(account.status().state() == AccountState.ONLINE ? 1 : 0, account.im(),
                                account.id().value())))
                .register(registry);
        GaugeWithCallback.builder().name("botyard_send_queue").help("Messages being sent or waiting, by account")
                .labelNames("account")
                .callback(gauge -> dispatcher.underWay().forEach((account, count) -> gauge.call(count, account)))
                .register(registry);
        gauge("botyard_pushes_queued", "Pushes that wait until they can be sent", () -> dispatcher.queue().size());
        GaugeWithCallback.builder().name("botyard_plugin_runs").help("Runs that compute, wait for people or have not begun")
                .labelNames("language", "plugin", "state").callback(gauge -> PluginRuns.report(runner.load(), gauge::call))
                .register(registry);
        gauge("botyard_runs_active", "Runs that have not ended", () -> runner.active().size());
        gauge("botyard_runs_waiting", "Runs that wait for their turn", runner::waiting);
        gauge("botyard_waits", "Runs that wait for a person", waiters::size);
        gauge("botyard_memory_used_bytes", "Heap in use",
                () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        counter("botyard_messages_total", "Messages taken from platforms", inbound::messages);
        counter("botyard_duplicate_events_total", "Events that platforms sent again", inbound::duplicates);
        ProcessMetrics.register(registry);
    }

    /// Which version runs.
    public void build(String version) {
        ProcessMetrics.build(registry, version);
    }

    /// Hears what the port answers.
    public AnswerListener http() {
        return http;
    }

    /// Processes of workers.
    ///
    /// @param counts how many came and went, by language
    public void workers(Supplier<List<WorkersRecord>> workers, Supplier<Map<Language, WorkerCounts>> counts) {
        WorkerMetrics.register(registry, workers, counts);
    }

    /// How many runs of each language there may be.
    public void bounds(Supplier<List<LanguageLoad>> languages) {
        GaugeWithCallback.builder().name("botyard_runs_bound").help("How many runs may compute or wait for people at once")
                .labelNames("language", "state").callback(gauge -> languages.get().forEach(load -> {
                    gauge.call(load.mostComputing(), load.language().label(), "computing");
                    gauge.call(load.mostWaiting(), load.language().label(), "waiting");
                })).register(registry);
    }

    /// A further gauge.
    public void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder().name(name).help(help).callback(gauge -> gauge.call(value.getAsLong())).register(registry);
    }

    /// A further counter that somebody else counts.
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder().name(name).help(help).callback(counter -> counter.call(value.getAsLong()))
                .register(registry);
    }

    private static Map<String, Integer> accounts(AccountRegistry accounts) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String im : accounts.snapshot().imTypes()) {
            for (AccountState state : AccountState.values()) {
                counts.put(im + '\n' + state.label(), 0);
            }
        }
        for (Account account : accounts.snapshot().all()) {
            counts.merge(account.im() + '\n' + account.status().state().label(), 1, Integer::sum);
        }
        return counts;
    }

    /// Counts a push or a reply. IM types without any account share one label, so that scripts cannot grow the table.
    public void sent(boolean reply, PushReceipt receipt, boolean knownIm) {
        String im = knownIm ? receipt.imType() : "other";
        if (reply) {
            replies.labelValues(im, receipt.kind().label(), receipt.code().label()).inc();
        } else {
            pushes.labelValues(im, receipt.kind().label(), receipt.rule(), receipt.code().label()).inc();
        }
    }

    /// Measures a run that begins.
    public void began(Run run) {
        beginSeconds.labelValues(PluginLoad.kind(run.plugin().file())).observe(run.beganAfter().toNanos() / 1e9);
    }

    /// Counts a run that has ended.
    public void ended(Run run, RunRecord record) {
        String trigger = run.context().trigger().label();
        runs.labelValues(trigger, record.status().label()).inc();
        runSeconds.labelValues(trigger).observe(record.duration().toNanos() / 1e9);
    }

    /// All metrics in the Prometheus text format.
    public byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
