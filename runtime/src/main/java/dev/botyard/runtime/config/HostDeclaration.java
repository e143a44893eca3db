package dev.botyard.runtime.config;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.runtime.infra.logging.Logging;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every setting of `botyard.yaml`: the check, the table in the README, `botyard settings` and the schema for editors are made of this.
/// A new setting is a line here and one in [HostSettings], which takes the value.
public final class HostDeclaration {
    private static final int LARGEST_STORE_MB = 10_485_760;
    private static final int TEN_YEARS_HOURS = 87_600;
    private static final String SHORTEST = "1ms";
    private static final String FULL = "Too much is going on just now, so this may take a while; if nothing comes, please try again later."
            + " 现在太忙了，可能要等一会儿；没有回复请稍后再试。";

    /// In the order of the README.
    public static final List<Setting> SETTINGS = Stream
            .of(general(), store(), push(), plugins(), payments(), http(), media(), ai(),
                    render(), upkeep())
            .flatMap(List::stream).toList();

    private HostDeclaration() {}

    /// What a file says, and what is wrong with it.
    static CheckedSettings check(YamlNode.YamlObject file) {
        return SettingsCheck.of(SETTINGS, StoreSettings.inFull(file));
    }

    private static List<Setting> general() {
        return List.of(
                Setting.atStart(ConfigField.integer("port", "Port").defaultsTo("8200").within(0, 65_535)
                        .describedAs("where the host listens; `--port` and `BOTYARD_PORT` win, `0` takes a free one")
                        .inChinese("端口", "主机监听的端口；`--port` 和 `BOTYARD_PORT` 优先，`0` 表示任取一个空闲端口")),
                Setting.atStart(ConfigField.text("host", "Address to listen on").defaultsTo("127.0.0.1")
                        .describedAs("`--host` and `BOTYARD_HOST` win; `0.0.0.0` for all addresses of the machine")
                        .inChinese("监听地址", "`--host` 和 `BOTYARD_HOST` 优先；`0.0.0.0` 表示本机所有地址")),
                Setting.of(ConfigField.address("public_url", "Public address", "http", "https")
                        .describedAs("address under which platforms and people reach the host, with a path if it has one; used in"
                                + " links, redirects, cookies and by `domain()`; see below")
                        .inChinese("公开地址", "平台和用户访问主机的地址，有子路径时写上；用于链接、重定向、Cookie 和 `domain()`")),
                Setting.of(ConfigField.text("timezone", "Time zone")
                        .describedAs("zone of cron headers, such as `Asia/Shanghai`; unset: the machine's")
                        .inChinese("时区", "定时头使用的时区，例如 `Asia/Shanghai`；不填则用本机时区")),
                Setting.shaped(Setting.Shape.TEXT_BY_NAME, ConfigField.text("aliases", "Aliases of IM types")
                        .describedAs("other names of IM types: `{ wx: qx }`; preset, unless an account's IM type bears the name: "
                                + presetAliases())
                        .inChinese("IM 类型的别名", "IM 类型的其他名称：`{ wx: qx }`；没有账号使用该名称时预设有：" + presetAliases())),
                Setting.shaped(Setting.Shape.LIST_BY_NAME, ConfigField.list("masters", "Administrators")
                        .describedAs("administrators by IM type: `{ qq: [\"10001\"] }`; for `isAdmin()`, `notifyMasters()` and"
                                + " alerts")
                        .inChinese("管理员", "按 IM 类型列出管理员：`{ qq: [\"10001\"] }`；用于 `isAdmin()`、`notifyMasters()` 和告警")));
    }

    private static List<Setting> store() {
        return List.of(
                Setting.atStart(ConfigField.text("store.url", "Store").advanced()
                        .describedAs("a database on PostgreSQL for everything that survives, such as"
                                + " `jdbc:postgresql://db.example.org/botyard?sslmode=verify-full`, several servers between commas;"
                                + " unset: SQLite in the home; `BOTYARD_STORE` wins; see below")
                        .inChinese("存储",
                                "用 PostgreSQL 数据库保存所有需要持久的数据，例如 `jdbc:postgresql://db.example.org/botyard?sslmode=verify-full`，"
                                        + "多个服务器用逗号分隔；不填则用数据目录中的 SQLite；`BOTYARD_STORE` 优先")),
                Setting.atStart(ConfigField.text("store.user", "User of the store").advanced()
                        .describedAs("who logs in there; `BOTYARD_STORE_USER` wins")
                        .inChinese("存储的用户", "登录数据库的用户；`BOTYARD_STORE_USER` 优先")),
                Setting.atStart(ConfigField.secret("store.password", "Password of the store").advanced()
                        .describedAs("best as `${env:STORE_PASSWORD}`; `BOTYARD_STORE_PASSWORD` wins")
                        .inChinese("存储的密码", "最好写成 `${env:STORE_PASSWORD}`；`BOTYARD_STORE_PASSWORD` 优先")));
    }

