package dev.botyard.adapters.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.matrix.MatrixServer.Bot;
import dev.botyard.testkit.Judge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that others wrote takes the fake for a homeserver.
class MatrixClientIT {
    private static final String ROOM = "!room:fake";

    @Test
    void aForeignClientIsContent(@TempDir Path folder) throws Exception {
        try (MatrixServer server = new MatrixServer()) {
            Bot bot = server.bot();
            server.room(ROOM);
            server.state.get(ROOM)
                    .add(MatrixServer.state("$create", "m.room.create", "@ann:fake", "", "{\"room_version\":\"11\"}"));
            server.state.get(ROOM)
                    .add(MatrixServer.state("$join", "m.room.member", bot.userId, bot.userId, "{\"membership\":\"join\"}"));
            try (Judge sdk = Judge.start("matrix", MatrixClientIT.class, "matrix-js-sdk.mjs", folder, Map.of("MATRIX_URL",
                    server.url().toString(), "MATRIX_TOKEN", bot.token, "MATRIX_USER", bot.userId))) {
                assertEquals(bot.userId, sdk.await("online"));
                sdk.await("sync PREPARED");
                server.tell(ROOM, MatrixServer.text("$m1", "@ann:fake", "hello"), "");
                assertEquals("$m1 " + ROOM + " hello", sdk.await("message"));
                sdk.tell("send " + ROOM);
                assertTrue(sdk.await("sent").endsWith(" true"));
                sdk.tell("media");
                assertEquals("bytes", sdk.await("media"));
                sdk.tell("join !other:fake");
                assertEquals("!other:fake", sdk.await("joined"));
                server.drop();
                sdk.await("sync RECONNECTING");
                server.mend();
                server.tell(ROOM, MatrixServer.text("$m2", "@ann:fake", "again"), "");
                assertEquals("$m2 " + ROOM + " again", sdk.await("message"));
                assertEquals(0, sdk.end(), sdk.errors());
            }
            assertEquals(List.of(), server.complaints);
        }
    }
}
