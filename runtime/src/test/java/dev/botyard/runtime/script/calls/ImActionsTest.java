package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.Member;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What many IMs can do, under the names that scripts use.
class ImActionsTest {
    @TempDir
    Path folder;
    private CallBench bench;
    private Gateway gateway;
    private final Run run = CallBench.run();

    @BeforeEach
    void open() throws InterruptedException {
        bench = new CallBench(folder);
        gateway = new Gateway(new ImActions(bench.sessions));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private JsonNode act(String params) throws InterruptedException {
        return CallBench.ask(gateway, run, "im.act", params);
    }

    private String refusal(Run of, String params) {
        return CallBench.refusal(gateway, of, "im.act", params);
    }

    @Test
    void eachGoesToTheAbilityThatHasIt() throws Exception {
        assertTrue(act("{\"action\":\"setGroupCard\",\"group\":7,\"user\":42,\"text\":null}").asBoolean());
        act("{\"action\":\"setGroupName\",\"text\":\"Tea\"}");
        act("{\"action\":\"leaveGroup\",\"options\":{\"group_id\":\"9\"}}");
        act("{\"action\":\"react\",\"message\":{\"message_id\":\"m-1\"},\"text\":76,\"options\":{\"on\":false}}");
        act("{\"action\":\"markRead\",\"options\":{\"user_id\":\"42\"}}");
        assertEquals(List.of("card  for 42 in 7", "rename 700 to Tea", "leave 9", "react 76 to m-1 in 700 false",
                "read  in PRIVATE 42"), bench.platform.done);
    }

    @Test
    void whatTheyAnswerHasKeysOfScripts() throws Exception {
        bench.platform.members = List.of(Member.of("41", "Bo"), Member.of("42", "Ann").card("A"));
        assertEquals("A", act("{\"action\":\"getGroupMember\",\"user\":\"42\"}").path("display_name").asString());
        assertTrue(refusal(run, "{\"action\":\"getGroupMember\",\"user\":\"43\"}").contains("the group 700 has no member 43"));
        assertEquals("[{\"user_id\":\"42\",\"nickname\":\"Ann\"}]", act("{\"action\":\"getFriendList\"}").toString());
        assertEquals("[{\"file_id\":\"f-1\",\"name\":\"a.txt\",\"size\":7,\"folder\":false,\"raw\":{\"busid\":1}}]",
                act("{\"action\":\"getGroupFiles\",\"folder\":\"/d\"}").toString());
        JsonNode kept = act("{\"action\":\"getChatHistory\",\"count\":9999,\"message\":\"m-9\"}").path(0);
        assertEquals("m-1 42 Ann hi false", kept.path("message_id").asString() + " " + kept.path("user_id").asString() + " "
                + kept.path("user_name").asString() + " " + kept.path("text").asString() + " " + kept.path("own").asString());
        assertTrue(bench.platform.done.contains("history of 700 before m-9 most 200"), bench.platform.done::toString);
    }

    @Test
    void whatAnImHasNotAndWhatACallLeavesOutIsSaid() {
        assertEquals("unsupported: account bot (qq): listing groups is not supported by this IM",
                refusal(run, "{\"action\":\"getGroupList\"}"));
        assertTrue(refusal(run, "{\"action\":\"speechToText\",\"message\":\"m\"}").startsWith("unsupported: "));
        assertTrue(refusal(run, "{\"action\":\"getFriendList\",\"options\":{\"account_id\":\"spare\"}}")
                .contains("no member listing"));
        assertEquals("invalid_request: react names no message", refusal(run, "{\"action\":\"react\",\"text\":\"76\"}"));
        assertEquals("invalid_request: im.act has no action 'dance'", refusal(run, "{\"action\":\"dance\"}"));
        Run cron = Scripts.run(Scripts.plugin("tea.py"), RunContext.without(Trigger.CRON, ""));
        assertEquals("invalid_request: leaveGroup names no group, and the run has no current one",
                refusal(cron, "{\"action\":\"leaveGroup\",\"options\":{\"im\":\"qq\"}}"));
    }
}
