package dev.botyard.runtime.message.inbound;

import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.Segment;

/// What an event is known by when it comes again. An id alone will not do: implementations count from the start again when they are restarted,
/// and a message that is dropped because of its id is lost without a word. Immutable.
///
/// @param id      the event's id, `""` for none
/// @param who     a hash of chat and person
/// @param what    a hash of what is said
/// @param second  when, by the platform's clock; 0 when it does not tell
/// @param renewed whether another second under the same id means another event. A request or a payment has an id of its own that never comes
///                back, and some platforms report it anew each time with the time of the report.
public record EventMark(String id, int who, int what, long second, boolean renewed) {

    /// The mark of an event.
    public static EventMark of(InboundEvent event) {
        return switch (event) {
            case MessageEvent message -> of(message);
            case NoticeEvent notice -> of(notice.details());
            case RequestEvent request -> of(request.details());
            case MetaEvent meta -> of(meta.details());
            // Money is never counted twice, whatever else the report says.
            case PaymentEvent payment -> new EventMark(payment.id(), 0, payment.amount().hashCode(), 0, false);
        };
    }

    private static EventMark of(MessageEvent message) {
        int what = 0;
        for (Segment segment : message.segments()) {
            what = 31 * what + (segment instanceof Segment.Text text
                    ? text.text().hashCode()
                    : segment.getClass().getSimpleName().hashCode());
        }
        return new EventMark(message.id(), 31 * message.chat().id().hashCode() + message.sender().id().hashCode(), what,
                message.dated() ? message.time().getEpochSecond() : 0, true);
    }

    private static EventMark of(EventDetails details) {
        return new EventMark(details.id(),
                31 * details.chat().map(chat -> chat.id().hashCode()).orElse(0) + details.person().id().hashCode(),
                31 * details.name().hashCode() + details.nativeName().hashCode(), details.time().getEpochSecond(), false);
    }

    /// As one line, for the store.
    public String toLine() {
        return who + " " + what + " " + second + " " + renewed + " " + id;
    }

    /// What [#toLine] wrote; a mark that fits nothing when it is something else.
    public static EventMark ofLine(String line) {
        String[] parts = line.split(" ", 5);
        try {
            return new EventMark(parts[4], Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]),
                    Boolean.parseBoolean(parts[3]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
            return new EventMark("", 0, 0, 0, false);
        }
    }

    /// What `later`, which has the same id, is beside this one.
    Verdict judge(EventMark later) {
        boolean dated = second != 0 && later.second != 0;
        if (who != later.who || renewed && dated && second != later.second) {
            return Verdict.NEW;
        }
        if (what == later.what && (renewed || second == later.second)) {
            return Verdict.REPEATED;
        }
        return renewed && !dated ? Verdict.NEW : Verdict.CHANGED;
    }

    /// What an event is.
    enum Verdict {
        /// Not seen before.
        NEW,
        /// The same once more.
        REPEATED,
        /// Dropped too, but it is not quite what it was.
        CHANGED
    }
}
