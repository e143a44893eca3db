package dev.botyard.adapters.web;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;

/// The settings of a web account.
///
/// @param title    the bot's name on the page
/// @param maxBytes the largest upload
/// @param history  messages kept per chat
record WebConfig(String title, long maxBytes, int history) {
    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.text("title", "Name of the bot").defaultsTo("Botyard").describedAs("the bot's name on the page")
                    .inChinese("机器人名称", "聊天页面上显示的机器人名称"),
            ConfigField.integer("max_upload_mb", "Largest upload").defaultsTo("50").within(1, 2000).unit("MiB")
                    .describedAs("the largest file that people may send").inChinese("上传上限", "用户可以发送的最大文件"),
            ConfigField.integer("history", "Messages kept per chat").defaultsTo("1000").within(10, 100_000)
                    .describedAs("messages kept per chat; older ones are forgotten").inChinese("每个会话保留的消息数", "更早的消息会被删除"));

    static WebConfig of(AdapterConfig config) {
        String title = config.text("title");
        return new WebConfig(title.isBlank() ? "Botyard" : title, config.integer("max_upload_mb") * 1024L * 1024L,
                config.integer("history"));
    }
}