    private static String presetAliases() {
        return new TreeMap<>(ImTypes.PRESET).entrySet().stream().map(alias -> "`" + alias.getKey() + "` " + alias.getValue())
                .collect(Collectors.joining(", "));
    }

    private static List<Setting> push() {
        return List.of(
                Setting.of(ConfigField.choice("push.failover", "Failover", "strict", "same-im")
                        .describedAs("`same-im`: another account of the IM may speak for one that cannot")
                        .inChinese("故障转移", "`same-im`：选定的账号无法发送时，同一 IM 的其他账号可以代发")),
                Setting.of(ConfigField.integer("push.timeout_text_ms", "Timeout of text").defaultsTo("5000").within(1, 600_000)
                        .unit("ms").advanced()
                        .describedAs("how long a push of text waits for the platform when the script does not say")
                        .inChinese("文本超时", "脚本未指定时，推送文本等待平台答复的时间")),
                Setting.of(ConfigField.integer("push.timeout_media_ms", "Timeout of media").defaultsTo("30000")
                        .within(1, 3_600_000).unit("ms").advanced()
                        .describedAs("the same for media").inChinese("媒体超时", "推送媒体时的等待时间")),
                Setting.of(ConfigField.duration("push.queue_ttl", "Life of queued pushes", "24h").atLeast(SHORTEST)
                        .describedAs("how long a push with `options.queue` waits when it does not say; see below")
                        .inChinese("排队推送的期限", "带 `options.queue` 的推送未指定期限时最多等待多久")),
                Setting.of(ConfigField.integer("push.queue_max", "Queued pushes").defaultsTo("10000").within(1, 1_000_000)
                        .advanced().describedAs("how many pushes may wait").inChinese("排队推送的数量", "最多有多少条推送等待")));
    }

