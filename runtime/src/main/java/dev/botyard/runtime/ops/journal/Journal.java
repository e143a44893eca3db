package dev.botyard.runtime.ops.journal;

import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.ops.metrics.HostMetrics;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunRecord;
import dev.botyard.runtime.infra.store.PushLog;
import dev.botyard.runtime.infra.store.PushRow;
import dev.botyard.runtime.infra.store.RunLog;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.infra.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes pushes and runs down. The store batches the rows, so a call costs little.
public final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final PushLog pushes;
    private final RunLog runs;
    private final LiveEvents live;
    private final AccountRegistry accounts;
    private final HostMetrics metrics;

    public Journal(PushLog pushes, RunLog runs, LiveEvents live, AccountRegistry accounts, HostMetrics metrics) {
        this.pushes = pushes;
        this.runs = runs;
        this.live = live;
        this.accounts = accounts;
        this.metrics = metrics;
    }

    /// A push or a reply has its outcome. Replies that were accepted stand in their run only.
    public void sent(Origin origin, boolean reply, PushReceipt receipt) {
        metrics.sent(reply, receipt, !receipt.account().isEmpty() || accounts.snapshot().imTypes().contains(receipt.im()));
        if (reply && receipt.sent() == 1) {
            return;
        }
        Map<String, Object> map = receipt.toMap();
        map.put("run", origin.run());
        map.put("plugin", origin.plugin());
        map.put("trigger", origin.trigger().label());
        pushes.append(new PushRow(0, receipt.id(), receipt.time(), origin.run(), origin.plugin(), origin.trigger().label(),
                receipt.im(),
                receipt.account(),
                receipt.rule(), receipt.kind().label(), receipt.group(), receipt.user(), receipt.code().label(), receipt.sent(),
                receipt.messageIds(), receipt.reason(), receipt.duration().toNanos() / 1000,
                Json.MAPPER.writeValueAsString(map)));
        if (live.wanted()) {
            live.tell("push", map);
        }
    }

    /// A run has ended.
    public void ended(Run run) {
        RunRecord record = run.report();
        metrics.ended(run, record);
        if (!run.result().ok()) {
            log.warn("run {} of {} ({}) ended with {}: {}{}", record.id(), record.plugin(), record.trigger().label(),
                    record.status().label(),
                    record.error(),
                    record.traceback().isEmpty() ? "" : "\n" + record.traceback());
        }
        Map<String, Object> details = new LinkedHashMap<>();
        Map<String, Object> map = record.toMap();
        for (String key : new String[]{"message", "traceback", "value", "calls", "notes", "duration_ms"}) {
            details.put(key, map.get(key));
        }
        runs.put(new RunRow(0, record.id(), record.plugin(), record.trigger().label(), record.im(), record.account(),
                record.chat(),
                record.user(),
                record.started(), Optional.of(record.started().plus(record.duration())), record.status().label(), record.error(),
                record.output(),
                Json.MAPPER.writeValueAsString(details)));
        if (live.wanted()) {
            live.tell("run", map);
        }
    }

    /// A run of the log as the API shows it.
    public static Map<String, Object> toMap(RunRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", row.id());
        map.put("plugin", row.plugin());
        map.put("trigger", row.trigger());
        map.put("im_type", row.im());
        map.put("account", row.account());
        map.put("chat", row.chat());
        map.put("user", row.user());
        map.put("status", row.status());
        map.put("error", row.error());
        map.put("output", row.output());
        map.put("started", row.started().toString());
        Json.MAPPER.readTree(row.calls()).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }
}
