package dev.botyard.adapters.qx;

import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The settings of one account, checked together.
///
/// @param dialect what Qianxun speaks, if that is settled
/// @param key     what callbacks must carry, `""` for nothing
/// @param sources the addresses that callbacks may come from; empty for any
/// @param fileMap where this host sees files of the Windows machine
record QxConfig(URI url, String wxid, Optional<Dialect> dialect, String safekey, String key, Set<String> sources, Duration probe,
        Duration licenceCheck, boolean passRemoteMedia, Duration urlLifetime, boolean officialAsMessages,
        boolean acceptTransfers, FileMap fileMap) {

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.address("url", "Address of Qianxun", "http", "https").mandatory()
                    .describedAs("such as http://192.168.1.5:7777; with a path only if it is not the usual one of the dialect"),
            ConfigField.text("wxid", "The account's own wxid").mandatory().identity(),
            ConfigField.choice("dialect", "What Qianxun speaks", "auto", "classic", "daen", "pro")
                    .describedAs("pro: the framework of today; classic: the one before; daen: DaenWxHook without a framework"),
            ConfigField.secret("safekey", "Safe key of Qianxun Pro").describedAs("the same as in Qianxun, if it has one there"),
            ConfigField.secret("key", "Key of callbacks").describedAs("callbacks must carry it as the query parameter 'key'")
                    .generated("the callback address in Qianxun, at its end behind '?key='"),
            ConfigField.list("sources", "Addresses that callbacks may come from")
                    .describedAs("without this and without key: the address in url alone"),
            ConfigField.duration("probe", "How often to ask whether the account is there", "30s"),
            ConfigField.duration("licence_check", "How often to ask Pro whether its licence has ended", "1h")
                    .describedAs("0s: never"),
            ConfigField.choice("media", "How media travel to Windows", "auto", "serve")
                    .describedAs("auto: an http(s) source as it is, anything else from the host; serve: always from the host"),
            ConfigField.duration("media_url_lifetime", "How long a medium can be fetched from the host", "10m"),
            ConfigField.list("file_map", "Where this host sees folders of the Windows machine")
                    .describedAs(
                            "lines such as C:\\Users\\me\\Documents\\WeChat Files => /mnt/wechat, so that scripts get incoming media"),
            ConfigField.choice("official", "What messages of official accounts are", "notice", "message")
                    .describedAs("message: scripts see and may answer them like people's"),
            ConfigField.flag("accept_transfers", "Accept transfers of money as they come"));

    private static final Duration SHORTEST_PROBE = Duration.ofMillis(50);

    /// @throws AdapterException `CONFIGURATION` with everything that does not go together
    static QxConfig of(AdapterConfig config) {
        URI url = config.address("url").orElseThrow(
                () -> new AdapterException(ErrorKind.CONFIGURATION,
                        "config.url: needs the address of Qianxun, such as http://192.168.1.5:7777"));
        List<String> problems = new ArrayList<>();
        Set<String> sources = sources(config, url, problems);
        QxConfig made = new QxConfig(url, config.text("wxid").trim(), dialect(config, url, problems), config.text("safekey"),
                config.text("key"), sources, config.duration("probe"), config.duration("licence_check"),
                config.text("media").equals("auto"), config.duration("media_url_lifetime"),
                config.text("official").equals("message"),
                config.flag("accept_transfers"), FileMap.of(config.list("file_map"), problems));
        if (made.wxid.isEmpty()) {
            problems.add("config.wxid: needs the account's own wxid, as Qianxun shows it");
        }
        if (made.probe.compareTo(SHORTEST_PROBE) < 0) {
            problems.add("config.probe: must be 50ms or more, such as 30s");
        }
        if (!problems.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, String.join("; ", problems));
        }
        return made;
    }

    private static Optional<Dialect> dialect(AdapterConfig config, URI url, List<String> problems) {
        Optional<Dialect> ofPath = Dialect.of(url);
        String named = config.text("dialect");
        if (named.equals("auto")) {
            return ofPath;
        }
        Dialect dialect = Dialect.valueOf(named.toUpperCase(Locale.ROOT));
        if (ofPath.isPresent() && ofPath.get() != dialect) {
            problems.add("config.dialect is " + named + ", but the path of config.url is that of "
                    + ofPath.get().name().toLowerCase(Locale.ROOT) + "; correct one of the two");
        }
        return Optional.of(dialect);
    }

    private static Set<String> sources(AdapterConfig config, URI url, List<String> problems) {
        Set<String> sources = new LinkedHashSet<>();
        for (String given : config.list("sources")) {
            Sources.literal(given.trim()).ifPresentOrElse(sources::add, () -> problems
                    .add("config.sources: '" + given + "' is not an IP address; write one such as 192.168.1.5"));
        }
        if (sources.isEmpty() && config.text("key").isEmpty()) {
            sources.addAll(Sources.of(url));
            if (sources.isEmpty() && config.list("sources").isEmpty()) {
                problems.add(
                        "config.key or config.sources: set one of them, as config.url names its host by name; else anybody could"
                                + " play the account");
            }
        }
        return sources;
    }

    /// How long the answer to a probe may take.
    Duration patience() {
        Duration longest = Duration.ofSeconds(10);
        Duration shortest = Duration.ofSeconds(1);
        return probe.compareTo(longest) > 0 ? longest : probe.compareTo(shortest) < 0 ? shortest : probe;
    }

    /// Where Qianxun is, for people.
    String shownUrl() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "QxConfig[" + shownUrl() + ", wxid=" + wxid + "]";
    }
}
