package dev.botyard.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
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

/// `botyard.yaml`. Every key is optional. Immutable.
///
/// @param publicUrl how the outside reaches this host, without a slash at its end; `""` when not set
/// @param aliases   canonical IM type by alias, chains resolved
/// @param masters   administrators' ids by canonical IM type
public record HostSettings(int port, String host, String publicUrl, ZoneId timezone, Map<String, String> aliases,
        Map<String, List<String>> masters, PushSettings push, PluginSettings plugins, HttpSettings http, MediaSettings media,
        AlertSettings alerts, ReconnectSettings reconnect, String logLevel) {
    /// What an empty file says.
    public static HostSettings defaults() {
        return of(new YamlNode.YamlObject(new YamlNode.Place(Path.of("botyard.yaml"), 0, 0, ""), Map.of())).value();
    }

    /// Reads the file; a missing one is an empty one.
    public static Reading<HostSettings> read(Path file, YamlReader reader) {
        Reading<YamlNode.YamlObject> yaml = reader.read(file);
        Reading<HostSettings> settings = of(yaml.value());
        List<ConfigProblem> problems = new ArrayList<>(yaml.problems());
        problems.addAll(settings.problems());
        return new Reading<>(settings.value(), problems);
    }

    static Reading<HostSettings> of(YamlNode.YamlObject object) {
        List<ConfigProblem> problems = new ArrayList<>();
        HostSettings settings;
        try (Fields fields = new Fields(object, problems)) {
            Map<String, String> aliases = aliases(fields, problems);
            settings = new HostSettings(fields.integer("port", 8200, 0, 65_535), fields.text("host", "127.0.0.1"),
                    address(fields, problems),
                    zone(fields, problems), aliases, masters(fields, aliases), PushSettings.of(fields), PluginSettings.of(fields),
                    HttpSettings.of(fields), MediaSettings.of(fields), AlertSettings.of(fields),
                    ReconnectSettings.of(fields), level(fields));
        }
        return new Reading<>(settings, problems);
    }

    /// With another port or address, as the command line or `BOTYARD_PORT` may say.
    public HostSettings listeningOn(String otherHost, int otherPort) {
        return new HostSettings(otherPort, otherHost, publicUrl, timezone, aliases, masters, push, plugins, http, media,
                alerts, reconnect, logLevel);
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

    private static String address(Fields fields, List<ConfigProblem> problems) {
        String text = fields.text("public_url", "");
        try {
            URI address = new URI(text);
            if (text.isEmpty() || (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme())))) {
                return text.replaceFirst("/+$", "");
            }
        } catch (URISyntaxException _) {
            // Reported below, like an address of another kind.
        }
        problems.add(fields.place("public_url").problem("expected an address such as https://bots.example.org."));
        return "";
    }

    private static ZoneId zone(Fields fields, List<ConfigProblem> problems) {
        String name = fields.text("timezone", "");
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException _) {
            problems.add(
                    fields.place("timezone").problem("'" + name + "' is not a time zone; expected a name such as Asia/Shanghai."
                            + Nearest.hint(name, ZoneId.getAvailableZoneIds())));
            return ZoneId.systemDefault();
        }
    }

    private static String level(Fields fields) {
        try (Fields log = fields.below("log")) {
            return log.choice("level", "info", "error", "warn", "info", "debug", "trace");
        }
    }

    /// Chains are followed to their end; a loop is reported and its aliases do not exist.
    private static Map<String, String> aliases(Fields fields, List<ConfigProblem> problems) {
        Map<String, YamlNode.YamlScalar> written = new LinkedHashMap<>();
        fields.textByKey("aliases").forEach((alias, target) -> written.put(ImTypes.plain(alias), target));
        Map<String, String> aliases = new LinkedHashMap<>();
        written.forEach((alias, target) -> {
            Set<String> seen = new LinkedHashSet<>(List.of(alias));
            String canonical = ImTypes.plain(target.text());
            while (written.containsKey(canonical) && seen.add(canonical)) {
                canonical = ImTypes.plain(written.get(canonical).text());
            }
            if (written.containsKey(canonical)) {
                seen.add(canonical);
                problems.add(
                        target.problem("these aliases lead in a circle: " + String.join(" → ", seen) + " → " + canonical + "."));
            } else if (written.containsKey(ImTypes.plain(target.text()))) {
                problems.add(target.problem("'" + target.text() + "' is an alias itself; write '" + canonical + "' here."));
            } else {
                aliases.put(alias, canonical);
            }
        });
        return Map.copyOf(aliases);
    }

    private static Map<String, List<String>> masters(Fields fields, Map<String, String> aliases) {
        Map<String, List<String>> masters = new LinkedHashMap<>();
        fields.textsByKey("masters").forEach((im, ids) -> masters.merge(ImTypes.canonical(aliases, im), ids, (one, two) -> {
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
        private static PushSettings of(Fields parent) {
            try (Fields push = parent.below("push")) {
                return new PushSettings(push.choice("failover", "strict", "strict", "same-im").equals("same-im"),
                        Duration.ofMillis(push.whole("timeout_text_ms", 5_000, 1, 600_000)),
                        Duration.ofMillis(push.whole("timeout_media_ms", 30_000, 1, 3_600_000)),
                        push.duration("queue_ttl", Duration.ofHours(24)), push.integer("queue_max", 10_000, 1, 1_000_000));
            }
        }
    }

    /// @param folders    besides the home's own `plugins`
    /// @param memoryMb   0 for no limit
    /// @param python     the interpreter, `""` to look for one
    /// @param node       likewise
    /// @param maxWorkers 0 to choose by the machine
    /// @param environment names of variables that scripts and package managers get although they may be secret
    /// @param npmScripts  whether packages may run programs of their own when npm installs them
    /// @param timeoutNone whether waiting for a message that does not come answers null instead of `""`
    public record PluginSettings(List<String> folders, Duration timeout, int concurrency, int outputBytes, int memoryMb,
            String python,
            String node, int maxWorkers, Duration idle, List<String> pip, List<String> npm,
            List<String> environment, boolean npmScripts, boolean timeoutNone) {

        private static PluginSettings of(Fields parent) {
            try (Fields plugins = parent.below("plugins"); Fields packages = plugins.below("packages")) {
                return new PluginSettings(plugins.texts("folders"), plugins.duration("timeout", Duration.ofHours(1)),
                        plugins.integer("concurrency", 8, 1, 1_024), plugins.integer("output_bytes", 262_144, 1_024, 64 << 20),
                        plugins.integer("memory_mb", 1_024, 0, 1 << 20), plugins.text("python", ""), plugins.text("node", ""),
                        plugins.integer("max_workers", 0, 0, 1_024),
                        Duration.ofSeconds(plugins.integer("idle_seconds", 300, 1, 86_400)), packages.texts("pip"),
                        packages.texts("npm"), environment(plugins), plugins.flag("npm_scripts", false),
                        plugins.choice("timeout_value", "empty", "empty", "none").equals("none"));
            }
        }

        private static List<String> environment(Fields plugins) {
            List<String> names = plugins.texts("environment");
            names.stream().filter(ChildEnvironment::isOwn).findFirst().ifPresent(name -> plugins.problem("environment",
                    "'" + name + "' belongs to the host and is given to nobody; remove it."));
            return names;
        }

        /// What all plugins may import, as the package manager `pip` or `npm` names it.
        public List<String> packages(String manager) {
            return manager.equals("pip") ? pip : npm;
        }
    }

    /// @param allowedOrigins pages of other addresses that may call the host
    public record HttpSettings(long maxBodyBytes, int maxFrameBytes, List<String> allowedOrigins) {
        private static HttpSettings of(Fields parent) {
            try (Fields http = parent.below("http")) {
                return new HttpSettings((long) http.integer("max_body_mb", 64, 1, 2_047) << 20,
                        http.integer("max_frame_mb", 32, 1, 1_024) << 20, http.texts("allowed_origins"));
            }
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
        private static MediaSettings of(Fields parent) {
            try (Fields media = parent.below("media")) {
                return new MediaSettings((long) media.integer("max_mb", 100, 1, 102_400) << 20,
                        Duration.ofHours(media.integer("max_age_hours", 24, 1, 87_600)),
                        (long) media.integer("max_store_mb", 2_048, 1, 10_485_760) << 20,
                        media.flag("allow_private_addresses", false), media.flag("pass_addresses", true), media.texts("files"),
                        Duration.ofHours(media.integer("files_max_age_hours", 720, 1, 87_600)),
                        (long) media.integer("files_max_mb", 2_048, 1, 10_485_760) << 20, media.text("ffmpeg", ""));
            }
        }
    }

    /// @param after how long an account must be offline before the masters of another IM are told
    public record AlertSettings(boolean enabled, Duration after) {
        private static AlertSettings of(Fields parent) {
            try (Fields alerts = parent.below("alerts")) {
                return new AlertSettings(alerts.flag("enabled", true), alerts.duration("after", Duration.ofMinutes(1)));
            }
        }
    }

    /// @param maxPause    the longest time between two attempts to connect an account
    /// @param stableAfter how long an account must have been online for its next loss to count as the first
    public record ReconnectSettings(Duration maxPause, Duration stableAfter) {
        private static ReconnectSettings of(Fields parent) {
            try (Fields reconnect = parent.below("reconnect")) {
                return new ReconnectSettings(reconnect.duration("max_pause", Duration.ofMinutes(1)),
                        reconnect.duration("stable_after", Duration.ofSeconds(30)));
            }
        }
    }
}
