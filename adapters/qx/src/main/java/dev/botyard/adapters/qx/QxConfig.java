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
                    .describedAs("address of Qianxun, such as `http://192.168.1.5:7777`; with a path only if it is not the usual"
                            + " one of the dialect")
                    .inChinese("千寻的地址", "例如 `http://192.168.1.5:7777`；路径与所用版本的默认路径不同时才需要写"),
            ConfigField.text("wxid", "The account's own wxid").mandatory().identity()
                    .describedAs("the account's own wxid; of two accounts with one wxid the host starts the first")
                    .inChinese("账号自己的 wxid", "千寻中显示的本账号 wxid；wxid 相同的两个账号只启动第一个"),
            ConfigField.choice("dialect", "What Qianxun speaks", "auto", "classic", "daen", "pro").advanced()
                    .describedAs("`pro`: the framework of today; `classic`: the one before; `daen`: the DaenWxHook DLL. `auto`:"
                            + " asked for in each dialect, and taken from callbacks")
                    .inChinese("千寻的接口版本", "`pro`：现在的框架；`classic`：旧框架；`daen`：DaenWxHook DLL；`auto`：逐一询问，并从回调中识别"),
            ConfigField.secret("safekey", "Safe key of Qianxun Pro").describedAs("Pro: the safe key that is set in Qianxun")
                    .inChinese("千寻 Pro 的安全密钥", "与千寻中设置的安全密钥相同，没有设置则不填"),
            ConfigField.secret("key", "Key of callbacks").describedAs("callbacks must carry it as the query parameter `key`")
                    .inChinese("回调密钥", "回调地址必须带有查询参数 `key`")
                    .generated("the callback address in Qianxun, at its end behind '?key='")
                    .enterAtInChinese("千寻的回调地址，写在末尾的 '?key=' 之后"),
            ConfigField.list("sources", "Addresses that callbacks may come from").advanced()
                    .describedAs(
                            "IP addresses that callbacks may come from. Without `sources` and `key`: the address in `url` alone")
                    .inChinese("允许的回调来源", "回调可以来自哪些 IP 地址；`sources` 和 `key` 都不填时只接受 `url` 中的地址"),
            ConfigField.duration("probe", "How often to ask whether the account is there", "30s").atLeast("50ms").advanced()
                    .describedAs("how often to ask whether the account is there").inChinese("探测间隔", "每隔多久询问一次账号是否在线"),
            ConfigField.duration("licence_check", "How often to ask Pro whether its licence has ended", "1h").advanced()
                    .describedAs("Pro: how often to ask whether the licence has ended. `0s`: never")
                    .inChinese("授权检查间隔", "Pro：每隔多久询问授权是否到期；`0s`：从不"),
            ConfigField.choice("media", "How media travel to Windows", "auto", "serve").advanced()
                    .describedAs("`auto`: an http(s) source of the script is passed on, if it is a public address and the host's"
                            + " setting `media.pass_addresses` is on; anything else is served by the host. `serve`: always"
                            + " served by the host")
                    .inChinese("媒体传输方式", "`auto`：脚本给出的公网 http(s) 地址在主机设置 `media.pass_addresses` 开启时直接转交，其余由主机提供；"
                            + "`serve`：总是由主机提供"),
            ConfigField.duration("media_url_lifetime", "How long a medium can be fetched from the host", "10m").advanced()
                    .describedAs("how long a medium can be fetched from the host").inChinese("媒体地址有效期", "可以从主机获取媒体多久"),
            ConfigField.list("file_map", "Where this host sees folders of the Windows machine")
                    .describedAs(
                            "where this host sees folders of the Windows machine, so that scripts get incoming pictures; lines"
                                    + " such as `C:\\Users\\me\\Documents\\WeChat Files => /mnt/wechat`, see below")
                    .inChinese("Windows 目录映射", "主机上哪里能看到 Windows 电脑的目录，脚本由此取得收到的图片；每行如"
                            + " `C:\\Users\\me\\Documents\\WeChat Files => /mnt/wechat`"),
            ConfigField.choice("official", "What messages of official accounts are", "notice", "message").advanced()
                    .describedAs(
                            "what messages of official accounts are: `notice`, or `message`, which scripts see and may answer"
                                    + " like people's")
                    .inChinese("公众号消息", "公众号的消息作为 `notice`（通知），或作为 `message`：脚本能看到并像对人一样回复"),
            ConfigField.flag("accept_transfers", "Accept transfers of money as they come").advanced()
                    .describedAs("accepts transfers of money as they come").inChinese("自动收款", "收到转账立即收下"));

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
