package dev.botyard.runtime.script.payment;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.KeptPayments.Entry;
import dev.botyard.runtime.infra.store.KeptPayments.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A payment that was kept, as operators see it. Immutable.
///
/// @param assignedImType with `assignedUser` the person whom it was given, `""` for nobody
/// @param payment        what scripts get
public record PaymentRecord(String id, State state, Instant received, String imType, String accountId, String assignedImType,
        String assignedUser, Map<String, Object> payment) {

    static PaymentRecord of(Entry entry) {
        return new PaymentRecord(entry.id(), entry.state(), entry.received(), entry.im(), entry.account(), entry.forIm(),
                entry.forUser(), content(entry));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> content(Entry entry) {
        return Json.MAPPER.readValue(entry.content(), LinkedHashMap.class);
    }
}
