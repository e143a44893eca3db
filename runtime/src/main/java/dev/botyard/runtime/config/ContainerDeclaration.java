package dev.botyard.runtime.config;

import dev.botyard.api.adapter.ConfigField;
import java.util.List;

/// What an entry of `containers.yaml` may say.
public final class ContainerDeclaration {
    /// In the order in which they are written.
    public static final List<Setting> SETTINGS = List.of(
            Setting.of(ConfigField.choice("kind", "Kind", "qinglong", "daidai")
                    .describedAs("`qinglong`: a Qinglong panel; `daidai`: a DaiDai panel")
                    .inChinese("类型", "`qinglong`：青龙面板；`daidai`：呆呆面板")),
            Setting.of(ConfigField.text("name", "Name").describedAs("what scripts and people call it; unset: its id")
                    .inChinese("名称", "脚本和用户看到的名称；不填则用编号")),
            Setting.of(ConfigField.address("address", "Address", "http", "https").mandatory()
                    .describedAs("of the panel, such as `http://192.168.1.5:5700`")
                    .inChinese("地址", "面板的地址，例如 `http://192.168.1.5:5700`")),
            Setting.of(ConfigField.text("client_id", "Client ID").mandatory()
                    .describedAs("of an application in the panel's settings (Qinglong), or its AppKey (DaiDai)")
                    .inChinese("Client ID", "面板“应用设置”中的 Client ID（青龙）或 AppKey（呆呆）")),
            Setting.of(ConfigField.secret("client_secret", "Client secret").mandatory()
                    .describedAs("of that application, or its AppSecret, best as `${env:QL_SECRET}`")
                    .inChinese("Client Secret", "该应用的 Client Secret 或 AppSecret，最好写成 `${env:QL_SECRET}`")));

    private ContainerDeclaration() {}
}
