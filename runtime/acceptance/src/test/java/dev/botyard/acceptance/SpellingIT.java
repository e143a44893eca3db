package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Where and who may be spelled alike at every door, and an alias of an IM type stands for it everywhere.
@TestInstance(Lifecycle.PER_CLASS)
class SpellingIT {
    private RunningHost host;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        host = new RunningHost(home).qq("bot", "10001", "default: true\n").file("botyard.yaml", "aliases: { penguin: qq }\n");
        host.python("who.py", "", "sender.reply('-')\nprint(sender.getImtype(), sender.getUserID(), sender.getChatID())");
        host.start();
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'imType':'penguin','userID':'7','groupCode':'9'", "'im_type':'Penguin','userId':'7','group':'9'",
        "'imtype':'qq','user_id':'7','group_id':'9'", "'im':'QQ','user':7,'chatID':9"})
    void aRunTakesEverySpelling(String arguments) {
        JsonNode run = host.post("/plugins/who.py/run", "{" + arguments.replace('\'', '"') + ",\"message\":\"hi\"}");

        assertEquals("qq 7 9", run.path("output").stringValue("").strip(), run.toString());
        assertEquals("qq 7 9", run.path("im_type").stringValue("") + " " + run.path("user").stringValue("") + " "
                + run.path("group").stringValue(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'imType':'penguin','userID':'7','account_id':'bot'", "'imtype':'qq','userId':'7','account':'bot'",
        "'im':'QQ','user':7,'options':{'account':'bot'}", "'im_type':'Penguin','user_id':7,'accountId':'bot'"})
    void aPushTakesEverySpelling(String arguments) {
        JsonNode told = host.post("/push/explain", "{" + arguments.replace('\'', '"') + "}");

        assertEquals("qq 7 bot explicit", told.path("im_type").stringValue("") + " " + told.path("user").stringValue("") + " "
                + told.path("rejected").path(0).path("account_id").stringValue(told.path("account_id").stringValue("")) + " "
                + told.path("rule").stringValue(""), told.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"imType=penguin", "im_type=QQ", "im=qq", "imtype=Penguin"})
    void runsAreFoundByEverySpelling(String query) {
        host.post("/plugins/who.py/run", "{\"imType\":\"qq\",\"userID\":\"7\",\"message\":\"hi\"}");

        assertEquals("qq", host.get("/runs?plugin=who.py&" + query).path("runs").path(0).path("im_type").stringValue(""));
    }
}
