package dev.botyard.testkit.onebot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Answers calls as implementations do.
final class SimulatedAnswers {
    private static final Set<String> WITHOUT_DATA = Set.of("delete_msg", "set_group_kick", "set_group_ban", "set_group_whole_ban",
            "_send_group_notice", "set_friend_add_request", "set_group_add_request", "set_group_card", "set_group_name",
            "set_group_leave", "set_group_admin", "send_like");

    private final SimulatedAccount account;

    SimulatedAnswers(SimulatedAccount account) {
        this.account = account;
    }

    void answer(SimulatedAccount.Line line, RecordedCall call, JsonNode echo, Behaviour behaviour) throws IOException {
        switch (behaviour) {
            case Behaviour.Silence() -> {
            }
            case Behaviour.Drop() -> line.socket().abort();
            case Behaviour.Half() -> {
                byte[] frame = text(call, echo, Behaviour.NORMAL).getBytes(StandardCharsets.UTF_8);
                line.socket().sendRaw(new byte[]{(byte) 0x81, (byte) (0x80 | Math.min(frame.length, 125)), 0, 0, 0, 0, '{', '"'});
                line.socket().abort();
            }
            case Behaviour.Delayed(Duration delay, Behaviour then) -> Thread.ofVirtual().name("onebot-delayed").start(() -> {
                LockSupport.parkNanos(delay.toNanos());
                try {
                    answer(line, call, echo, then);
                } catch (IOException gone) {
                    // Nobody waits for it any more.
                }
            });
            case Behaviour.Slow(int pieces, Duration pause) ->
                line.socket().sendSlowly(text(call, echo, Behaviour.NORMAL), pieces, pause);
            case Behaviour.Twice() -> {
                String answer = text(call, echo, Behaviour.NORMAL);
                line.send(answer);
                line.send(answer);
            }
            case Behaviour.Normal() -> line.send(text(call, echo, behaviour));
            case Behaviour.Data _ -> line.send(text(call, echo, behaviour));
            case Behaviour.Wait _ -> line.send(text(call, echo, behaviour));
            case Behaviour.Failed _ -> line.send(text(call, echo, behaviour));
            case Behaviour.Async() -> line.send(text(call, echo, behaviour));
        }
    }

    /// The answer as JSON.
    String text(RecordedCall call, JsonNode echo, Behaviour behaviour) {
        return switch (behaviour) {
            case Behaviour.Failed(int retcode, String message) -> failed(retcode, message, echo);
            case Behaviour.Wait _ -> failed(100, "rate limit exceeded", echo);
            case Behaviour.Async() -> frame("async", 1, "null", "", echo);
            case Behaviour.Data(String json) -> frame("ok", 0, json, "", echo);
            default -> normal(call, echo);
        };
    }

    private String normal(RecordedCall call, JsonNode echo) {
        return switch (call.action()) {
            case "send_group_msg", "send_private_msg", "send_msg", "send_group_forward_msg", "send_private_forward_msg" ->
                frame("ok", 0, "{\"message_id\":" + sent(call) + "}", "", echo);
            case "get_msg" -> account.messages().find(call.param("message_id"))
                    .map(message -> frame("ok", 0, message, "", echo)).orElseGet(() -> failed(1200, "消息不存在", echo));
            case "get_group_member_list" -> frame("ok", 0, account.messages().members(call.param("group_id")), "", echo);
            case "get_login_info" ->
                frame("ok", 0, "{\"user_id\":" + account.selfId() + ",\"nickname\":\"bot " + account.selfId() + "\"}",
                        "", echo);
            case "get_status" -> frame("ok", 0, status(), "", echo);
            case "get_version_info" ->
                frame("ok", 0, "{\"app_name\":\"" + account.software() + "\",\"app_version\":\"1\",\"protocol_version\":\"v11\"}",
                        "", echo);
            case "upload_file_stream" -> upload(call, echo);
            case "upload_group_file", "upload_private_file" ->
                frame("ok", 0, "{\"file_id\":\"/file-" + account.nextMessageId() + "\"}", "",
                        echo);
            default ->
                WITHOUT_DATA.contains(call.action()) ? frame("ok", 0, "null", "", echo) : failed(1404, "api_not_found", echo);
        };
    }

    private String upload(RecordedCall call, JsonNode echo) {
        if (!account.takesStreams()) {
            return failed(1404, "api_not_found", echo);
        }
        try {
            return frame("ok", 0, account.uploads().take(call.params()), "", echo);
        } catch (SimulatedUploads.Refused refused) {
            return failed(1200, refused.getMessage(), echo);
        }
    }

    private int sent(RecordedCall call) {
        int messageId = account.nextMessageId();
        if (account.isRecording()) {
            account.messages().said(messageId, call);
        }
        return messageId;
    }

    String status() {
        return "{\"online\":" + account.isOnline() + ",\"good\":" + account.isOnline() + "}";
    }

    private static String failed(int retcode, String message, JsonNode echo) {
        return frame("failed", retcode, "null", message, echo);
    }

    private static String frame(String status, int retcode, String data, String message, JsonNode echo) {
        String words = SimulatedAccount.JSON.writeValueAsString(message);
        return "{\"status\":\"" + status + "\",\"retcode\":" + retcode + ",\"data\":" + data + ",\"message\":" + words
                + ",\"wording\":"
                + words + (echo == null ? "}" : ",\"echo\":" + echo + "}");
    }
}
