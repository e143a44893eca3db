package dev.botyard.runtime.message.border;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the host writes for scripts, and whole values on their way in and out.
class HostCodeTest {
    private static final String MARK = "\u2060";

    @Test
    void aCodeOfTheHostActsAndItsValuesAreWordsOfPeople() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("file", "https://x/[CQ:at,qq=all].png");
        data.put("name", "a,b");
        assertEquals("[CQ:image,file=https://x/&#91;" + MARK + "CQ:at&#44;qq=" + MARK + "all&#93;.png,name=a&#44;b]",
                HostCode.EMPTY.and("image", data).text());
    }

    @Test
    void codesStandOneAfterTheOther() {
        assertEquals("[CQ:face,id=1][CQ:face,id=2]",
                HostCode.EMPTY.and("face", Map.of("id", "1")).and("face", Map.of("id", "2")).text());
        assertEquals("", HostCode.EMPTY.text());
    }

    @Test
    void whatLooksLikeACodeAndIsTextDoesNotAct() {
        assertEquals("[" + MARK + "CQ:poke,id=1]", HostCode.EMPTY.andText("poke", Map.of("id", "1")).text());
    }

    @Test
    void aCodeOfTheHostIsNotMarkedOnItsWayToTheScript() {
        HostCode code = HostCode.EMPTY.and("face", Map.of("id", "1"));
        assertEquals(Map.of("content", "[CQ:face,id=1]"), Incoming.value(Map.of("content", code)));
    }

    @Test
    void namesOfPeopleThatAreCalledAllAreMarkedByTheirKey() {
        for (String key : List.of("user_id", "userID", "operatorId", "FromWxid", "qq", "QQ", "uin")) {
            assertEquals(Map.of(key, MARK + "all"), Incoming.value(Map.of(key, "all")), key);
        }
        for (String key : List.of("word", "name", "idea")) {
            Map<String, String> value = Map.of(key, "all");
            assertSame(value, Incoming.value(value), key);
        }
    }

    @Test
    void nullsNumbersAndFlagsPass() {
        assertNull(Incoming.value(null));
        assertNull(Outgoing.value(null));
        assertEquals(7, Incoming.value(7));
        assertEquals(true, Incoming.value(true));
        Map<String, Object> holed = new HashMap<>();
        holed.put("none", null);
        holed.put("text", "[CQ:x]");
        Map<String, Object> marked = new HashMap<>(holed);
        marked.put("text", "[" + MARK + "CQ:x]");
        assertEquals(marked, Incoming.value(holed));
        assertEquals(holed, Outgoing.value(marked));
    }

    @Test
    void valuesWithinValuesAreMarkedHoweverDeep() {
        Object value = "[CQ:x]";
        Object marked = "[" + MARK + "CQ:x]";
        for (int depth = 0; depth < 50; depth++) {
            value = depth % 2 == 0 ? Arrays.asList(value, null) : Map.of("in", value);
            marked = depth % 2 == 0 ? Arrays.asList(marked, null) : Map.of("in", marked);
        }
        assertEquals(marked, Incoming.value(value));
        assertEquals(value, Outgoing.value(marked));
    }

    @Test
    void keysOfPeopleAreWordsToo() {
        assertEquals(Map.of("[" + MARK + "CQ:x]", 1), Incoming.value(Map.of("[CQ:x]", 1)));
        assertEquals(Map.of("[CQ:x]", 1), Outgoing.value(Map.of("[" + MARK + "CQ:x]", 1)));
    }

    @Test
    void whatHoldsNoMarkGoesOutAsItIs() {
        List<Object> list = new ArrayList<>(List.of("a", Map.of("b", List.of(1))));
        assertSame(list, Outgoing.value(list));
    }

    @Test
    void theBodyOfARequestKeepsItsOtherCharactersAndTheRestIsMarkedWhole() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("data", "{\"a\":\"&amp; [CQ:at]\"}");
        request.put("query", Map.of("name", "&amp;[CQ:at]"));
        assertEquals(Map.of("data", "{\"a\":\"&amp; [" + MARK + "CQ:at]\"}", "query",
                Map.of("name", "&" + MARK + "amp;[" + MARK + "CQ:at]")), Incoming.request(request));
        assertEquals(Map.of("data", Map.of("a", "[" + MARK + "CQ:at]")),
                Incoming.request(Map.of("data", Map.of("a", "[CQ:at]"))),
                "a body that was read already is marked like any value");
    }

    @Test
    void aSourceIsAnAddressOnlyWithAScheme() {
        assertEquals("https://x/[CQ", Outgoing.source("https://x/[" + MARK + "CQ"));
        assertEquals("base64://[CQ", Outgoing.source("base64://[" + MARK + "CQ"));
        for (String path : List.of("[" + MARK + "CQ.png", "file:///[" + MARK + "CQ", "FILE:[" + MARK + "CQ", ":[" + MARK + "CQ",
                "a/b:[" + MARK + "CQ")) {
            assertSame(path, Outgoing.source(path));
        }
    }
}
