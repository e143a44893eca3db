package dev.botyard.acceptance;

import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// QQ through OneBot.
final class PlayedQq implements PlayedIm {
    private final Map<String, SimulatedAccount> accounts = new TreeMap<>();

    @Override
    public String im() {
        return "qq";
    }

    @Override
    public String target() {
        return "\"qq\", \"123\", \"\"";
    }

    @Override
    public void prepare(RunningHost host) throws Exception {
        host.qq("qq_a", "10001", "default: true\n").qq("qq_b", "10002", "");
    }

    @Override
    public void arrive(RunningHost host) throws Exception {
        accounts.put("a", host.connect("qq_a", "10001"));
        accounts.put("b", host.connect("qq_b", "10002"));
        accounts.values().forEach(account -> account.on("get_group_member_list",
                Behaviour.data("[{\"group_id\":123,\"user_id\":5,\"nickname\":\"n\",\"card\":\"\",\"role\":\"member\"}]")));
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
        one.emit(one.events().groupCq("123", "77", cq));
    }

    @Override
    public List<String> got(String account) {
        List<String> got = new ArrayList<>();
        for (RecordedCall call : accounts.get(account).callsOf("send_group_msg")) {
            for (JsonNode segment : call.params().path("message")) {
                String type = segment.path("type").stringValue("");
                JsonNode data = segment.path("data");
                got.add(type.equals("text") ? "text " + data.path("text").stringValue("") : type + " " + bytes(data));
            }
        }
        accounts.get(account).callsOf("upload_group_file").forEach(call -> got.add("file " + bytes(call.params())));
        return got;
    }

    private static String bytes(JsonNode data) {
        return new String(Base64.getDecoder().decode(data.path("file").stringValue("").replace("base64://", "")),
                StandardCharsets.ISO_8859_1);
    }

    @Override
    public void forget() {
        accounts.values().forEach(SimulatedAccount::forgetCalls);
    }

    @Override
    public void close() {
        // The simulator is the host's.
    }
}
