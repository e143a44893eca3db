package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a refused call means, by the code that WeCom gives on the long connection and in answers to HTTP alike; a 200 may be a refusal. Pure functions.
final class Refusals {
    /// The long connection stands, but the subscription on it is gone.
    static final String NOT_SUBSCRIBED = "846609";
    private static final Set<String> LOGIN = Set.of("40001", "40013", "40014", "40056", "41001", "42001", "93000");
    private static final Set<String> RATE = Set.of("45009", "45011", "45033", "130101");
    private static final Set<String> TARGET = Set.of("81013", "60111", "40003", "40031", "86001", "93006");
    private static final Set<String> MEDIA = Set.of("40004", "40005", "40006", "40007", "40008", "40009", "45001", "44001");
    private static final Pattern DAILY = Pattern.compile("daily|per day|每日|当天", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 300;

    private Refusals() {}

    /// Gives the answer back if it is no refusal.
    ///
    /// @param call what was asked for, for the sentence
    static JsonNode check(String call, JsonNode answer) {
        String code = Json.text(answer, "errcode");
        if (code.isEmpty() || code.equals("0")) {
            return answer;
        }
        String said = Json.text(answer, "errmsg").strip();
        String words = said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
        throw new AdapterException(kind(code, said),
                call + " was refused with errcode " + code + (words.isEmpty() ? "" : ": " + words) + advice(code))
                .withPlatformCode(code);
    }

    private static ErrorKind kind(String code, String said) {
        if (LOGIN.contains(code)) {
            return ErrorKind.AUTHENTICATION;
        }
        if (RATE.contains(code)) {
            return DAILY.matcher(said).find() ? ErrorKind.QUOTA_EXHAUSTED : ErrorKind.RATE_LIMITED;
        }
        if (TARGET.contains(code)) {
            return ErrorKind.UNREACHABLE_TARGET;
        }
        if (MEDIA.contains(code)) {
            return ErrorKind.MEDIA;
        }
        return switch (code) {
            case "60020" -> ErrorKind.CONFIGURATION;
            case "846608" -> ErrorKind.WINDOW_CLOSED;
            case NOT_SUBSCRIBED -> ErrorKind.COMMUNICATION;
            case "-1" -> ErrorKind.UNKNOWN_OUTCOME;
            default -> ErrorKind.REJECTED;
        };
    }

    /// What a person can do, in the words of the console.
    private static String advice(String code) {
        return switch (code) {
            case "60020" -> "; add this host's IP in WeCom's admin console: the application, Company's Trusted IP"
                    + " (应用管理 - 应用 - 企业可信IP)";
            case "40013" -> "; compare corp_id with My Company, Company Information, Company ID (我的企业 - 企业信息 - 企业ID)";
            case "40001", "40056" -> "; copy the Secret from the application's page again (应用管理 - 应用 - Secret)";
            case "93000" -> "; copy the webhook address from the group's robot again (群机器人 - Webhook地址)";
            case "48002", "301002" -> "; give the application the right in the admin console (应用管理 - 应用 - 权限)";
            case "81013", "60111", "40003", "40031" -> "; is the person in the application's Allowed Users (可见范围)?";
            case "93006", "86001" -> "; a bot can write only where somebody has written to it before";
            case "846608" -> "; a stream must be finished within 6 minutes: send a new message";
            default -> "";
        };
    }
}
