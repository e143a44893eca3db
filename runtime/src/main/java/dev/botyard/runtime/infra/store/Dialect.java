package dev.botyard.runtime.infra.store;

/// Where the databases differ. Everything else is written once, in words that all of them know: those of SQLite and PostgreSQL, and of
/// CockroachDB and YugabyteDB, which speak as PostgreSQL does but have neither advisory locks nor numbers without gaps.
enum Dialect {
    SQLITE("/store/", "instr(lower(%1$s), lower(?)) > 0",
            "delete from %1$s where number <= (select max(number) from %1$s) - ?",
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name", false) {
        @Override
        String stored(String text) {
            return text;
        }

        @Override
        String read(String text) {
            return text;
        }
    },
    POSTGRESQL("/store/postgresql/", "strpos(" + Dialect.small("%1$s") + ", " + Dialect.small("?") + ") > 0",
            "delete from %1$s where number <= (select number from %1$s order by number desc limit 1 offset ?)",
            "select cast(table_name as text) as name from information_schema.tables where table_schema = current_schema()"
                    + " and table_type = 'BASE TABLE' order by name",
            true) {
        /// PostgreSQL keeps every character but one.
        @Override
        String stored(String text) {
            return text.indexOf('\0') < 0 && text.indexOf(ESCAPE) < 0
                    ? text
                    : text.replace(ESCAPE + "", ESCAPE + "1").replace("\0", ESCAPE + "0");
        }

        @Override
        String read(String text) {
            return text == null || text.indexOf(ESCAPE) < 0
                    ? text
                    : text.replace(ESCAPE + "0", "\0").replace(ESCAPE + "1", ESCAPE + "");
        }
    };

    /// No character, by Unicode's own word.
    private static final char ESCAPE = '\uffff';

    private final String scripts;
    private final String contains;
    private final String trim;

    private final String tables;
    private final boolean farAway;

    Dialect(String scripts, String contains, String trim, String tables, boolean farAway) {
        this.tables = tables;
        this.farAway = farAway;
        this.scripts = scripts;
        this.contains = contains;
        this.trim = trim;
    }

    /// Large Latin letters become small ones and no others, whatever the language of the server.
    private static String small(String text) {
        return "translate(" + text + ", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')";
    }

    /// A text on its way into a column or a comparison.
    abstract String stored(String text);

    /// The same on its way back.
    abstract String read(String text);

    /// Where the scripts of [Migrations] lie.
    String scripts() {
        return scripts;
    }

    /// Names all tables.
    String tables() {
        return tables;
    }

    /// Whether each statement is a way over the network, so that several are better sent together.
    boolean farAway() {
        return farAway;
    }

    /// Whether the text of a parameter stands in a column; large and small letters of the Latin alphabet are the same.
    String contains(String column) {
        return contains.formatted(column);
    }

    /// Removes all but the newest rows of a log, as many as the parameter says. SQLite numbers rows without gaps, which others do not.
    String trim(String table) {
        return trim.formatted(table);
    }
}