    private static List<Setting> plugins() {
        return List.of(
                Setting.of(ConfigField.list("plugins.folders", "Plugin folders")
                        .describedAs("more folders with plugins, besides `plugins/` of the home")
                        .inChinese("插件目录", "数据目录的 `plugins/` 之外的更多插件目录")),
                Setting.of(ConfigField.list("plugins.lists", "Lists of plugins")
                        .describedAs("addresses of lists of plugins that others publish, such as"
                                + " `https://example.org/plugins/index.yaml`; see below")
                        .inChinese("插件列表", "他人发布的插件列表的地址，例如 `https://example.org/plugins/index.yaml`")),
                Setting.of(ConfigField.duration("plugins.timeout", "Time of a run", "1h").atLeast(SHORTEST)
                        .describedAs("wall clock of one run; the header `timeout` wins")
                        .inChinese("运行时限", "一次运行最多用时；脚本头 `timeout` 优先")),
                Setting.of(ConfigField.choice("plugins.timeout_value", "Value of no answer", "empty", "none").advanced()
                        .describedAs("what `listen` and `input` give scripts when nobody answers: `empty` text, or `none` (Python"
                                + " `None`, JavaScript `null`); the header `timeout_value` wins")
                        .inChinese("无人回答时的值", "无人回答时 `listen` 和 `input` 返回什么：`empty` 为空文本，`none` 为 Python 的 `None`、"
                                + "JavaScript 的 `null`；脚本头 `timeout_value` 优先")),
                Setting.of(ConfigField.integer("plugins.concurrency", "Runs at once").defaultsTo("8").within(1, 1_024)
                        .describedAs("runs of one plugin at once, further ones wait; the header `concurrency` wins")
                        .inChinese("并发运行数", "同一插件同时运行的数量，超出的排队；脚本头 `concurrency` 优先")),
                Setting.of(ConfigField.integer("plugins.output_bytes", "Kept output").defaultsTo("262144")
                        .within(1_024, 64 << 20).unit("bytes").advanced()
                        .describedAs("how much of a run's output is kept, its end")
                        .inChinese("保留的输出", "一次运行的输出保留多少，保留末尾部分")),
                Setting.atStart(ConfigField.integer("plugins.memory_mb", "Memory of a worker").defaultsTo("1024")
                        .within(0, 1 << 20).unit("MiB").advanced()
                        .describedAs("address space of a Python worker, heap of a JavaScript worker; `0`: no limit")
                        .inChinese("工作进程的内存", "Python 工作进程的地址空间、JavaScript 工作进程的堆；`0` 表示不限")),
                Setting.atStart(ConfigField.text("plugins.python", "Python").advanced()
                        .describedAs("the interpreter; unset: found on the path").inChinese("Python", "解释器；不填则在 PATH 中查找")),
                Setting.atStart(ConfigField.text("plugins.node", "Node").advanced()
                        .describedAs("the interpreter; unset: found on the path").inChinese("Node", "解释器；不填则在 PATH 中查找")),
                Setting.atStart(ConfigField.choice("plugins.transport", "Way to workers", "auto", "unix", "tcp").advanced()
                        .describedAs(
                                "how script processes reach the host: by a Unix socket, or by a port of `127.0.0.1` and tokens"
                                        + " that work once; `auto`: by a port on Windows alone")
                        .inChinese("工作进程的连接方式", "脚本进程如何连接主机：`unix` 为 Unix 套接字，`tcp` 为 `127.0.0.1` 的端口和一次性令牌；"
                                + "`auto` 仅在 Windows 上使用端口")),
                Setting.of(ConfigField.list("plugins.packages.pip", "Packages of pip")
                        .describedAs("packages that all plugins may import without naming them in a header, such as `[requests,"
                                + " pycryptodome]`; see below")
                        .inChinese("pip 包", "所有插件无需在脚本头声明即可导入的包，例如 `[requests, pycryptodome]`")),
                Setting.of(ConfigField.list("plugins.packages.npm", "Packages of npm")
                        .describedAs("the same for JavaScript, such as `[axios]`")
                        .inChinese("npm 包", "JavaScript 插件同理，例如 `[axios]`")),
                Setting.of(ConfigField.flag("plugins.packages.ready_made", "Ready-made packages")
                        .describedAs(
                                "all plugins have the packages that most published scripts want; installed once, in the background")
                        .inChinese("常用包", "为所有插件装好大多数公开脚本所需的包；只安装一次，在后台进行")),
                Setting.of(ConfigField.secret("plugins.packages.pip_index", "Index of pip").advanced()
                        .describedAs(
                                "a mirror or an index of your own instead of PyPI, such as `https://pypi.example.org/simple`")
                        .inChinese("pip 源", "代替 PyPI 的镜像或私有源，例如 `https://pypi.example.org/simple`")),
                Setting.of(ConfigField.secret("plugins.packages.pip_extra_index", "Further indexes of pip").advanced()
                        .describedAs("asked besides, several between blanks").inChinese("pip 附加源", "另外查询的源，多个用空格分隔")),
                Setting.of(ConfigField.secret("plugins.packages.npm_registry", "Registry of npm").advanced()
                        .describedAs("a mirror or a registry of your own, such as `https://npm.example.org`")
                        .inChinese("npm 源", "镜像或私有源，例如 `https://npm.example.org`")),
                Setting.of(ConfigField.text("plugins.packages.folder", "Folder of packages").advanced()
                        .describedAs("wheels for pip and `.tgz` files for npm that are taken from a folder of this machine")
                        .inChinese("本地包文件夹", "本机上存放 pip 的 wheel 和 npm 的 `.tgz` 文件的文件夹")),
                Setting.of(ConfigField.flag("plugins.packages.offline", "Only from the folder").advanced()
                        .describedAs("pip and npm ask nothing but that folder").inChinese("仅用本地包", "pip 和 npm 只使用该文件夹")),
                Setting.of(ConfigField.list("plugins.environment", "Environment variables").advanced()
                        .describedAs("names of environment variables that scripts, pip and npm get although they may be secret;"
                                + " see below")
                        .inChinese("环境变量", "即使可能含有机密也交给脚本、pip 和 npm 的环境变量名")),
                Setting.of(ConfigField.flag("plugins.proxy", "Proxy for scripts")
                        .describedAs(
                                "scripts see the host's proxies as `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`; otherwise these"
                                        + " variables are kept from them, unless `plugins.environment` names them")
                        .inChinese("脚本也用代理", "脚本可通过 `HTTP_PROXY`、`HTTPS_PROXY` 和 `NO_PROXY` 看到主机的代理；否则不把这些变量交给脚本，"
                                + "除非 `plugins.environment` 列出它们")),
                Setting.of(ConfigField.flag("plugins.npm_scripts", "Install scripts of npm").advanced()
                        .describedAs("npm may run the install scripts of packages")
                        .inChinese("npm 安装脚本", "允许 npm 运行包自带的安装脚本")),
                Setting.atStart(ConfigField.integer("plugins.max_workers", "Workers").within(0, 1_024).advanced()
                        .describedAs(
                                "runs of one language that compute at once, each in a process; `0`: from the machine's memory"
                                        + " and processors, `botyard doctor` says how many")
                        .inChinese("工作进程数", "每种语言同时计算的运行数，各占一个进程；`0`：由本机的内存和处理器决定，`botyard doctor` 会显示")),
                Setting.atStart(ConfigField.integer("plugins.max_waiting", "Waiting runs").within(0, 100_000).advanced()
                        .describedAs("runs of one language that wait for a person at once, besides those that compute; `0`: from"
                                + " the machine's memory")
                        .inChinese("等待中的运行数", "每种语言同时等待用户的运行数，不计入正在计算的；`0`：由本机的内存决定")),
                Setting.of(ConfigField.integer("plugins.waits_per_person", "Waits of a person").defaultsTo("10")
                        .within(1, 1_000).advanced().describedAs("runs that wait for one person in one chat at once")
                        .inChinese("每人的等待数", "同一聊天中同时等待同一用户的运行数")),
                Setting.of(ConfigField.text("plugins.full_reply", "Reply when all are busy").defaultsTo(FULL)
                        .describedAs("what a person hears whose run finds no worker for 10 s, or no place to wait; once a minute"
                                + " in a chat at most; `\"\"`: nothing")
                        .inChinese("繁忙时的回复", "运行 10 秒内没有空闲进程或没有等待名额时对用户说的话；每个聊天每分钟最多一次；`\"\"`：不回复")),
                Setting.of(ConfigField.flag("plugins.full_reply_groups", "Also in groups").advanced()
                        .describedAs("that is said in groups, too").inChinese("群里也回复", "群聊中也这样回复")),
                Setting.atStart(ConfigField.choice("plugins.warm_start", "Workers stand by", "auto", "true", "false").advanced()
                        .describedAs("a worker of each language that plugins use is started with the host, before the first"
                                + " message; `auto`: where the machine has 1 GiB or more")
                        .inChinese("预先启动", "随主机启动插件所用每种语言的一个工作进程，不等第一条消息；`auto`：内存不少于 1 GiB 时启动")),
                Setting.atStart(ConfigField.integer("plugins.idle_seconds", "Idle workers").defaultsTo("300")
                        .within(1, 86_400).unit("seconds").advanced()
                        .describedAs("an unused worker ends after that; where many alike stand by, most of them after 10 s")
                        .inChinese("空闲进程", "闲置这么久的工作进程会结束；同类空闲进程较多时，多余的 10 秒后结束")));
    }

