package dev.botyard.runtime.ops.manual;

import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.im.account.ReceiptCode;

/// What the codes of receipts and adapters mean for the author of a plugin, in English and Chinese.
final class CodeWords {
    private CodeWords() {}

    /// The same in two languages.
    record Words(String english, String chinese) {
        String in(boolean chineseWanted) {
            return chineseWanted ? chinese : english;
        }
    }

    static Words of(ReceiptCode code) {
        return switch (code) {
            case ACCEPTED -> new Words("the platform has taken it", "平台已接收");
            case QUEUED -> new Words("it waits for an account, as `options.queue` asked", "按 `options.queue` 的要求排队，等待账号可用");
            case DUPLICATE -> new Words("the platform has had it before", "平台此前已收到同一条");
            case NO_ACCOUNT -> new Words("the IM has no account that could be asked; add one", "该 IM 没有可用账号；请添加");
            case ACCOUNT_UNKNOWN -> new Words("no account has the id that was named", "没有这个 id 的账号");
            case ACCOUNT_OFFLINE ->
                new Words("the account is not connected; `botyard accounts` says why", "账号未连接；用 `botyard accounts` 查看原因");
            case ACCOUNT_FORBIDDEN -> new Words("the account may not do this", "该账号不允许这样做");
            case UNREACHABLE_TARGET -> new Words("the account cannot reach this group or person", "该账号无法联系这个群或用户");
            case WINDOW_CLOSED -> new Words("the platform allows an answer only for a while after a message; that time is over",
                    "平台只允许在对方发言后的一段时间内回复，现已过期");
            case QUOTA_EXHAUSTED -> new Words("a quota of the platform or the host is used up", "平台或主机的配额已用完");
            case RATE_LIMITED -> new Words("too fast; try again later", "太频繁；稍后再试");
            case UNSUPPORTED_PART -> new Words("the IM has nothing for this kind of message", "该 IM 不支持这种消息");
            case MEDIA_FAILED ->
                new Words("a picture, recording, video or file could not be read, or may not be", "图片、语音、视频或文件无法读取，或不允许读取");
            case REJECTED -> new Words("the platform refuses it; its words stand in the message", "平台拒绝；消息中有平台的原话");
            case UNKNOWN_OUTCOME ->
                new Words("nobody knows whether it was sent; it is never repeated by itself", "不知道是否已发出；不会自动重发");
            case EXPIRED -> new Words("it waited longer than `ttl`", "排队时间超过了 `ttl`");
            case INVALID_REQUEST -> new Words("the arguments are wrong; the message says which", "参数不对；消息会说明是哪一个");
            case HOST_STOPPING -> new Words("the host is stopping", "主机正在停止");
        };
    }

    static Words of(ErrorKind kind) {
        return switch (kind) {
            case CONFIGURATION -> new Words("the account's settings are wrong", "账号的设置不对");
            case AUTHENTICATION -> new Words("the account is not logged in", "账号没有登录");
            case COMMUNICATION -> new Words("the platform could not be reached, and nothing was done", "无法连接平台，什么也没做");
            case UNKNOWN_OUTCOME, RATE_LIMITED, REJECTED, UNREACHABLE_TARGET, WINDOW_CLOSED, QUOTA_EXHAUSTED ->
                of(ReceiptCode.of(kind));
            case UNSUPPORTED -> new Words("the IM, or its adapter, has nothing like it", "该 IM 或其适配器没有这项功能");
            case MEDIA -> of(ReceiptCode.MEDIA_FAILED);
            case INTERNAL -> new Words("a fault of the adapter; the host's log has more", "适配器出错；详情见主机日志");
        };
    }
}
