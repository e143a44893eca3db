package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.store.HourlyCounts.Happening;
import dev.botyard.runtime.infra.store.HourlyCounts.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The latest messages of every chat.
public final class MessageHistory {
    private static final String COLUMNS = "im, account, chat, \"user\", message_id, time, direction, text";
    private static final String INSERT = "insert into message_history (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Store store;

    MessageHistory(Store store) {
        this.store = store;
    }

    /// Returns at once.
    public void append(MessageRow row) {
        Optional<Happening> happening = row.direction().equals("in")
                ? Optional.of(new Happening(Kind.MESSAGE, row.time(), true))
                : Optional.empty();
        store.append(
                new LogRow(happening, INSERT, row.im(), row.account(), row.chat(), row.user(), row.messageId(),
                        row.time().toEpochMilli(),
                        row.direction(), row.text()));
    }

    /// Newest first, with every message appended so far.
    public List<MessageRow> query(Filter filter) {
        store.flush();
        Conditions where = new Conditions().equal("im", filter.im()).equal("account", filter.account())
                .equal("chat", filter.chat())
                .equal("\"user\"", filter.user()).equal("direction", filter.direction()).before(filter.before());
        return store.read(session -> session.list(where.newest("select number, " + COLUMNS + " from message_history"),
                row -> new MessageRow(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7)), row.getString(8), row.getString(9)),
                where.values(filter.limit())));
    }

    /// Drops all but about the newest `keep` rows.
    public void trim(int keep) {
        store.write(session -> Retention.trim(session, "message_history", keep));
    }

    /// `""` and 0 mean any.
    public record Filter(String im, String account, String chat, String user, String direction, long before, int limit) {
        /// The newest messages of one chat.
        public static Filter ofChat(String im, String chat, int limit) {
            return new Filter(im, "", chat, "", "", 0, limit);
        }

        /// The newest messages of one IM.
        public static Filter ofIm(String im, int limit) {
            return new Filter(im, "", "", "", "", 0, limit);
        }
    }
}
