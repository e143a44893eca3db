package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestActionTest {
    @Test
    void parametersOfAGetAreItsQuery() {
        assertEquals("im/v1/chats?page_size=2&name=a+b%26c",
                RestAction.of("GET /im/v1/chats?page_size=2", Map.of("name", "a b&c")).target());
    }

    @Test
    void parametersOfOthersAreTheirBody() {
        RestAction action = RestAction.of("POST im/v1/messages?receive_id_type=open_id",
                Map.of("content", Map.of("ids", List.of("9007199254740993", 7))));
        assertEquals("im/v1/messages?receive_id_type=open_id", action.target());
        assertEquals("{\"content\":{\"ids\":[\"9007199254740993\",7]}}", Json.object(action::write));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_such_action_7", "GET", "get im/v1/chats", "GET https://elsewhere/x", "GET im/../../auth",
        "GET im v1", "GET //host/x",
        "DELETE im/v1/x#y", "GET aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"})
    void whatNamesNoCallIsRefused(String action) {
        assertEquals(ErrorKind.UNSUPPORTED, assertThrows(AdapterException.class, () -> RestAction.of(action, Map.of())).kind());
    }
}
