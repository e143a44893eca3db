package dev.botyard.runtime;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRecord;
import dev.botyard.runtime.net.http.ServerSentEvents;
import dev.botyard.runtime.ops.admin.LogLinesResource;
import dev.botyard.runtime.ops.alert.AccountAlerts;
import dev.botyard.runtime.ops.journal.AccountHistory;
import dev.botyard.runtime.ops.journal.Journal;
import dev.botyard.runtime.ops.journal.LiveEvents;
import dev.botyard.runtime.ops.journal.PaymentNews;
import dev.botyard.runtime.ops.journal.PluginChange;
import dev.botyard.runtime.ops.metrics.HostMetrics;
import dev.botyard.runtime.ops.trace.TraceNews;

/// What is written down and told to operators.
final class HostJournal {
    final HostMetrics metrics;
    final LiveEvents live;
    final ServerSentEvents logs;
    final AccountAlerts alerts;
    final AccountHistory history = new AccountHistory();

    HostJournal(HostGround ground, HostMessages messages, HostScripts scripts) {
        metrics = new HostMetrics(messages.registry, messages.dispatcher, messages.pipeline, messages.waiters, scripts.runner);
        metrics.build(HostFacts.VERSION);
        metrics.counter("botyard_log_rows_dropped_total", "Log rows dropped because the disk was too slow",
                () -> ground.store().droppedLogRows());
        metrics.gauge("botyard_adapter_loaders_waiting", "Class loaders of replaced adapters that are not collected yet",
                () -> messages.loader.loaders().waiting());
        metrics.gauge("botyard_adapter_loaders_leaked", "Class loaders of replaced adapters that something holds",
                () -> messages.loader.loaders().leaks().size());
        metrics.counter("botyard_worker_strangers_total", "Connections to the workers' socket that had no valid token",
                scripts::strangers);
        live = ground.closing().add(new LiveEvents());
        logs = ground.closing().add(new ServerSentEvents("log"));
        ground.logs().listen(line -> LogLinesResource.tell(logs, line));
        Journal journal = new Journal(ground.store().pushLog(), ground.store().runLog(), live, messages.registry, metrics,
                ground.ticker());
        messages.dispatcher.listen(journal::sent);
        scripts.runner.listen(journal);
        metrics.bounds(scripts.late::languages);
        metrics.workers(scripts.workers::facts, scripts.workers::counts);
        metrics.gauge("botyard_http_connections", "Connections that are open, WebSockets included",
                () -> ground.server().openConnections());
        metrics.gauge("botyard_http_websockets", "WebSockets that are open", () -> ground.server().openWebSockets());
        ground.server().listen(metrics.http());
        messages.registry.listen(history::changed);
        messages.registry.listen((before, after) -> live.tell("account",
                AccountRecord.of(present(before, after), messages.registry)));
        scripts.catalog.listen((before, after) -> live.tell("plugin", PluginChange.of(before, after)));
        messages.journeys.listen(journey -> {
            if (live.wanted()) {
                live.tell("trace", TraceNews.of(journey));
            }
        });
        scripts.payments.listen(() -> live.tell("payment", new PaymentNews(scripts.payments.waits().size())));
        alerts = new AccountAlerts(messages.registry, messages.notices, () -> ground.settings().alerts(), ground.home().root(),
                ground.ticker());
    }

    private static Account present(Account before, Account after) {
        return after == null ? before : after;
    }
}
