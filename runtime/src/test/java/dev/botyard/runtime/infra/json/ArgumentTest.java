package dev.botyard.runtime.infra.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
