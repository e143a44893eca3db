package dev.botyard.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostDeclaration;
import dev.botyard.runtime.config.Setting;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.header.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What the host is told, by its settings and by who starts it, and what it tells scripts of itself.
class HostConfigurationTest {
    /// What a setting wants beside it.
    private static final Map<String, String> ONLY_WITH = Map.of("plugins.packages.offline", "    folder: wheels\n");

    @TempDir
    private Path folder;
    private HomeFolder home;
    private HostConfiguration configuration;

    @BeforeEach
    void open() {
        home = new HomeFolder(folder);
        configuration = new HostConfiguration(home);
    }

    private boolean read(String yaml) throws IOException {
        Files.writeString(home.settingsFile(), yaml);
        return configuration.read();
    }

    @Test
    void beforeAFileIsReadTheDefaultsHold() {
        assertEquals(8_200, configuration.settings().port());
        assertEquals(Duration.ofSeconds(5), configuration.pushPolicy().textTimeout());
        assertEquals(8, configuration.runPolicy().concurrency());
        assertTrue(configuration.read(), "a missing file is an empty one");
        assertEquals(List.of(), configuration.problems());
    }

    @Test
    void whatTheFileSaysHolds() throws IOException {
        assertTrue(read("aliases: { wx: weixin }\npush: { failover: same-im, timeout_text_ms: 700, queue_max: 3 }\n"
                + "plugins: { timeout: 9s, concurrency: 2, output_bytes: 2048 }\n"));
        assertEquals("weixin", configuration.settings().canonical("WX"));
        assertEquals("weixin", configuration.pushPolicy().aliases().get("wx"));
        assertTrue(configuration.pushPolicy().failover());
        assertEquals(Duration.ofMillis(700), configuration.pushPolicy().textTimeout());
        assertEquals(3, configuration.pushPolicy().queueMax());
        assertEquals(Duration.ofSeconds(9), configuration.runPolicy().timeLimit());
        assertEquals("2 2048", configuration.runPolicy().concurrency() + " " + configuration.runPolicy().outputBytes());
    }

    @Test
    void namesOfAutClawAndAutManMeanTheirImUnlessAnAccountBearsThem() throws IOException {
        assertTrue(read("masters: { tg: ['7'] }\n"));
        assertEquals("telegram", configuration.settings().canonical("TG"));
        assertEquals(Map.of("telegram", List.of("7")), configuration.settings().masters());
        assertTrue(configuration.borne(Set.of("tg")));
        assertFalse(configuration.borne(Set.of("tg")), "nothing new");
        assertEquals("tg", configuration.settings().canonical("tg"));
        assertEquals("telegram", configuration.pushPolicy().aliases().get("tb"));
        assertEquals(Map.of("tg", List.of("7")), configuration.settings().masters());
        assertTrue(read("masters: { tg: ['8'] }\n"), "what accounts bear outlives a change of the file");
        assertEquals(Map.of("tg", List.of("8")), configuration.settings().masters());
    }

    @Test
    void aFileWithAMistakeChangesNothingAtAll() throws IOException {
        read("timezone: Asia/Shanghai\nplugins: { concurrency: 2 }\n");
        var before = configuration.settings();
        var policy = configuration.pushPolicy();
        assertFalse(read("timezone: UTC\nplugins: { concurrency: none }\n"));
        assertSame(before, configuration.settings());
        assertSame(policy, configuration.pushPolicy());
        assertEquals(2, configuration.runPolicy().concurrency());
        assertEquals(List.of("plugins.concurrency"), configuration.problems().stream().map(ConfigProblem::key).toList());
        assertTrue(read("timezone: UTC\n"));
        assertEquals(List.of(), configuration.problems());
        assertEquals(8, configuration.runPolicy().concurrency());
    }

    static List<Setting> settings() {
        return HostDeclaration.SETTINGS;
    }

    /// A value that is not the default, as it would stand in the file.
    private static String another(Setting setting) {
        ConfigField field = setting.field();
        return switch (setting.shape()) {
            case TEXT_BY_NAME -> "{ other: more }";
            case LIST_BY_NAME -> "{ other: [more] }";
            case KEYS -> "{}";
            case VALUE -> switch (field.type()) {
                case INTEGER -> field.least().equals(field.defaultValue()) ? field.most() : field.least();
                case FLAG -> field.defaultValue().equals("true") ? "false" : "true";
                case DURATION -> "77s";
                case CHOICE ->
                    field.choices().stream().filter(one -> !one.equals(field.defaultValue())).findFirst().orElseThrow();
                case ADDRESS -> field.choices().getFirst() + "://other.example";
                case LIST -> "[OTHER]";
                case TEXT -> switch (setting.key()) {
                    case "timezone" -> "Asia/Shanghai";
                    case "store.url" -> "postgresql://other/yard";
                    default -> "other";
                };
            };
        };
    }

