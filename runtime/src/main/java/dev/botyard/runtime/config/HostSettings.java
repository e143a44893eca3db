package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.proxy.NoProxy;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `botyard.yaml`. Every key is optional. Immutable.
///
/// @param publicUrl how the outside reaches this host, without a slash at its end; `""` when not set
/// @param aliases   canonical IM type by alias, the preset ones included, chains resolved
/// @param masters   administrators' ids by canonical IM type
public record HostSettings(int port, String host, String publicUrl, ZoneId timezone, Map<String, String> aliases,
        Map<String, List<String>> masters, StoreSettings store, PushSettings push, PluginSettings plugins,
        PaymentSettings payments, HttpSettings http,
        MediaSettings media, ModelSettings model, RenderSettings render,
        AlertSettings alerts, ReconnectSettings reconnect, LogSettings log, int traceMessages) {
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

    /// What an empty file says.
    public static HostSettings defaults() {
        return of(YamlNode.YamlObject.NO_SETTINGS).value();
    }

    /// Reads the file; a missing one is an empty one.
    public static Reading<HostSettings> read(Path file, YamlReader reader) {
        return of(reader.read(file));
    }

    /// Of a file that was read, with what was wrong with it already.
    public static Reading<HostSettings> of(Reading<YamlNode.YamlObject> yaml) {
        return of(yaml, Set.of());
    }

    /// The same where accounts bear names that would be aliases otherwise.
    ///
    /// @param borne their IM types, see [ImTypes#PRESET]
    public static Reading<HostSettings> of(Reading<YamlNode.YamlObject> yaml, Set<String> borne) {
        Reading<HostSettings> settings = of(yaml.value(), borne);
        List<ConfigProblem> problems = new ArrayList<>(yaml.problems());
        problems.addAll(settings.problems());
        return new Reading<>(settings.value(), problems);
    }

    static Reading<HostSettings> of(YamlNode.YamlObject object) {
        return of(object, Set.of());
    }

    private static Reading<HostSettings> of(YamlNode.YamlObject object, Set<String> borne) {
        CheckedSettings checked = HostDeclaration.check(object);
        Map<String, String> aliases = ImTypes.aliases(aliases(checked), borne);
        HostSettings settings = new HostSettings(checked.integer("port"), host(checked),
                checked.text("public_url").replaceFirst("/+$", ""), zone(checked), aliases, masters(checked, aliases),
                StoreSettings.of(checked), PushSettings.of(checked), PluginSettings.of(checked), PaymentSettings.of(checked),
                HttpSettings.of(checked), MediaSettings.of(checked), ModelSettings.of(checked),
                RenderSettings.of(checked),
                AlertSettings.of(checked), ReconnectSettings.of(checked), LogSettings.of(checked),
                checked.integer("trace.messages"));
        return new Reading<>(settings, checked.problems());
    }

    /// The address to listen on that `BOTYARD_HOST` asks for, empty when it is not set.
    public static Optional<String> hostFromEnvironment(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault("BOTYARD_HOST", "").strip()).filter(host -> !host.isEmpty());
    }

    /// The public address, if one is set.
    public Optional<URI> publicAddress() {
        return publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl));
    }

    /// The port `BOTYARD_PORT` asks for, empty when it is not set.
    ///
    /// @throws IllegalArgumentException when it is not a port
    public static Optional<Integer> portFromEnvironment(Map<String, String> environment) {
        String text = environment.getOrDefault("BOTYARD_PORT", "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("BOTYARD_PORT is '" + text + "'; expected a number from 0 to 65535.");
        }
        return Optional.of(Integer.valueOf(text));
    }

    /// The IM type that `im` stands for.
    public String canonical(String im) {
        return ImTypes.canonical(aliases, im);
    }

    private static String host(CheckedSettings checked) {
        String name = checked.text("host");
        boolean possible = name.contains(":") ? isAddress(name) : HOST_NAME.matcher(name).matches();
        if (!possible) {
            checked.problem("host", "'" + name.replaceAll("\\p{Cntrl}", " ")
                    + "' is no address to listen on; expected 127.0.0.1, 0.0.0.0, ::1, :: or a name of this machine.");
        }
        return possible ? name : "127.0.0.1";
    }

    private static boolean isAddress(String literal) {
        try {
            InetAddress.ofLiteral(literal);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static ZoneId zone(CheckedSettings checked) {
        String name = checked.text("timezone");
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException _) {
            checked.problem("timezone",
                    "'" + name + "' is not a time zone; expected a name such as Asia/Shanghai."
                            + Nearest.hint(name, ZoneId.getAvailableZoneIds()));
            return ZoneId.systemDefault();
        }
    }

    /// Chains are followed to their end; a loop is reported and its aliases do not exist.
    private static Map<String, String> aliases(CheckedSettings checked) {
        Map<String, YamlNode.YamlScalar> written = new LinkedHashMap<>();
        checked.textByName("aliases").forEach((alias, target) -> written.put(ImTypes.plain(alias), target));
        Map<String, String> aliases = new LinkedHashMap<>();
        written.forEach((alias, target) -> {
            Set<String> seen = new LinkedHashSet<>(List.of(alias));
            String canonical = ImTypes.plain(target.text());
            while (written.containsKey(canonical) && seen.add(canonical)) {
                canonical = ImTypes.plain(written.get(canonical).text());
            }
            if (written.containsKey(canonical)) {
                seen.add(canonical);
                checked.problems().add(
                        target.problem("these aliases lead in a circle: " + String.join(" → ", seen) + " → " + canonical + "."));
            } else if (written.containsKey(ImTypes.plain(target.text()))) {
                checked.problems()
                        .add(target.problem("'" + target.text() + "' is an alias itself; write '" + canonical + "' here."));
            } else {
                aliases.put(alias, canonical);
            }
        });
        return Map.copyOf(aliases);
    }

    private static Map<String, List<String>> masters(CheckedSettings checked, Map<String, String> aliases) {
        Map<String, List<String>> masters = new LinkedHashMap<>();
        checked.listByName("masters").forEach((im, ids) -> masters.merge(ImTypes.canonical(aliases, im), ids, (one, two) -> {
            Set<String> both = new LinkedHashSet<>(one);
            both.addAll(two);
            return List.copyOf(both);
        }));
        return Map.copyOf(masters);
    }

    /// @param failover whether another account of the IM may speak for one that cannot
    /// @param queueLife how long a queued push may wait that does not say so
    /// @param queueMax  how many pushes may wait
    public record PushSettings(boolean failover, Duration textTimeout, Duration mediaTimeout, Duration queueLife,
            int queueMax) {
        private static PushSettings of(CheckedSettings checked) {
            return new PushSettings(checked.text("push.failover").equals("same-im"),
                    Duration.ofMillis(checked.integer("push.timeout_text_ms")),
                    Duration.ofMillis(checked.integer("push.timeout_media_ms")), checked.duration("push.queue_ttl"),
                    checked.integer("push.queue_max"));
        }
    }

    /// @param folders    besides the home's own `plugins`
    /// @param memoryMb   0 for no limit
    /// @param python     the interpreter, `""` to look for one
    /// @param node       likewise
    /// @param maxWorkers 0 to choose by the machine, see [#workers]
    /// @param waits      what holds for runs that wait
    /// @param warmStart  `true`, `false`, or `auto` to choose by the machine, see [#standsBy]
    /// @param readyMade   whether all plugins have what most published scripts want
    /// @param sources     where packages come from
    /// @param environment names of variables that scripts and package managers get although they may be secret
    /// @param npmScripts  whether packages may run programs of their own when npm installs them
    /// @param proxied     whether scripts see the host's proxies
    /// @param lists       addresses of lists of plugins
    /// @param transport   how workers reach the host: `auto`, `unix` or `tcp`
    /// @param timeoutNone whether waiting for a message that does not come answers null instead of `""`
    public record PluginSettings(List<String> folders, Duration timeout, int concurrency, int outputBytes, int memoryMb,
            String python,
            String node, int maxWorkers, WaitSettings waits, String warmStart, Duration idle, List<String> pip, List<String> npm,
            boolean readyMade, PackageSources sources, List<String> environment, boolean npmScripts, boolean timeoutNone,
            boolean proxied, List<String> lists, String transport) {

        private static PluginSettings of(CheckedSettings checked) {
            return new PluginSettings(checked.texts("plugins.folders"), checked.duration("plugins.timeout"),
                    checked.integer("plugins.concurrency"), checked.integer("plugins.output_bytes"),
                    checked.integer("plugins.memory_mb"), checked.text("plugins.python"), checked.text("plugins.node"),
                    checked.integer("plugins.max_workers"), WaitSettings.of(checked), checked.text("plugins.warm_start"),
                    Duration.ofSeconds(checked.integer("plugins.idle_seconds")),
                    checked.texts("plugins.packages.pip"), checked.texts("plugins.packages.npm"),
                    checked.flag("plugins.packages.ready_made"), PackageSources.of(checked), environment(checked),
                    checked.flag("plugins.npm_scripts"), checked.text("plugins.timeout_value").equals("none"),
                    checked.flag("plugins.proxy"), checked.texts("plugins.lists"), checked.text("plugins.transport"));
        }

        private static List<String> environment(CheckedSettings checked) {
            List<String> names = checked.texts("plugins.environment");
            names.stream().filter(ChildEnvironment::isOwn).findFirst().ifPresent(name -> checked.problem("plugins.environment",
                    "'" + name + "' belongs to the host and is given to nobody; remove it."));
            return names;
        }

        /// How many runs of one language may compute at once on this machine.
        public int workers(Machine machine) {
            return maxWorkers == 0 ? machine.workers() : maxWorkers;
        }

        /// How many runs of one language may wait for people at once on this machine.
        public int waiting(Machine machine) {
            return waits.most() == 0 ? machine.waiting() : waits.most();
        }

        /// Whether a worker of each language is there before its first run.
        public boolean standsBy(Machine machine) {
            return warmStart.equals("auto") ? machine.standsBy() : warmStart.equals("true");
        }

        /// What all plugins may import, as the package manager `pip` or `npm` names it.
        public List<String> packages(String manager) {
            return manager.equals("pip") ? pip : npm;
        }
    }

    /// @param most            0 to choose by the machine
    /// @param perPerson       of one person in one chat
    /// @param fullReply       what people hear when there is no place for their run, `""` for nothing
    /// @param fullReplyGroups whether that is said in groups, too
    public record WaitSettings(int most, int perPerson, String fullReply, boolean fullReplyGroups) {
        private static WaitSettings of(CheckedSettings checked) {
            return new WaitSettings(checked.integer("plugins.max_waiting"), checked.integer("plugins.waits_per_person"),
                    checked.text("plugins.full_reply"), checked.flag("plugins.full_reply_groups"));
        }
    }

    /// @param allowedOrigins pages of other addresses that may call the host
    /// @param proxy          its address, [ProxyRules#NONE], or `""` to leave it to the environment
    /// @param noProxy        where connections go straight, none to leave it to the environment
    public record HttpSettings(long maxBodyBytes, int maxFrameBytes, List<String> allowedOrigins, String proxy,
            List<String> noProxy) {
        private static HttpSettings of(CheckedSettings checked) {
            return new HttpSettings((long) checked.integer("http.max_body_mb") << 20, checked.integer("http.max_frame_mb") << 20,
                    checked.texts("http.allowed_origins"), ProxySetting.of(checked, "http.proxy"), exceptions(checked));
        }

        private static List<String> exceptions(CheckedSettings checked) {
            try {
                NoProxy.of(checked.texts("http.no_proxy"));
                return checked.texts("http.no_proxy");
            } catch (IllegalArgumentException e) {
                checked.problem("http.no_proxy", e.getMessage() + ".");
                return List.of();
            }
        }

        /// Which connections go through a proxy, where accounts have none of their own.
        public ProxyRules proxies(Map<String, String> environment) {
            return ProxyRules.of(proxy, noProxy, environment);
        }

        @Override
        public String toString() {
            return "HttpSettings[" + maxBodyBytes + ", " + maxFrameBytes + ", " + allowedOrigins + "]";
        }
    }

    /// @param maxBytes              of one medium
    /// @param maxAge                how long a medium is kept after its last use
    /// @param maxStoreBytes         of all kept media together
    /// @param allowPrivateAddresses whether media may be fetched from addresses of the local network
    /// @param passAddresses         whether an address is handed on to a platform that can fetch it, instead of its bytes
    /// @param files                 more folders whose files a CQ code may name
    /// @param filesMaxAge           how long a file that scripts downloaded is kept after it was written
    /// @param filesMaxBytes         of all files that scripts downloaded
    /// @param ffmpeg                the program that converts, `""` to look for one, `off` for none
    public record MediaSettings(long maxBytes, Duration maxAge, long maxStoreBytes, boolean allowPrivateAddresses,
            boolean passAddresses, List<String> files, Duration filesMaxAge, long filesMaxBytes, String ffmpeg) {
        private static MediaSettings of(CheckedSettings checked) {
            return new MediaSettings((long) checked.integer("media.max_mb") << 20,
                    Duration.ofHours(checked.integer("media.max_age_hours")),
                    (long) checked.integer("media.max_store_mb") << 20, checked.flag("media.allow_private_addresses"),
                    checked.flag("media.pass_addresses"), checked.texts("media.files"),
                    Duration.ofHours(checked.integer("media.files_max_age_hours")),
                    (long) checked.integer("media.files_max_mb") << 20, checked.text("media.ffmpeg"));
        }
    }

    /// Who may report payments.
    ///
    /// @param hmac secrets by the name of a gateway
    /// @param epay keys by merchant number
    public record PaymentSettings(Map<String, String> hmac, Map<String, String> epay) {
        private static PaymentSettings of(CheckedSettings checked) {
            return new PaymentSettings(texts(checked, "payments.hmac"), texts(checked, "payments.epay"));
        }

        private static Map<String, String> texts(CheckedSettings checked, String key) {
            Map<String, String> texts = new LinkedHashMap<>();
            checked.textByName(key).forEach((name, scalar) -> texts.put(name, scalar.text()));
            return Map.copyOf(texts);
        }

        /// Leaves out the secrets.
        @Override
        public String toString() {
            return "PaymentSettings[hmac=" + hmac.keySet() + ", epay=" + epay.keySet() + "]";
        }
    }

    /// @param url       up to its `/v1`, without a slash at its end; `""` where no model is set up
    /// @param key       `""` where the endpoint asks for none
    /// @param model     that is asked when the script names none, `""` likewise
    /// @param perPerson questions of one person in a day, 0 for no limit
    /// @param tools     whether it answers people, with plugins as its tools
    public record ModelSettings(String url, String key, String model, Duration timeout, int perPerson, boolean tools) {
        private static ModelSettings of(CheckedSettings checked) {
            return new ModelSettings(checked.text("ai.url").replaceFirst("/+$", ""), checked.text("ai.key"),
                    checked.text("ai.model"), checked.duration("ai.timeout"), checked.integer("ai.per_person"),
                    checked.flag("ai.tools"));
        }

        /// Whether a model can be asked.
        public boolean ready() {
            return !url.isEmpty() && !model.isEmpty();
        }

        @Override
        public String toString() {
            return "ModelSettings[" + url + ", " + model + "]";
        }
    }

    /// Pictures of pages.
    ///
    /// @param browser the program that draws, `""` to look for one, `off` for none
    /// @param sandbox whether the browser locks its parts in
    /// @param network whether a page may name addresses
    /// @param atOnce  how many are drawn at once
    /// @param timeout how long one may take, with its turn
    public record RenderSettings(String browser, boolean sandbox, boolean network, int atOnce, Duration timeout) {
        private static RenderSettings of(CheckedSettings checked) {
            return new RenderSettings(checked.text("render.browser"), sandbox(checked.text("render.sandbox")),
                    checked.flag("render.network"), checked.integer("render.at_once"), checked.duration("render.timeout"));
        }

        /// As root Chromium starts only without it.
        private static boolean sandbox(String choice) {
            return choice.equals("auto") ? !asRoot() : choice.equals("true");
        }

        /// Whether this process is the machine's administrator.
        public static boolean asRoot() {
            return System.getProperty("user.name").equals("root");
        }
    }

    /// @param after how long an account must be offline before the masters of another IM are told
    public record AlertSettings(boolean enabled, Duration after) {
        private static AlertSettings of(CheckedSettings checked) {
            return new AlertSettings(checked.flag("alerts.enabled"), checked.duration("alerts.after"));
        }
    }

    /// @param maxPause    the longest time between two attempts to connect an account
    /// @param stableAfter how long an account must have been online for its next loss to count as the first
    public record ReconnectSettings(Duration maxPause, Duration stableAfter) {
        private static ReconnectSettings of(CheckedSettings checked) {
            return new ReconnectSettings(checked.duration("reconnect.max_pause"), checked.duration("reconnect.stable_after"));
        }
    }
}
