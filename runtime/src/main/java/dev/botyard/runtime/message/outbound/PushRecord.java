package dev.botyard.runtime.message.outbound;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.PushRow;
import tools.jackson.databind.node.ObjectNode;

/// A push of the log: its receipt and who asked for it. Immutable.
///
/// @param number  the place in the log, 0 while it is not there
/// @param run     the run that pushed it, `""` for none
/// @param trigger what started the run, `api` for a request of the API
public record PushRecord(long number, @JsonUnwrapped PushReceipt receipt, String run, String plugin, String trigger) {

    public static PushRecord of(Origin origin, PushReceipt receipt) {
        return new PushRecord(0, receipt, origin.run(), origin.plugin(), origin.trigger().label());
    }

    /// The row that the store keeps: all of it as JSON, and what is searched for beside it.
    public PushRow row() {
        return new PushRow(0, receipt.id(), receipt.time(), run, plugin, trigger, receipt.imType(), receipt.accountId(),
                receipt.rule(), receipt.kind().label(), receipt.group(), receipt.user(), receipt.code().label(), receipt.sent(),
                receipt.messageIds(), receipt.reason(), receipt.duration().toNanos() / 1000, Shown.text(this));
    }

    /// A push of the log.
    public static PushRecord of(PushRow row) {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree(row.receipt());
        return Shown.read(tree.put("number", row.number()), PushRecord.class);
    }
}
