package dev.botyard.runtime.infra.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentTest {

    @Test
    void anArgumentIsFoundUnderEachOfItsNames() {
        for (Argument argument : Argument.values()) {
            for (String name : argument.spellings()) {
                assertEquals("x", argument.of(Map.of(name, " x ")), name);
            }
        }
        assertEquals("imType", Argument.IM_TYPE.spellings().getFirst());
    }

    @Test
    void noNameOfAPlaceOrAPersonBelongsToTwo() {
        List<String> names = EnumSet.range(Argument.IM_TYPE, Argument.MESSAGE_ID).stream()
                .flatMap(argument -> argument.spellings().stream()).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void theFirstNameThatSaysAnythingCounts() {
        assertEquals("2", Argument.GROUP.of(Map.of("groupCode", " ", "group_code", 2, "chat_id", "3")));
        assertEquals("", Argument.GROUP.of(Map.of("groupCode", true, "group", List.of("1"), "chatID", Map.of())));
        assertEquals("", Argument.USER.of(Map.of()));
    }

    private static Arguments of(String json) {
        return new Arguments(Json.MAPPER.readTree(json), IllegalArgumentException::new);
    }

    @Test
    void whatIsGivenMayBeChangedWithoutChangingTheRequest() {
        Arguments arguments = of("{\"o\":{\"k\":1},\"l\":[{\"k\":2}]}");
        arguments.object("o").put("k", 9);
        arguments.objects("l").getFirst().put("k", 9);
        assertEquals(Map.of("k", 1), arguments.object("o"));
        assertEquals(List.of(Map.of("k", 2)), arguments.objects("l"));
        arguments.object("none").put("k", 9);
        assertEquals(Map.of(), arguments.object("none"));
    }

    @Test
    void anythingIsWhatItIsAndNothingIsNull() {
        Arguments arguments = of("{\"a\":[1,{\"b\":null}],\"n\":null,\"f\":false}");
        assertEquals("[1, {b=null}]", arguments.any("a").toString());
        assertEquals(false, arguments.any("f"));
        assertNull(arguments.any("n"));
        assertNull(arguments.any("none"));
    }
}