    private static List<Setting> payments() {
        return List.of(
                Setting.shaped(Setting.Shape.TEXT_BY_NAME, ConfigField.secret("payments.hmac", "Payment gateways")
                        .describedAs("secrets of payment gateways by name: `{ shop: \"${env:SHOP_SECRET}\" }`; each reports at"
                                + " `/api/payments/hmac/<name>`, signed by `X-Signature`; see below")
                        .inChinese("收款网关", "按名称列出收款网关的密钥：`{ shop: \"${env:SHOP_SECRET}\" }`；网关向 `/api/payments/hmac/<名称>` "
                                + "上报，并以 `X-Signature` 签名")),
                Setting.shaped(Setting.Shape.TEXT_BY_NAME, ConfigField.secret("payments.epay", "Epay merchants")
                        .describedAs("keys of epay gateways by merchant number: `{ \"1000\": \"${env:EPAY_KEY}\" }`; their"
                                + " `notify_url` is `/api/payments/epay`; see below")
                        .inChinese("易支付商户", "按商户号列出易支付密钥：`{ \"1000\": \"${env:EPAY_KEY}\" }`；异步通知地址为 `/api/payments/epay`")));
    }

    private static List<Setting> http() {
        return List.of(
                Setting.atStart(ConfigField.integer("http.max_body_mb", "Largest request").defaultsTo("64").within(1, 2_047)
                        .unit("MiB").advanced().describedAs("largest body of a request").inChinese("最大请求", "请求体的最大长度")),
                Setting.atStart(ConfigField.integer("http.max_frame_mb", "Largest WebSocket message").defaultsTo("32")
                        .within(1, 1_024).unit("MiB").advanced().describedAs("largest message of a WebSocket")
                        .inChinese("最大 WebSocket 消息", "一条 WebSocket 消息的最大长度")),
                Setting.atStart(ConfigField.list("http.allowed_origins", "Allowed origins").advanced()
                        .describedAs("pages of other addresses that may call the host")
                        .inChinese("允许的来源", "其他地址上可以调用本主机的页面")),
                Setting.of(ConfigField.text("http.proxy", "Proxy")
                        .describedAs(
                                "through which accounts, media, pip and npm go out: `http://host:port` or `socks5://host:port`, with"
                                        + " `user:password@` before the host for a login; `none`: no proxy whatever the environment says;"
                                        + " unset: `HTTPS_PROXY`, `HTTP_PROXY` and `ALL_PROXY` count; `proxy` of an account wins; see below")
                        .inChinese("代理", "账号、媒体、pip 和 npm 访问外网所用的代理：`http://主机:端口` 或 `socks5://主机:端口`，需要登录时在主机前写"
                                + " `用户:密码@`；`none`：无论环境变量如何都不用代理；不填则看 `HTTPS_PROXY`、`HTTP_PROXY` 和 `ALL_PROXY`；"
                                + "账号自己的 `proxy` 优先")),
                Setting.of(ConfigField.list("http.no_proxy", "Without the proxy")
                        .describedAs(
                                "where connections go straight: names with all names below them, addresses, and ranges such as"
                                        + " `[example.org, 192.168.0.0/16]`; unset: `NO_PROXY` counts; loopback always, unless"
                                        + " `<-loopback>` is there")
                        .inChinese("不走代理", "哪些地址直连：域名（含子域名）、IP 地址和网段，例如 `[example.org, 192.168.0.0/16]`；不填则看 `NO_PROXY`；"
                                + "本机回环地址始终直连，除非写上 `<-loopback>`")));
    }

