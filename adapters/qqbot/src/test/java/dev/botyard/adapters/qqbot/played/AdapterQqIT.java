package dev.botyard.adapters.qqbot.played;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.played.QqChats.Call;
import dev.botyard.testkit.Judge;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second opinion on the played platform: Koishi's adapter for QQ's bots, npm `@satorijs/adapter-qq`, takes it for QQ.
class AdapterQqIT {
    private static final int BEAT = 500;

    @TempDir
    Path folder;

    @Test
    void itLogsInHearsAnswersAndResumes() throws Exception {
        try (QqServer server = new QqServer().heartbeat(BEAT)) {
            PlayedBot bot = server.bot("102000001", "played-secret");
            try (Judge judge = Judge.start("qqbot", AdapterQqIT.class, "adapter-qq.cjs", folder,
                    Map.of("TOKEN_URL", server.tokenUrl(),
                            "ENDPOINT", server.url(), "APP_ID", bot.appId(), "SECRET", bot.secret()))) {
                while (!judge.await("status").equals("qq 1")) {
                    // Connecting comes first.
                }
                server.chats().inGroup("GROUP1", "MEMBER1", "m-1", "hello", WireSocket::send);
                judge.await("answered");
                server.chats().inPrivate("PERSON1", "m-2", "hi", WireSocket::send);
                judge.await("answered");
                server.sockets().forEach(WireSocket::abort);
                Patience.await("the connection is gone").until(() -> server.sockets().isEmpty());
                server.chats().inPrivate("PERSON1", "m-3", "meanwhile", WireSocket::send);
                judge.await("answered");
                assertEquals(0, judge.end());
            }
            assertEquals(1, bot.identified().size(), "it resumed its session");
            assertEquals(List.of("m-1 1", "m-1 2", "m-2 1", "m-2 2", "m-3 1", "m-3 2"), server.chats().messages().stream()
                    .map(AdapterQqIT::answered).toList());
            assertEquals(List.of(), server.chats().complaints());
        }
    }

    private static String answered(Call call) {
        return Json.text(call.body(), "msg_id") + " " + Json.text(call.body(), "msg_seq");
    }
}
