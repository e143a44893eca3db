package dev.botyard.runtime;

import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.ReplyScript;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.PackageSources;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.SettingsFile;
import dev.botyard.runtime.config.SettingsReport;
import dev.botyard.runtime.config.StartSettings;
import dev.botyard.runtime.config.YamlNode;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.ops.admin.SettingsResource;
import dev.botyard.runtime.script.packages.Installer;
import dev.botyard.runtime.message.outbound.PushPolicy;
import dev.botyard.runtime.script.plugin.PluginRunner.RunPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `botyard.yaml` as it is in force. A file with problems is reported and changes nothing. Thread-safe.
final class HostConfiguration {
    private static final Logger log = LoggerFactory.getLogger(HostConfiguration.class);

    private final HomeFolder home;
    private final YamlReader reader;
    private volatile HostSettings settings = HostSettings.defaults();
    private volatile StartSettings started = StartSettings.DEFAULT;
    private volatile StartSettings latest = started;
    private volatile List<ConfigProblem> problems = List.of();
    private Reading<YamlNode.YamlObject> file = new Reading<>(YamlNode.YamlObject.NO_SETTINGS, List.of());
    private volatile Set<String> borne = Set.of();
    private volatile SettingsResource.Reload follower = this::read;
    private volatile PushPolicy pushPolicy = PushPolicy.DEFAULT;
    private volatile RunPolicy runPolicy;
    private volatile ProxyRules proxies = ProxyRules.DIRECT;
    private final Map<String, String> environment;
    private final ChildEnvironment childEnvironment;
    private final ChildEnvironment installEnvironment;

    HostConfiguration(HomeFolder home) {
        this(home, System.getenv());
    }

    /// @param environment where proxies may be named
    HostConfiguration(HomeFolder home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
        this.reader = new YamlReader(home, Secrets.process());
        this.childEnvironment = childEnvironment(() -> settings.plugins().proxied() ? proxies.variables() : Map.of());
        this.installEnvironment = childEnvironment(() -> proxies.variables());
        apply(settings);
    }

    private ChildEnvironment childEnvironment(Supplier<Map<String, String>> proxied) {
        return new ChildEnvironment(System.getenv(), reader.sources().variables(), () -> settings.plugins().environment(),
                proxied);
    }

    YamlReader reader() {
        return reader;
    }

    HostSettings settings() {
        return settings;
    }

    /// What scripts get of the host's environment.
    ChildEnvironment childEnvironment() {
        return childEnvironment;
    }

    /// The same for package managers.
    ChildEnvironment installEnvironment() {
        return installEnvironment;
    }

    /// Which connections go through a proxy, where accounts have none of their own.
    ProxyRules proxies() {
        return proxies;
    }

    PushPolicy pushPolicy() {
        return pushPolicy;
    }

    RunPolicy runPolicy() {
        return runPolicy;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /// Reads the file again.
    ///
    /// @return whether it is in force now
    synchronized boolean read() {
        Reading<YamlNode.YamlObject> found = reader.read(home.settingsFile());
        Reading<HostSettings> reading = HostSettings.of(found, borne);
        problems = reading.problems();
        problems.forEach(problem -> log.error("{}", problem));
        if (reading.ok()) {
            file = found;
            apply(reading.value());
            latest = new StartSettings(found.value());
        }
        return reading.ok();
    }

    /// Accounts have these IM types, which are no aliases then, whatever is preset.
    ///
    /// @return whether that changes anything
    synchronized boolean borne(Set<String> ims) {
        if (ims.equals(borne)) {
            return false;
        }
        borne = Set.copyOf(ims);
        apply(HostSettings.of(file, borne).value());
        return true;
    }

    /// The file as operators change it. What it needs besides depends on the accounts that there are.
    SettingsFile file() {
        return new SettingsFile(home, reader, found -> HostSettings.of(found, borne).problems());
    }

    /// Every setting with its value.
    SettingsReport report() {
        return SettingsReport.of(home.settingsFile(), reader, environment);
    }

    /// Makes the host follow the file at once, which it would do soon by itself.
    void reload() throws InterruptedException {
        follower.run();
    }

    /// Says what has to be done when the file was written.
    void follow(SettingsResource.Reload next) {
        follower = next;
    }

    /// Learns which variables are secret before anything is started that could get them.
    void readFirst() {
        new AccountFolder(home.accounts(), reader).noteVariables();
        reader.noteVariables(home.containersFile());
        read();
        started = latest;
    }

    /// The settings that are other in the file than when the host started, and count from the next start only.
    List<String> waitingForStart() {
        return latest.changedSince(started);
    }

    private void apply(HostSettings next) {
        settings = next;
        pushPolicy = new PushPolicy(next.aliases(), next.push().failover(), next.push().textTimeout(),
                next.push().mediaTimeout(), next.push().queueLife(), next.push().queueMax());
        ProxyRules rules = next.http().proxies(environment);
        rules.problems().stream().filter(problem -> !proxies.problems().contains(problem)).forEach(log::warn);
        proxies = rules;
        runPolicy = new RunPolicy(next.plugins().timeout(), next.plugins().concurrency(), next.plugins().outputBytes());
    }

    /// The package manager of a language.
    Installer installer(Language language) {
        Interpreters programs = new Interpreters(Path.of(""), settings.plugins().python(), settings.plugins().node());
        PackageSources sources = settings.plugins().sources().in(home.root());
        return switch (language) {
            case PYTHON -> new Installer(language, programs.program(language), true, sources);
            case JAVASCRIPT -> new Installer(language, programs.packageManager(language), settings.plugins().npmScripts(),
                    sources);
        };
    }

    /// The plugin folders: the home's own first, each with the folder of reply scripts that older hosts have below it.
    List<Path> pluginFolders() {
        List<Path> folders = new ArrayList<>();
        Stream.concat(Stream.of(home.plugins()), settings.plugins().folders().stream().map(home.root()::resolve))
                .flatMap(folder -> Stream.of(folder, folder.resolve(ReplyScript.FOLDER))).map(Path::normalize)
                .filter(folder -> !folders.contains(folder)).forEach(folders::add);
        return folders;
    }

    /// Further folders whose files a CQ code may name.
    List<Path> mediaFolders() {
        return settings.media().files().stream().map(home.root()::resolve).map(Path::normalize).toList();
    }
}
