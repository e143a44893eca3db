package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.LinkedText;
import dev.botyard.adapters.common.Mail;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.common.Smtp;
import dev.botyard.adapters.common.Smtp.Encryption;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/// The settings of one account, checked together.
///
/// @param url     where the service is, without a slash at the end
/// @param key     what lets the account in there
/// @param secret  what requests are signed with, `""` where they are not
/// @param to      whom `default` means
/// @param targets names and the addresses they stand for
/// @param probe   how often the service is asked whether it is there
record NotifyConfig(Service service, String url, String key, String secret, String to, Map<String, String> targets,
        String priority, String user, String password, Mailbox mailbox,
        Duration probe) {
    private static final String EMAIL = "email";
    /// A key of Server 酱 that names the user whose host is asked.
    static final Pattern SENDKEY_3 = Pattern.compile("sctp(\\d{1,18})t.*");

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.choice("service", "Service", labels(_ -> true))
                    .describedAs("what carries the messages: `email` goes by SMTP, `webhook` is any address that takes a POST")
                    .inChinese("服务", "由谁送达：`email` 走 SMTP，`webhook` 是任意接受 POST 的地址"),
            ConfigField.secret("key", "Key").onlyWhile("service", labels(service -> service != Service.EMAIL))
                    .describedAs(
                            "the service's key or token; of a robot the end of its webhook address; of `webhook` a bearer token")
                    .inChinese("密钥", "设备 key、访问令牌、应用 token 或 SendKey；群机器人为 Webhook 地址末尾的部分；`webhook` 作为 Bearer 令牌发送"),
            ConfigField.text("to", "Default target").onlyWhile("service", EMAIL, "ntfy", "pushplus", "bark")
                    .describedAs(
                            "whom `default` means: a mail address, a topic of ntfy, a group code of pushplus, a device of bark")
                    .inChinese("默认目标", "目标 `default` 指谁：邮箱地址、ntfy 主题、pushplus 群组编码；bark 不填即为 `key` 的设备"),
            ConfigField.list("targets", "Named targets")
                    .describedAs("`name=address` for each; scripts push to the name")
                    .inChinese("命名目标", "每项为 `名称=地址`，脚本推送到名称"),
            ConfigField.choice("priority", "Priority", "normal", "low", "high", "urgent")
                    .describedAs("of messages that say none in the option `priority`; not every service has one")
                    .inChinese("优先级", "消息未带 `priority` 选项时使用；并非所有服务都支持"),
            ConfigField.secret("sign_secret", "Signing secret").onlyWhile("service", "webhook", "dingtalk-robot", "feishu-robot")
                    .describedAs("what requests are signed with; for robots the secret of their security settings")
                    .inChinese("签名密钥", "请求签名用；群机器人为安全设置中的加签密钥"),
            ConfigField.text("user", "User").onlyWhile("service", EMAIL, "ntfy", "bark", "gotify")
                    .describedAs("login at the mail server, or of HTTP Basic at a server of your own")
                    .inChinese("用户名", "邮件服务器登录名，或自建服务器的 HTTP Basic 用户名"),
            ConfigField.secret("password", "Password").onlyWhile("service", EMAIL, "ntfy", "bark", "gotify")
                    .describedAs("belongs to `user`; large mail providers want an app password")
                    .inChinese("密码", "与 `user` 对应；大型邮箱需使用授权码（应用专用密码）"),
            ConfigField.text("from", "Sender").mandatory().onlyWhile("service", EMAIL)
                    .describedAs("the mail address that sends").inChinese("发件地址", "发送邮件的地址"),
            ConfigField.text("from_name", "Sender's name").onlyWhile("service", EMAIL)
                    .describedAs("what people see beside the address").inChinese("发件人名称", "与地址一起显示的名称"),
            ConfigField.text("smtp_host", "Mail server").mandatory().onlyWhile("service", EMAIL)
                    .describedAs("such as `smtp.example.com`").inChinese("邮件服务器", "例如 `smtp.example.com`"),
            ConfigField.choice("smtp_tls", "Encryption", "implicit", "starttls", "none").onlyWhile("service", EMAIL)
                    .describedAs(
                            "`implicit`: from the begin (465); `starttls`: after it (587); `none`: never (25), on this machine")
                    .inChinese("加密", "`implicit`：直接 TLS（465）；`starttls`：先明文后升级（587）；`none`：不加密（25），密码不会离开本机"),
            ConfigField.integer("smtp_port", "Port").within(0, 65_535).onlyWhile("service", EMAIL).advanced()
                    .describedAs("`0`: the usual one").inChinese("端口", "`0`：使用默认端口"),
            ConfigField.address("url", "Address", "https", "http")
                    .onlyWhile("service", labels(service -> service != Service.EMAIL))
                    .describedAs("of a server of your own, else the vendor's; `gotify` and `webhook` need it")
                    .inChinese("地址", "自建服务器地址，否则用官方地址；`gotify` 与 `webhook` 必填"),
            ConfigField.duration("probe", "How often the service is asked whether it is there", "5m").atLeast("50ms").advanced()
                    .describedAs("bark, ntfy, gotify and mail servers can be asked")
                    .inChinese("探测间隔", "bark、ntfy、gotify 与邮件服务器支持探测"));

    record Mailbox(String host, int port, Encryption encryption, String from, String name) {}

    /// What can be sent through.
    enum Service {
        BARK("https://api.day.app", 3000, TextUnit.UTF_8, 0), NTFY("https://ntfy.sh", 3900, TextUnit.UTF_8, 0), GOTIFY("", 0,
                TextUnit.UTF_8, 0), PUSHPLUS("https://www.pushplus.plus", 20_000, TextUnit.UTF_16,
                        5), SERVERCHAN("https://sctapi.ftqq.com", 30_000, TextUnit.UTF_8, 0), WEBHOOK("", 0, TextUnit.UTF_8,
                                0), EMAIL("", 0, TextUnit.UTF_8, 0), DINGTALK_ROBOT("https://oapi.dingtalk.com", 18_000,
                                        TextUnit.UTF_8, 20), FEISHU_ROBOT("https://open.feishu.cn", 18_000, TextUnit.UTF_8,
                                                100), SLACK_WEBHOOK("https://hooks.slack.com", 4000, TextUnit.UTF_16,
                                                        60), DISCORD_WEBHOOK("https://discord.com", 1990, TextUnit.UTF_16, 30);

        final String vendor;
        /// The longest text of one message, 0 for any.
        final int longest;
        final TextUnit unit;
        /// Messages within a minute, 0 for any number.
        final int perMinute;

        Service(String vendor, int longest, TextUnit unit, int perMinute) {
            this.vendor = vendor;
            this.longest = longest;
            this.unit = unit;
            this.perMinute = perMinute;
        }

        /// Its name in account files.
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static String[] labels(Predicate<Service> some) {
        return Stream.of(Service.values()).filter(some).map(Service::label).toArray(String[]::new);
    }

    /// @throws AdapterException `CONFIGURATION` with everything that does not go together
    static NotifyConfig of(AdapterConfig config) {
        Service service = Service.valueOf(config.text("service").toUpperCase(Locale.ROOT).replace('-', '_'));
        Encryption encryption = Encryption.valueOf(config.text("smtp_tls").toUpperCase(Locale.ROOT));
        int port = config.integer("smtp_port") > 0 ? config.integer("smtp_port") : encryption.usualPort();
        String key = config.text("key").strip();
        String url = config.text("url").isEmpty() ? vendor(service, key) : config.text("url");
        NotifyConfig made = new NotifyConfig(service, service == Service.WEBHOOK ? url : url.replaceFirst("/+$", ""), key,
                config.text("sign_secret").strip(), config.text("to").strip(), pairs(config.list("targets")),
                config.text("priority"), config.text("user").strip(), config.text("password"),
                new Mailbox(config.text("smtp_host").strip(), port, encryption, config.text("from").strip(),
                        config.text("from_name").strip()),
                config.duration("probe"));
        List<String> problems = made.problems();
        if (!problems.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, String.join("; ", problems));
        }
        return made;
    }

    private static String vendor(Service service, String key) {
        Matcher user = SENDKEY_3.matcher(key);
        return service == Service.SERVERCHAN && user.matches() ? "https://" + user.group(1) + ".push.ft07.com" : service.vendor;
    }

    /// What is no pair has the name `""`.
    private static Map<String, String> pairs(List<String> entries) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String entry : entries) {
            int at = Math.max(0, entry.indexOf('='));
            pairs.put(entry.substring(0, at).strip(), entry.substring(at).replaceFirst("=", "").strip());
        }
        return pairs;
    }

    private List<String> problems() {
        boolean mail = service == Service.EMAIL;
        boolean keyless = mail || service == Service.NTFY || service == Service.WEBHOOK;
        boolean open = mailbox.encryption == Encryption.NONE && !password.isEmpty() && !LinkedText.isHere(mailbox.host);
        Map<String, Boolean> found = new LinkedHashMap<>();
        found.put("config.key: " + service.label() + " needs one", !keyless && key.isEmpty());
        found.put("config.key: a key has no blanks; copy it again", !key.matches("[\\x21-\\x7e]*"));
        found.put("config.url: " + service.label() + " needs the address of its server", !mail && url.isEmpty());
        found.put("config.from: not a mail address, such as bot@example.com", mail && !Mail.isAddress(mailbox.from));
        found.put("config.to: not a mail address, such as ann@example.com", mail && !to.isEmpty() && !Mail.isAddress(to));
        found.put("config.smtp_tls: 'none' shows the password to everybody on the way; use starttls or implicit", open);
        found.put("config.targets: each entry is name=address", targets.containsKey(""));
        return found.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    /// The mail server.
    Smtp.Server server(SSLSocketFactory factory) {
        return new Smtp.Server(mailbox.host, mailbox.port, mailbox.encryption, factory,
                mailbox.from.substring(mailbox.from.indexOf('@') + 1), user.isEmpty() ? mailbox.from : user, password);
    }

    /// The address that a script's target means; `""` for the account's own.
    String address(String id) {
        return targets.getOrDefault(id, id.equals("default") ? to : id);
    }

    /// What tells this account from others, without telling the key.
    String id() {
        String all = String.join("\n", url, key, user, to, mailbox.from, mailbox.host);
        return service.label() + "-"
                + Signatures.hex(Signatures.sha256(all.getBytes(StandardCharsets.UTF_8))).substring(0, 12);
    }

    /// Without the key, which services repeat.
    String masked(String words) {
        return key.isEmpty() ? words : words.replace(key, "***");
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "NotifyConfig[" + service.label() + "]";
    }
}
