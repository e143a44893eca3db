package dev.botyard.acceptance;

import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// QQ through OneBot, as the other platforms are played: one group that no other case has.
final class PlayedQq implements PlayedIm {
    private static final String GROUP = "123";

    private final Map<String, SimulatedAccount> accounts;

    /// @param accounts those that are online, by their names
    PlayedQq(Map<String, SimulatedAccount> accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<String> accounts() {
        return List.of("bot", "other");
    }

    @Override
    public void say(String account, String kind, String text) {
        String cq = switch (kind) {
            case "image" -> "[CQ:image,file=a.png,url=http://127.0.0.1/a.png]";
            case "voice" -> "[CQ:record,file=a.amr,url=http://127.0.0.1/a.amr]";
            case "video" -> "[CQ:video,file=a.mp4,url=http://127.0.0.1/a.mp4]";
            case "file" -> "[CQ:file,file=a.txt,url=http://127.0.0.1/a.txt]";
            case "quote" -> "[CQ:reply,id=42]" + text;
            case "at" -> "[CQ:at,qq=10002]" + text;
            default -> text;
        };
        SimulatedAccount one = accounts.get(account);
        one.emit(one.events().groupCq(GROUP, "77", cq));
    }

    @Override
    public List<String> got(String account) {
        List<String> got = new ArrayList<>();
        for (RecordedCall call : here(account, "send_group_msg")) {
            for (JsonNode segment : call.params().path("message")) {
                String type = segment.path("type").stringValue("");
                JsonNode data = segment.path("data");
                got.add(type.equals("text") ? "text " + data.path("text").stringValue("") : type + " " + bytes(data));
            }
        }
        here(account, "upload_group_file").forEach(call -> got.add("file " + bytes(call.params())));
        return got;
    }

    private List<RecordedCall> here(String account, String action) {
        return accounts.get(account).callsOf(action).stream().filter(call -> call.param("group_id").equals(GROUP)).toList();
    }

    private static String bytes(JsonNode data) {
        return new String(Base64.getDecoder().decode(data.path("file").stringValue("").replace("base64://", "")),
                StandardCharsets.ISO_8859_1);
    }

    @Override
    public void forget() {
        // The yard forgets the calls of its accounts.
    }

    @Override
    public void close() {
        // The simulator is the host's.
    }
}