    private static String yaml(String key, String value) {
        StringBuilder yaml = new StringBuilder();
        String[] names = key.split("\\.");
        for (int depth = 0; depth < names.length; depth++) {
            yaml.append("  ".repeat(depth)).append(names[depth]).append(depth == names.length - 1 ? ": " + value : ":")
                    .append("\n");
        }
        return yaml.append(ONLY_WITH.getOrDefault(key, "")).toString();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatCountsFromAStartOnWaitsForTheNextOneAndNothingElse(Setting setting) throws IOException {
        configuration.readFirst();
        assertTrue(read(yaml(setting.key(), another(setting))), () -> configuration.problems().toString());
        assertEquals(setting.atStart() ? List.of(setting.key()) : List.of(), configuration.waitingForStart());
        assertTrue(read(""));
        assertEquals(List.of(), configuration.waitingForStart(), "taken back");
    }

    @Test
    void whatAStartFoundInTheFileWaitsForNothing() throws IOException {
        Files.writeString(home.settingsFile(), "port: 9000\nmedia: { max_mb: 3 }\n");
        configuration.readFirst();
        assertEquals(List.of(), configuration.waitingForStart());
        assertFalse(read("port: 9001\nmedia: { max_mb: none }\n"));
        assertEquals(List.of(), configuration.waitingForStart(), "a file with a mistake");
        assertTrue(read("port: 9001\nplugins: { node: other }\n"));
        assertEquals(List.of("port", "plugins.node", "media.max_mb"), configuration.waitingForStart());
    }

    @Test
    void theHomesOwnPluginsComeFirstAndNoFolderTwice() throws IOException {
        read("plugins: { folders: [more, ./more/../more, " + folder.resolve("plugins") + ", /srv/plugins, more/sub] }\n");
        assertEquals(
                Stream.of(folder.resolve("plugins"), folder.resolve("more"), Path.of("/srv/plugins"), folder.resolve("more/sub"))
                        .flatMap(one -> Stream.of(one, one.resolve("replies"))).toList(),
                configuration.pluginFolders());
    }

    @Test
    void foldersOfMediaAreMeantFromTheHome() throws IOException {
        assertEquals(List.of(), configuration.mediaFolders());
        read("media: { files: [pictures/../pictures, /srv/p] }\n");
        assertEquals(List.of(folder.resolve("pictures"), Path.of("/srv/p")), configuration.mediaFolders());
    }

    @Test
    void packagesAreInstalledWithTheInterpreterOfTheSettings() throws IOException {
        assertTrue(configuration.installer(Language.PYTHON).command().equals(Language.PYTHON.interpreter()));
        read("plugins: { python: /opt/python3, npm_scripts: yes }\n");
        assertEquals("/opt/python3", configuration.installer(Language.PYTHON).command());
        assertEquals(Language.JAVASCRIPT.packageManager(), configuration.installer(Language.JAVASCRIPT).command());
    }

    /// A process that is started in between must not get them.
    @Test
    void variablesOfAllFilesAreSecretBeforeAnyOfThemHolds() throws IOException {
        Files.createDirectories(home.accounts());
        Files.writeString(home.accounts().resolve("a.yaml"), "im: qq\nconfig: { access_token: \"${env:TBASE_ACCOUNT}\" }\n");
        Files.writeString(home.settingsFile(), "timezone: ${env:TBASE_SETTING}\n");
        configuration.readFirst();
        assertTrue(configuration.reader().sources().variables().containsAll(List.of("TBASE_ACCOUNT", "TBASE_SETTING")));
    }

    @Test
    void whoStartsTheHostMayNameAFolderFromWhereHeStands() {
        HostOptions options = new HostOptions(folder, null, null, Path.of("dist/../dist"), Map.of());
        assertEquals(Path.of("dist").toAbsolutePath(), options.distribution());
        assertEquals(Path.of("dist").toAbsolutePath().resolve("adapters"), options.bundledAdapters());
    }

    @Test
    void scriptsHearWhereTheHostIsReachedAsItChanges() {
        AtomicReference<URI> address = new AtomicReference<>(URI.create("http://127.0.0.1:8200"));
        HostFacts facts = new HostFacts(() -> 8_200, address::get, "machine-1");
        String first = facts.get();
        assertSame(first, facts.get(), "made once");
        JsonNode told = Json.MAPPER.readTree(first);
        assertEquals("Botyard 8200 http://127.0.0.1:8200 machine-1", String.join(" ", told.path("name").stringValue(),
                told.path("port").toString(), told.path("domain").stringValue(), told.path("machineId").stringValue()));
        assertEquals(HostFacts.VERSION, told.path("version").stringValue());
        assertEquals(HostFacts.VERSION, told.at("/versionInfo/version").stringValue());
        address.set(URI.create("https://bot.example/b"));
        assertEquals("https://bot.example/b", Json.MAPPER.readTree(facts.get()).path("domain").stringValue());
    }
}
