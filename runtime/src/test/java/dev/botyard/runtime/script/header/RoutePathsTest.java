package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths and lists of headers.
class RoutePathsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tea", "/tea/{kind}", "/{a}/{b}", "/apis", "/openings", "/healthz2", "/签到", "/a/", "/{_x1}"})
    void aPluginMayServeThese(String path) {
        assertEquals(Optional.empty(), RoutePaths.complaint(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"tea~must start with '/'", "''~must start with '/'", "/api~lies below /api",
        "/api/v1/push~lies below /api", "/open/x~lies below /open", "/healthz~lies below /healthz",
        "/a{b}~The segment 'a{b}' of the router path is wrong", "/{}~The segment '{}'", "/{1}~The segment '{1}'",
        "/{a}/{a}~The segment '{a}'", "/{a*}~The segment '{a*}'", "/a}~The segment 'a}'"})
    void theseItMayNotAndHearsWhy(String path, String why) {
        String told = RoutePaths.complaint(path).orElseThrow();
        assertTrue(told.contains(why) && told.endsWith("."), told);
    }

    @Test
    void aBlockListCountsOnlyWithoutAnAllowList() {
        assertTrue(new PluginSelector(Set.of(), Set.of()).admits("x"));
        assertFalse(new PluginSelector(Set.of(), Set.of("x")).admits("x"));
        assertTrue(new PluginSelector(Set.of("x"), Set.of("x")).admits("x"));
        assertFalse(new PluginSelector(Set.of("x"), Set.of()).admits("y"));
    }

    @Test
    void aListMayUseOtherNames() {
        PluginSelector wx = new PluginSelector(Set.of("wx"), Set.of());
        assertTrue(wx.admits("weixin", name -> name.equals("wx") ? "weixin" : name));
        assertFalse(wx.admits("qq", name -> name));
        assertFalse(new PluginSelector(Set.of(), Set.of("wx")).admits("weixin", name -> "weixin"));
    }

    @Test
    void noGroupIsInNoAllowListOfGroups() {
        PluginSelectors selectors = new PluginSelectors(new PluginSelector(Set.of(), Set.of()),
                new PluginSelector(Set.of(), Set.of("9")), new PluginSelector(Set.of("7"), Set.of()));
        assertTrue(selectors.admit("qq", "1", "7", im -> im));
        assertFalse(selectors.admit("qq", "1", "", im -> im));
        assertFalse(selectors.admit("qq", "9", "7", im -> im), "all three lists must let him through");
    }
}