    private static List<Setting> media() {
        return List.of(
                Setting.atStart(megabytes("media.max_mb", "Largest medium", "100", 102_400)
                        .describedAs("largest medium that is taken or sent").inChinese("最大媒体", "收发的单个媒体的最大长度")),
                Setting.atStart(hours("media.max_age_hours", "Age of media", "24")
                        .describedAs("media in `data/media` go when they were not used for so long")
                        .inChinese("媒体保留时间", "`data/media` 中的媒体这么久没有使用就删除")),
                Setting.atStart(megabytes("media.max_store_mb", "Store of media", "2048", LARGEST_STORE_MB)
                        .describedAs("and the longest unused go first when they are more than that")
                        .inChinese("媒体总量", "总量超出时，先删除最久没有使用的")),
                Setting.atStart(ConfigField.flag("media.allow_private_addresses", "Media of the local network").advanced()
                        .describedAs("media may be fetched from the local network, and such addresses handed on to platforms")
                        .inChinese("允许局域网媒体", "可以从局域网获取媒体，也可以把这样的地址交给平台")),
                Setting.atStart(ConfigField.flag("media.pass_addresses", "Hand on addresses").defaultsTo("true").advanced()
                        .describedAs("a platform that can fetch an address itself gets the address (a public one); `false`: the"
                                + " host fetches all, so that no redirect leads a platform astray")
                        .inChinese("转交地址", "平台能自行获取时把（公网）地址交给它；`false`：全部由主机获取，平台不会被重定向带偏")),
                Setting.of(ConfigField.list("media.files", "Folders for CQ codes").advanced()
                        .describedAs("more folders whose files a CQ code may name, such as `[/srv/pictures]`; see below")
                        .inChinese("CQ 码可用的目录", "CQ 码还可以引用哪些目录中的文件，例如 `[/srv/pictures]`")),
                Setting.atStart(hours("media.files_max_age_hours", "Age of downloads", "720")
                        .describedAs("downloads of scripts in `data/file` go when they are so old")
                        .inChinese("下载保留时间", "脚本下载到 `data/file` 的文件这么旧就删除")),
                Setting.atStart(megabytes("media.files_max_mb", "Store of downloads", "2048", LARGEST_STORE_MB)
                        .describedAs("and the oldest go first when they are more than that")
                        .inChinese("下载总量", "总量超出时，先删除最旧的")),
                Setting.of(ConfigField.text("media.ffmpeg", "ffmpeg").advanced()
                        .describedAs("the program that converts media: a name to look for, an absolute path, or `off`; unset:"
                                + " found on the path; see below")
                        .inChinese("ffmpeg", "转换媒体的程序：要查找的名称、绝对路径或 `off`；不填则在 PATH 中查找")));
    }

