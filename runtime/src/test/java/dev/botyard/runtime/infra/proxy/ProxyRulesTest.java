package dev.botyard.runtime.infra.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {
    private static String to(ProxyRules rules, String scheme, String host) {
        return rules.to(scheme.endsWith("s"), host, scheme.endsWith("s") ? 443 : 80).map(Proxy::shown).orElse("straight");
    }

    @ParameterizedTest
    @CsvSource({"http://p:8080, HTTP p 8080 '' ''", "P.example.org:3128, HTTP p.example.org 3128 '' ''",
        "socks5://127.0.0.1, SOCKS5 127.0.0.1 1080 '' ''", "socks5h://u:p%40s%3As@[::1]:9/, SOCKS5 [::1] 9 'u' 'p@s:s'",
        "http://u:p@s:s/t#%@h:1, HTTP h 1 'u' 'p@s:s/t#%'", "http://u@h, HTTP h 80 'u' ''"})
    void anAddressIsReadAsOthersReadIt(String text, String expected) {
        Proxy proxy = Proxy.of(text);
        assertEquals(expected, proxy.kind() + " " + proxy.host() + " " + proxy.port() + " '" + proxy.user() + "' '"
                + proxy.password() + "'");
        assertEquals(proxy, Proxy.of(proxy.address()), "and written so that others read it");
        assertEquals(proxy.host() + ":" + proxy.port(), proxy.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://u:hidden@p:1", "ftp://u:hidden@p:1", "http://u:hidden@:1", "http://u:hidden@p:0",
        "http://u:hidden@p q:1",
        "http://u:hidden@p:99999", "u:hidden@", "http://"})
    void whatIsNoneIsRefusedWithoutQuotingIt(String text) {
        String told = assertThrows(IllegalArgumentException.class, () -> Proxy.of(text)).getMessage();
        assertFalse(told.contains("hidden"), told);
    }

    @Test
    void theEnvironmentCountsWhereTheFileSaysNothing() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://s:1", "http_proxy", "http://low:2", "HTTP_PROXY",
                "http://up:2", "NO_PROXY", "example.org, 10.0.0.0/8");
        ProxyRules rules = ProxyRules.of("", List.of(), environment);
        assertEquals("http://s:1", to(rules, "https", "a.example.com"));
        assertEquals("http://low:2", to(rules, "http", "a.example.com"));
        assertEquals("straight", to(rules, "https", "a.example.org"));
        assertEquals("straight", to(rules, "https", "10.1.2.3"));
        assertEquals("HTTP_PROXY, HTTPS_PROXY", rules.origin());
        assertEquals("socks5://all:3", to(ProxyRules.of("", List.of(), Map.of("ALL_PROXY", "socks5h://all:3")), "http", "x.org"));
    }

    @Test
    void theFileWinsAndAnAccountOverIt() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://s:1", "NO_PROXY", "*");
        assertEquals("straight", to(ProxyRules.of("http://f:1", List.of(), environment), "https", "x.org"), "NO_PROXY goes on");
        ProxyRules file = ProxyRules.of("http://f:1", List.of("example.org"), environment);
        assertEquals("http://f:1", to(file, "http", "x.org"));
        assertEquals("straight", to(ProxyRules.of("none", List.of("a"), environment), "https", "x.org"));
        assertEquals("http://f:1", to(file.over(""), "https", "x.org"));
        assertEquals("socks5://own:1080", to(file.over("socks5://own"), "https", "x.org"));
        assertEquals("straight", to(file.over("socks5://own"), "https", "www.example.org"));
        assertEquals("straight", to(file.over("none"), "https", "x.org"));
    }

    @Test
    void whatIsWrongInTheEnvironmentIsToldAndDoesNotCount() {
        ProxyRules rules = ProxyRules.of("", List.of(),
                Map.of("HTTPS_PROXY", "ftp://u:hidden@x", "ALL_PROXY", "p:1", "NO_PROXY", "a.org,10.0.0.0/99"));
        assertEquals("http://p:1", to(rules, "https", "x.org"));
        assertEquals("straight", to(rules, "https", "a.org"));
        assertEquals(2, rules.problems().size());
        assertFalse(rules.problems().toString().contains("hidden"), rules.problems()::toString);
    }

    @ParameterizedTest
    @CsvSource({"example.org, example.org, true", "example.org, www.example.org, true", "example.org, notexample.org, false",
        ".example.org, www.example.org, true", ".example.org, example.org, true", "*.example.org, a.b.example.org, true",
        "*, x.y, true", "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/9, 10.128.0.1, false", "192.168.1.7, 192.168.1.7, true",
        "192.168.1.7, 192.168.1.70, false", "fd00::/8, [fd12::1], true", "10.0.0.0/8, ten.example.org, false",
        "example.org:443, example.org, true", "example.org:444, example.org, false", "[2001:db8::1]:443, [2001:db8::1], true",
        "EXAMPLE.org, example.org., true"})
    void exceptionsAreReadAsOthersReadThem(String entry, String host, boolean covered) {
        assertEquals(covered, NoProxy.of(List.of(entry)).covers(host, 443));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a.localhost", "127.0.0.1", "127.1.2.3", "[::1]", "0.0.0.0"})
    void thisMachineIsReachedStraightUnlessItIsNamed(String host) {
        assertTrue(NoProxy.of(List.of()).covers(host, 80));
        assertFalse(NoProxy.of(List.of("<-loopback>")).covers(host, 80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "a/8", "host:port", "10.0.0.0/x", ":80"})
    void anExceptionThatIsNoneIsRefused(String entry) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> NoProxy.of(List.of(entry))).getMessage().contains(entry));
    }

    @Test
    void programsAreToldInBothSpellings() {
        assertEquals(Map.of(), ProxyRules.DIRECT.variables());
        Map<String, String> told = ProxyRules.of("socks5://u:p%40@h:1", List.of("example.org", "<-loopback>"), Map.of())
                .variables();
        assertEquals("socks5h://u:p%40@h:1", told.get("HTTPS_PROXY"));
        assertEquals("socks5h://u:p%40@h:1", told.get("http_proxy"));
        assertEquals("localhost,127.0.0.1,::1,example.org", told.get("no_proxy"));
        assertEquals(Set.of(), ProxyRules.of("none", List.of(), Map.of("HTTP_PROXY", "x")).proxies());
        assertEquals(Optional.empty(), ProxyRules.DIRECT.to(true, "x.org", 443));
    }
}
