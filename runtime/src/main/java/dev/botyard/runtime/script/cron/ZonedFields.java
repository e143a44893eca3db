package dev.botyard.runtime.script.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/// Puts the times of a calendar on the clock of a zone. Between two changes of the clock that is a plain shift; so it goes from change to
/// change, and decides at each of them.
record ZonedFields(Fields fields) {

    Optional<ZonedDateTime> after(ZonedDateTime time) {
        ZoneId zone = time.getZone();
        ZoneRules rules = zone.getRules();
        Instant from = time.toInstant();
        Optional<LocalDateTime> next = fields.after(time.toLocalDateTime());
        while (next.isPresent()) {
            ZoneOffset offset = rules.getOffset(from);
            ZoneOffsetTransition change = rules.nextTransition(from);
            Instant candidate = next.get().toInstant(offset);
            if (change == null || candidate.isBefore(change.getInstant())) {
                if (fields.repeating() || !secondTime(rules, next.get(), offset)) {
                    return Optional.of(candidate.atZone(zone));
                }
                // It happened before the clock went back.
                next = fields.after(next.get());
                continue;
            }
            from = change.getInstant();
            LocalDateTime begin = change.getDateTimeAfter();
            if (change.isGap() && fields.hourGiven() && next.get().isBefore(begin)) {
                return Optional.of(from.atZone(zone));
            }
            if (change.isOverlap() || next.get().isBefore(begin)) {
                next = fields.after(begin.minusSeconds(1));
            }
        }
        return Optional.empty();
    }

    private static boolean secondTime(ZoneRules rules, LocalDateTime local, ZoneOffset offset) {
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isOverlap() && change.getOffsetAfter().equals(offset);
    }
}
