package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Labelled;

/// Why a call of a script failed, where receipts have no word for it. Stable; the manual's page of codes is made of these lines.
public enum CallCode implements Labelled {
    BUSY("too many runs wait for people already, or for this person in this chat; try again later",
            "等待回答的运行太多，或此人在此会话中的等待太多；稍后再试"), BUCKET_FORBIDDEN(
                    "the plugin is confined to other buckets; an operator can allow this one",
                    "插件只能使用指定的桶；可由管理员放行"), CANCELLED("the run was ended, by its time limit, an operator or an edit of its file",
                            "运行已被结束：超时、被人取消或文件有改动"), DEPENDENCY_FAILED(
                                    "a package could not be installed; the message has the words of pip or npm",
                                    "包安装失败；消息中有 pip 或 npm 的原话"), RUN_ENDED(
                                            "the run is over; something that it left behind still calls",
                                            "运行已结束，却仍有遗留的代码在调用"), STORE_FAILED(
                                                    "the host cannot keep anything just now, such as on a full disk",
                                                    "主机暂时无法保存数据，例如磁盘已满"), UNKNOWN_METHOD(
                                                            "the host is older than the SDK; upgrade it",
                                                            "主机比 SDK 旧，请升级"), NO_MODEL("no language model is set up (`ai.*`)",
                                                                    "没有设置语言模型（`ai.*`）"), MODEL_FAILED(
                                                                            "the language model could not be reached, or failed",
                                                                            "无法连接语言模型，或它出错了");

    private final String english;
    private final String chinese;

    CallCode(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /// What it means and what to do.
    public String words(boolean inChinese) {
        return inChinese ? chinese : english;
    }
}