    private static List<Setting> ai() {
        return List.of(
                Setting.of(ConfigField.address("ai.url", "Language model", "http", "https")
                        .describedAs("address of an OpenAI-compatible interface, up to its `/v1`: `https://api.deepseek.com/v1`,"
                                + " `http://127.0.0.1:11434/v1`; for `chat()` and `generateFromSinglePrompt()`")
                        .inChinese("语言模型", "OpenAI 兼容接口的地址，写到 `/v1`：`https://api.deepseek.com/v1`、`http://127.0.0.1:11434/v1`；"
                                + "用于 `chat()` 和 `generateFromSinglePrompt()`")),
                Setting.of(ConfigField.secret("ai.key", "Key of the model")
                        .describedAs("what the interface asks for, best as `${env:AI_KEY}`")
                        .inChinese("模型的密钥", "接口要求的密钥，最好写成 `${env:AI_KEY}`")),
                Setting.of(ConfigField.text("ai.model", "Name of the model")
                        .describedAs("such as `deepseek-chat`; scripts may name another one")
                        .inChinese("模型名称", "例如 `deepseek-chat`；脚本可以另外指定")),
                Setting.of(ConfigField.duration("ai.timeout", "Time of an answer", "60s").atLeast(SHORTEST).advanced()
                        .describedAs("how long a script waits for the model when it does not say")
                        .inChinese("等待时间", "脚本未指定时等待模型多久")),
                Setting.of(ConfigField.integer("ai.per_person", "Questions of a person").defaultsTo("100").within(0, 1_000_000)
                        .describedAs("how often one person may cause a question to the model in a day, counted since the host was"
                                + " started; `0`: no limit")
                        .inChinese("每人的提问数", "每人每天最多触发多少次模型提问，从主机启动时算起；`0` 表示不限")),
                Setting.of(ConfigField.flag("ai.tools", "Plugins as tools")
                        .describedAs(
                                "the model answers people who talk to the bot where no rule fits, and may call plugins with the"
                                        + " header `ai`; see below")
                        .inChinese("插件作为工具", "没有规则匹配时由模型回答与机器人交谈的人，并可调用带 `ai` 头的插件")));
    }

    private static List<Setting> render() {
        return List.of(
                Setting.of(ConfigField.text("render.browser", "Browser")
                        .describedAs("the Chromium that draws pictures for `render()`: a name to look for, an absolute path, or"
                                + " `off`; unset: found on the path; see below")
                        .inChinese("浏览器", "为 `render()` 绘图的 Chromium：要查找的名称、绝对路径或 `off`；不填则在 PATH 中查找")),
                Setting.of(ConfigField.choice("render.sandbox", "Sandbox of the browser", "auto", "true", "false").advanced()
                        .describedAs(
                                "the browser locks its parts in; `auto`: unless the host runs as root, where it refuses to; in some"
                                        + " containers it refuses too, and `false` lets it run without")
                        .inChinese("浏览器沙箱", "浏览器隔离自身各部分；`auto`：除非以 root 运行（浏览器拒绝启用）；某些容器中也无法启用，设为 `false` 则不用沙箱")),
                Setting.of(ConfigField.flag("render.network", "Network of pages")
                        .describedAs(
                                "pages may show pictures, fonts and styles of other addresses, which the host fetches like media")
                        .inChinese("页面联网", "页面可以使用其他地址的图片、字体和样式，由主机像媒体一样获取")),
                Setting.of(ConfigField.integer("render.at_once", "Pictures at once").defaultsTo("2").within(1, 16).advanced()
                        .describedAs("how many are drawn at once; 32 more may wait")
                        .inChinese("同时绘制数", "同时绘制多少张，另有 32 张可以排队")),
                Setting.of(ConfigField.duration("render.timeout", "Time of a picture", "20s").atLeast(SHORTEST).advanced()
                        .describedAs("how long a script waits for a picture, its turn included")
                        .inChinese("绘图时限", "脚本等待一张图片的时间，包括排队")));
    }

