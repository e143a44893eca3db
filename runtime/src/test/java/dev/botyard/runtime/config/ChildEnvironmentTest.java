package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {
    private final Set<String> referenced = new HashSet<>();
    private List<String> allowed = List.of();
    private final ChildEnvironment environment = new ChildEnvironment(
            Map.of("PATH", "/bin", "QQ_LOGIN", "hidden", "GREETING", "tea", "GITHUB_TOKEN", "hidden too", "BOTYARD_PORT", "8200"),
            referenced, () -> allowed, Map::of);

    @ParameterizedTest
    @ValueSource(strings = {"QQ_TOKEN", "tokenOfMine", "Db_Password", "MYSQL_PASSWD", "MYSQL_PWD", "DBPASS", "SECRET",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID", "OPENAI_API_KEY", "OPENAI_APIKEY", "SSH_PRIVATE_KEY", "PRIVATE_KEY_FILE", "GPG_PASSPHRASE",
        "GOOGLE_APPLICATION_CREDENTIALS", "REDISCLI_AUTH", "npm_config__authToken", "DEPLOY_KEY"})
    void namesThatSpeakOfSecretsAreKeptBack(String name) {
        assertEquals(Map.of(), new ChildEnvironment(Map.of(name, "x"), Set.of(), List::of, Map::of).get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "HOME", "LANG", "LC_ALL", "PWD", "OLDPWD", "KEYBOARD", "XAUTHORITY", "SSH_AUTH_SOCK",
        "PYTHONPATH", "NODE_OPTIONS", "PIP_INDEX_URL"})
    void othersAreGiven(String name) {
        assertEquals(Map.of(name, "x"), new ChildEnvironment(Map.of(name, "x"), Set.of(), List::of, Map::of).get());
    }

    @Test
    void whatTheSettingsReferToIsKeptBackFromThenOn() {
        Map<String, String> before = environment.get();
        assertEquals("hidden", before.get("QQ_LOGIN"));
        assertSame(before, environment.get());

        referenced.add("QQ_LOGIN");
        assertFalse(environment.get().containsKey("QQ_LOGIN"));
        assertNotSame(before, environment.get(), "those who hold the former one must be able to tell");

        Map<String, String> after = environment.get();
        referenced.add("NOT_SET");
        assertSame(after, environment.get(), "nothing has changed for anybody");
    }

    @Test
    void whatAProgramNeedsIsGivenThoughTheSettingsReferToIt() {
        referenced.addAll(List.of("PATH", "HOME"));
        assertEquals("/bin", environment.get().get("PATH"));
    }

    @Test
    void namesOfTheSettingAreLetThroughExceptTheHostsOwn() {
        referenced.add("QQ_LOGIN");
        allowed = List.of("QQ_LOGIN", "GITHUB_TOKEN", "BOTYARD_PORT");
        assertEquals(Map.of("PATH", "/bin", "QQ_LOGIN", "hidden", "GREETING", "tea", "GITHUB_TOKEN", "hidden too"),
                environment.get());
    }

    @Test
    void whatTellsAboutProxiesIsGivenOnlyWhereItIsAskedFor() {
        Map<String, String> host = Map.of("http_proxy", "http://a", "NO_PROXY", "b", "ALL_PROXY", "c", "X", "y");
        List<Map<String, String>> proxies = new ArrayList<>(List.of(Map.of()));
        ChildEnvironment kept = new ChildEnvironment(host, Set.of(), List::of, proxies::getLast);
        assertEquals(Map.of("X", "y"), kept.get());
        proxies.add(Map.of("HTTP_PROXY", "http://p"));
        assertEquals(Map.of("X", "y", "HTTP_PROXY", "http://p"), kept.get());
        assertSame(kept.get(), kept.get());
        assertEquals(Map.of("X", "y", "NO_PROXY", "b"),
                new ChildEnvironment(host, Set.of(), () -> List.of("NO_PROXY"), Map::of).get(), "that one is asked for by name");
    }

    @Test
    void convertersGetTheLeast() {
        assertEquals(Map.of("PATH", "/bin", "LC_CTYPE", "C"),
                ChildEnvironment.least(Map.of("PATH", "/bin", "LC_CTYPE", "C", "GREETING", "tea")));
    }

    @Test
    void aProcessHasWhatItIsGivenAndNothingElse() {
        ProcessBuilder process = new ProcessBuilder("true");
        ChildEnvironment.give(process, Map.of("PATH", "/bin"));
        assertTrue(process.environment().equals(Map.of("PATH", "/bin")));
    }
}
