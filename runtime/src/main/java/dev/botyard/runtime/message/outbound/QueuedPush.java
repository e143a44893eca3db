package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.store.QueuedPushes.Entry;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import java.time.Instant;

/// A push of the queue as operators see it. Immutable.
///
/// @param sent      0: what was sent stands in the log of pushes
/// @param code      `queued`, or why it was given up
/// @param reason    of the last attempt that did not send it, `""` before one
/// @param accountId the account that is asked or was named, `""` for none
/// @param run       the run that pushed it, `""` for none
public record QueuedPush(String id, int sent, State state, String code, @Sentence String reason, String imType, PushKind kind,
        String group,
        String user, String accountId, int attempts, Instant created, Instant expires, String run, String plugin,
        String trigger) {

    static QueuedPush of(HeldPush push) {
        Entry entry = push.entry();
        Order order = push.order();
        PushRequest request = order.request();
        return new QueuedPush(entry.id(), 0, entry.state(),
                entry.state() == State.FAILED ? entry.code() : ReceiptCode.QUEUED.label(), entry.reason(), order.im(),
                request.kind(), request.groupCode(), request.userId(),
                entry.account().isEmpty() ? order.options().account() : entry.account(), entry.attempts(), entry.created(),
                entry.expires(), request.origin().run(), request.origin().plugin(), request.origin().trigger().label());
    }
}
