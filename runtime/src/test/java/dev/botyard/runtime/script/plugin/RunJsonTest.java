package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.outbound.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a script is told at its start.
class RunJsonTest {
    private static final String CODE = "[CQ:at,qq=all]";

    private static JsonNode told(RunContext context, String... headers) {
        return Json.MAPPER.readTree(Scripts.run(Scripts.plugin("tea.py", headers), context).startParams());
    }

    @Test
    void aMessageWithItsChatAndItsSender() {
        JsonNode told = told(Scripts.context(Scripts.said("tea \"hot\"\n😀")).with(List.of("hot")), "title: Tea", "version: 2");
        assertEquals("secret message", told.path("run").stringValue() + " " + told.path("trigger").stringValue());
        assertEquals("tea", told.path("plugin").path("name").stringValue());
        JsonNode context = told.path("context");
        assertEquals(Json.MAPPER.readTree("""
                {"imType": "qq", "accountID": "bot", "userID": "ann", "userName": "Ann", "userAvatarUrl": "", "chatID": "700",
                 "chatName": "Tea", "isAdmin": false, "message": "tea \\"hot\\"\\n😀", "messageID": "m-tea \\"hot\\"\\n😀",
                 "pluginName": "Tea", "pluginVersion": "2", "params": ["hot"], "host": {"port": 8200}}"""), context);
    }

    @Test
    void aPrivateChatHasNoChatId() {
        JsonNode context = told(Scripts.context(Scripts.said(Chat.direct("ann"), "ann", "tea"))).path("context");
        assertEquals("", context.path("chatID").stringValue());
    }

    @Test
    void anEventWithItsNameAndItsData() {
        RunContext event = new RunContext(Trigger.EVENT, "qq", "bot", Optional.of(Chat.group("700", "")), Person.of("ann", ""),
                true, "", "", List.of(), List.of(), "group.member.join", Map.of("user_id", "7", "note", CODE), Map.of());
        JsonNode context = told(event).path("context");
        assertEquals("group.member.join", context.path("eventType").stringValue());
        assertEquals("7", context.path("eventData").path("user_id").stringValue());
        assertTrue(context.path("isAdmin").booleanValue());
        assertMarked(context.path("eventData").path("note"), CODE);
    }

    @Test
    void aRouteWithItsRequest() {
        RunContext route = new RunContext(Trigger.ROUTE, "", "", Optional.empty(), Person.NOBODY, false, "", "", List.of(),
                List.of(), "", Map.of(), Map.of("path", "/tea", "data", "{\"text\":\"" + CODE + "\"}", "params",
                        Map.of("q", CODE)));
        JsonNode context = told(route).path("context");
        assertEquals("/tea", context.path("router").path("path").stringValue());
        assertMarked(context.path("router").path("params").path("q"), CODE);
        assertFalse(context.path("router").path("data").stringValue().contains(CODE));
    }

    /// What the model passes is as little to be trusted as what people say.
    @Test
    void aCallOfAModelWithWhatItPasses() {
        JsonNode context = told(Scripts.context(Scripts.said("tea")).calledWith("two cups " + CODE)).path("context");
        assertTrue(context.path("isAI").booleanValue());
        assertMarked(context.path("aiParam"), "two cups " + CODE);
        assertEquals("tea", context.path("message").stringValue());
        assertTrue(told(Scripts.context(Scripts.said("tea")).calledWith("")).path("context").path("isAI").booleanValue(),
                "also a call with nothing");
    }

    @Test
    void whatThereIsNotIsLeftOut() {
        JsonNode context = told(RunContext.without(Trigger.CRON, "")).path("context");
        for (String key : List.of("params", "mediaItems", "eventType", "eventData", "router", "isAI", "aiParam")) {
            assertTrue(context.path(key).isMissingNode(), key);
        }
        assertEquals("fake", context.path("imType").stringValue());
    }

    /// Whatever a script does with them, codes of people are text.
    @Test
    void allThatPeopleChooseIsMarked() {
        RunContext hostile = new RunContext(Trigger.MESSAGE, "qq", "bot", Optional.of(Chat.group("g" + CODE, "n" + CODE)),
                new Person("all", "name" + CODE, "http://x/" + CODE), false, "text" + CODE, "id" + CODE, List.of("p" + CODE),
                List.of(Map.of("type", "file", "name", "f" + CODE)), "", Map.of(), Map.of());
        JsonNode context = told(hostile).path("context");
        assertMarked(context.path("userID"), "all");
        assertMarked(context.path("userName"), "name" + CODE);
        assertMarked(context.path("userAvatarUrl"), "http://x/" + CODE);
        assertMarked(context.path("chatID"), "g" + CODE);
        assertMarked(context.path("chatName"), "n" + CODE);
        assertMarked(context.path("message"), "text" + CODE);
        assertMarked(context.path("messageID"), "id" + CODE);
        assertMarked(context.path("params").path(0), "p" + CODE);
        assertMarked(context.path("mediaItems").path(0).path("name"), "f" + CODE);
    }

    private static void assertMarked(JsonNode node, String typed) {
        assertFalse(node.stringValue().equals(typed), "not marked");
        assertEquals(typed, Outgoing.text(node.stringValue()), "and more than a mark is changed");
    }
}
