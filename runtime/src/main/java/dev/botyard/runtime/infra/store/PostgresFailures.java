package dev.botyard.runtime.infra.store;

import dev.botyard.api.error.FullDisk;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// What PostgreSQL's failures mean: by their codes, since its words come in many languages.
final class PostgresFailures {
    /// Others were quicker: serialization failure, deadlock.
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01");
    /// The server stops, starts, is full up, or has become a replica.
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "53300", "25006");

    private PostgresFailures() {}

    /// Doing the same again may well succeed at once, and nothing of it was done.
    static boolean collision(SQLException failure) {
        return COLLISIONS.contains(state(failure));
    }

    /// There is no connection, or no more.
    static boolean away(SQLException failure) {
        String state = state(failure);
        return failure instanceof SQLTransientConnectionException || state.startsWith("08") || GONE.contains(state);
    }

    /// Something of this name was made by somebody else in the same moment.
    static boolean madeByAnother(SQLException failure) {
        return Set.of("23505", "42P07", "42710").contains(state(failure));
    }

    /// In words that follow a colon.
    static String meaning(SQLException failure) {
        SQLException root = root(failure);
        String said = root.getMessage() == null ? root.toString() : root.getMessage().strip().replaceAll("\\s+", " ");
        String state = state(root);
        return switch (state) {
            case "28P01", "28000" -> "the server does not let this user in; check store.user, store.password and, on the server,"
                    + " pg_hba.conf (" + said + ").";
            case "3D000" -> "there is no such database on the server; make it there with 'createdb' (" + said + ").";
            case "42501" -> "the user may not do this; make it the owner of the database (" + said + ").";
            case "25006" -> "the server is a replica that can only be read; name the primary, or all servers with"
                    + " targetServerType=primary.";
            case "53100" -> FullDisk.SENTENCE.replaceFirst("^the disk", "the disk of its server");
            case "53300" -> "the server has no connection left; raise its max_connections or stop what uses them (" + said + ").";
            case "57P01", "57P02", "57P03" -> "the server is being stopped or started (" + said + ").";
            default -> connecting(state, said);
        };
    }

    private static String connecting(String state, String said) {
        if (state.startsWith("08")) {
            if (said.contains("SSL") || said.contains("PKIX")) {
                return "TLS with the server failed; check sslmode and sslrootcert in store.url (" + said + ").";
            }
            return said.contains("targetServerType")
                    ? "none of its servers is a primary that can be reached (" + said + ")."
                    : "the server does not answer (" + said + ").";
        }
        return said;
    }

    /// The pool tells of a failure to connect with the last one as its cause.
    private static SQLException root(SQLException failure) {
        return failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException cause
                ? cause
                : failure;
    }

    private static String state(SQLException failure) {
        String state = root(failure).getSQLState();
        return state == null ? "" : state;
    }
}
