package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.EntryFile;
import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.script.keyword.KeywordReplies;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replies without code at the door of the API.
class ReplyResourceIT {
    @TempDir
    private Path home;
    private PlayedApi api;

    @BeforeEach
    void open() throws Exception {
        Path file = home.resolve("replies.yaml");
        api = new PlayedApi();
        api.api.add(new ReplyResource(new KeywordReplies(file,
                new EntryFile<>(file, new YamlReader(new HomeFolder(home), new Secrets()), ReplyEntry.KIND), plugins -> {})));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aReplyIsWrittenReadAndRemoved() throws Exception {
        assertEquals("[\"你好\"]",
                api.ask("PUT", "/api/v1/replies/%E6%97%A9", "{\"when\": \"你好\", \"answer\": [\"hi\"], \"im\": [],"
                        + " \"pictures\": null, \"priority\": 3}").json().path("when").toString());
        assertEquals("\"早\":\n  \"when\": \"你好\"\n  \"answer\": [\"hi\"]\n  \"priority\": 3",
                Files.readString(home.resolve("replies.yaml")).lines().skip(1).reduce((one, two) -> one + "\n" + two)
                        .orElseThrow());
        assertEquals("3", api.ask("GET", "/api/v1/replies/%E6%97%A9", "").json().path("priority").toString());
        assertEquals("text", api.ask("GET", "/api/v1/replies", "").json().at("/replies/0/as").stringValue());
        assertTrue(api.ask("GET", "/api/v1/replies", "").json().path("settings").size() > 8);
        assertEquals(204, api.ask("DELETE", "/api/v1/replies/%E6%97%A9", "").status());
        assertEquals("404 not_found: there is no keyword reply '早'. There is none yet.",
                api.ask("DELETE", "/api/v1/replies/%E6%97%A9", "").error());
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        String said = api.ask("PUT", "/api/v1/replies/r", "{\"when\": \"(\", \"as\": \"pattern\", \"answer\": \"x\"}").error();
        assertTrue(said.startsWith("400 invalid_request: r.when: The rule '(' is not a valid pattern"), said);
        said = api.ask("PUT", "/api/v1/replies/r", "{\"when\": \"x\"}").error();
        assertTrue(said.startsWith("400 invalid_request: r.answer: a reply needs an answer or a picture."), said);
    }
}
