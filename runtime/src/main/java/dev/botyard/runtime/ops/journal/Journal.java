package dev.botyard.runtime.ops.journal;

import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.ops.metrics.HostMetrics;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.PushRecord;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunListener;
import dev.botyard.runtime.script.plugin.RunRecord;
import dev.botyard.runtime.infra.store.PushLog;
import dev.botyard.runtime.infra.store.RunLog;
import dev.botyard.runtime.infra.thread.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes pushes and runs down. The store batches the rows, so a call costs little.
public final class Journal implements RunListener {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final PushLog pushes;
    private final RunLog runs;
    private final LiveEvents live;
    private final AccountRegistry accounts;
    private final HostMetrics metrics;
    private final RepeatedFailures failures;

    public Journal(PushLog pushes, RunLog runs, LiveEvents live, AccountRegistry accounts, HostMetrics metrics,
            Ticker ticker) {
        this.pushes = pushes;
        this.runs = runs;
        this.live = live;
        this.accounts = accounts;
        this.metrics = metrics;
        this.failures = new RepeatedFailures(ticker, log::warn);
    }

    /// A push or a reply has its outcome. Replies that were accepted stand in their run only.
    public void sent(Origin origin, boolean reply, PushReceipt receipt) {
        metrics.sent(reply, receipt, !receipt.accountId().isEmpty() || accounts.snapshot().imTypes().contains(receipt.imType()));
        if (reply && receipt.sent() == 1) {
            return;
        }
        PushRecord record = PushRecord.of(origin, receipt);
        pushes.append(record.row());
        live.tell("push", record);
    }

    @Override
    public void began(Run run) {
        metrics.began(run);
    }

    /// A run has ended.
    @Override
    public void ended(Run run) {
        RunRecord record = run.report();
        metrics.ended(run, record);
        if (!run.result().ok() && failures.isNew(record)) {
            log.warn("run {} of {} ({}) ended with {}: {}{}", record.id(), record.plugin(), record.trigger().label(),
                    record.status().label(),
                    record.error(),
                    record.traceback().isEmpty() ? "" : "\n" + record.traceback());
        }
        runs.put(record.row());
        live.tell("run", record);
    }
}