    private static List<Setting> upkeep() {
        return List.of(
                Setting.of(ConfigField.flag("alerts.enabled", "Alerts").defaultsTo("true")
                        .describedAs(
                                "masters of *another* IM hear of an account that goes offline, once, and of its return, once")
                        .inChinese("告警", "账号离线时通知其他 IM 的管理员一次，恢复时再通知一次")),
                Setting.of(ConfigField.duration("alerts.after", "Alerts after", "1m").atLeast(SHORTEST)
                        .describedAs("how long it must have been offline for that").inChinese("告警延迟", "离线多久之后才告警")),
                Setting.of(ConfigField.duration("reconnect.max_pause", "Longest pause", "1m").atLeast(SHORTEST).advanced()
                        .describedAs("the longest pause between two attempts to connect an account")
                        .inChinese("最长间隔", "两次尝试连接账号之间的最长间隔")),
                Setting.of(ConfigField.duration("reconnect.stable_after", "Stable after", "30s").atLeast(SHORTEST).advanced()
                        .describedAs("after so long online, a loss counts as the first one again and is followed by an attempt at"
                                + " once")
                        .inChinese("视为稳定", "在线这么久之后，断线重新按第一次计算并立即重连")),
                Setting.of(ConfigField.choice("log.level", "Level of the log", Logging.LEVELS.toArray(String[]::new))
                        .defaultsTo("info").describedAs("how much is logged").inChinese("日志级别", "记录多少日志")),
                Setting.of(ConfigField.choice("log.format", "Form of the log", Logging.TEXT, Logging.JSON)
                        .describedAs(
                                "`json`: one object of JSON a line, in the file and on the console, for programs that collect"
                                        + " logs; `botyard logs` shows either form to people")
                        .inChinese("日志格式", "`json`：文件和终端中每行一个 JSON 对象，便于日志收集程序读取；`botyard logs` 两种格式都能显示")),
                Setting.atStart(ConfigField.integer("log.lines", "Lines of the log in memory").defaultsTo("2000")
                        .within(100, 100_000).advanced()
                        .describedAs("how many of the last lines the console and `GET /logs` show; the file has more")
                        .inChinese("内存中的日志行数", "控制台和 `GET /logs` 能看到的最近行数；文件中有更多")),
                Setting.atStart(ConfigField.integer("log.runs", "Runs that are kept").defaultsTo("20000")
                        .within(1_000, 1_000_000).advanced()
                        .describedAs("how many of the last runs are kept, about 1 KiB each besides what they printed")
                        .inChinese("保留的运行数", "保留最近多少次运行的记录；除输出外每条约 1 KiB")),
                Setting.atStart(ConfigField.integer("trace.messages", "Messages in the trace").defaultsTo("2000")
                        .within(0, 100_000).advanced()
                        .describedAs(
                                "of how many of the last messages the host can say why they were answered or not, about 1 KiB"
                                        + " each; `0`: of none")
                        .inChinese("追踪的消息数", "主机能说明最近多少条消息为何得到或没有得到回复，每条约 1 KiB；`0` 表示不追踪")));
    }

    private static ConfigField megabytes(String key, String label, String missing, int most) {
        return ConfigField.integer(key, label).defaultsTo(missing).within(1, most).unit("MiB").advanced();
    }

    private static ConfigField hours(String key, String label, String missing) {
        return ConfigField.integer(key, label).defaultsTo(missing).within(1, TEN_YEARS_HOURS).unit("hours").advanced();
    }
}
