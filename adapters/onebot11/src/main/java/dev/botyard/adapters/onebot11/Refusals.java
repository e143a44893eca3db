package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.regex.Pattern;

/// What a refused call means for the host. The standard knows a handful of numbers; everything else implementations say in words only,
/// so the words are read too.
final class Refusals {
    private static final int LONGEST = 300;
    private static final Pattern SECRETS = Pattern.compile("(?<=\\?)[^\\s\"']+|base64://[A-Za-z0-9+/=]{40,}");

    /// The implementation waited in vain for the platform: the message may be there.
    private static final Pattern UNKNOWN = Pattern.compile("time(d)? ?-?out|超时", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSUPPORTED = Pattern.compile("api_not_found|not supported|unsupported|不支持的 ?api|unknown action",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNREACHABLE = Pattern.compile("not (a )?friend|not in (the )?group|no such (group|user|friend)"
            + "|(group|user|friend|target) not (found|exist)|不是.{0,4}好友|非好友|不在群|不存在该群|群.{0,6}不存在|好友.{0,6}不存在|用户.{0,6}不存在|已退出|无法获取用户"
            + "|(group|friend)_not_found", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA = Pattern
            .compile("rich media transfer failed|识别url失败|download(ing)? .{0,30}fail|下载.{0,20}失败"
                    + "|上传.{0,20}失败|(file|文件).{0,20}(not (found|exist)|不存在|异常)|enoent", Pattern.CASE_INSENSITIVE);
    private static final Pattern FREQUENT = Pattern.compile("rate.?limit|too (many|frequent)|频率|过于频繁", Pattern.CASE_INSENSITIVE);

    private Refusals() {}

    /// The exception for a call that was answered with a refusal.
    static AdapterException of(String action, Answer answer) {
        String words = readable(answer.explanation());
        String message = action + " was refused with retcode " + answer.retcode() + (words.isEmpty() ? "" : ": " + words);
        return new AdapterException(kind(answer), message).withPlatformCode(Integer.toString(answer.retcode()));
    }

    private static ErrorKind kind(Answer answer) {
        return switch (answer.retcode()) {
            case 404, 1404, 10002 -> ErrorKind.UNSUPPORTED;
            case 401, 403, 1401, 1403 -> ErrorKind.AUTHENTICATION;
            default -> kind(answer.explanation());
        };
    }

    private static ErrorKind kind(String words) {
        if (UNREACHABLE.matcher(words).find()) {
            return ErrorKind.UNREACHABLE_TARGET;
        }
        if (UNSUPPORTED.matcher(words).find()) {
            return ErrorKind.UNSUPPORTED;
        }
        if (MEDIA.matcher(words).find()) {
            return ErrorKind.MEDIA;
        }
        if (UNKNOWN.matcher(words).find()) {
            return ErrorKind.UNKNOWN_OUTCOME;
        }
        return FREQUENT.matcher(words).find() ? ErrorKind.RATE_LIMITED : ErrorKind.REJECTED;
    }

    /// Implementations quote what they were sent: signed addresses and whole media do not belong into logs.
    private static String readable(String words) {
        String clean = SECRETS.matcher(words).replaceAll("…").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
