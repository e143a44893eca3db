package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImTypesTest {
    private static String canonical(Map<String, String> own, Set<String> borne, String im) {
        return ImTypes.canonical(ImTypes.aliases(own, borne), im);
    }

    @Test
    void namesOfOtherHostsArePreset() {
        assertEquals("telegram", canonical(Map.of(), Set.of(), "tb"));
        assertEquals("weixin", canonical(Map.of(), Set.of(), " WX "));
        assertEquals("feishu", canonical(Map.of(), Set.of(), "fs"));
        assertFalse(ImTypes.PRESET.containsKey("wxmp"), "a subscription account is no personal one");
    }

    @Test
    void theOperatorsOwnWin() {
        assertEquals("qx", canonical(Map.of("wx", "qx"), Set.of(), "wx"));
        assertEquals("telegram", canonical(Map.of("tele", "tg"), Set.of(), "tele"), "through a preset one to its end");
        assertEquals("yard", canonical(Map.of("telegram", "yard"), Set.of(), "tg"), "and the other way round");
    }

    @Test
    void aPresetOneThatWouldLeadBackIsNone() {
        Map<String, String> own = Map.of("telegram", "tg");
        assertEquals("tg", canonical(own, Set.of(), "tg"));
        assertEquals("tg", canonical(own, Set.of(), "telegram"));
        assertEquals("tg", canonical(own, Set.of(), "tb"));
    }

    @Test
    void theImTypeOfAnAccountWins() {
        assertEquals("tg", canonical(Map.of(), Set.of("tg"), "tg"));
        assertEquals("telegram", canonical(Map.of(), Set.of("tg"), "tb"));
    }
}
