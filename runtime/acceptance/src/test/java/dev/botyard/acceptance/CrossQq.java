package dev.botyard.acceptance;

import dev.botyard.api.conversation.Chat;
import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// QQ by OneBot's reverse WebSocket.
final class CrossQq extends CrossIm {
    private final OneBotSimulator simulator = new OneBotSimulator();
    private final String selfId = fresh();
    private final SimulatedAccount qq = simulator.account(selfId).token("token-" + selfId);

    private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();

    CrossQq() {
        super(null);
        qq.onCall(calls::add);
    }

    @Override
    Map<String, List<String>> config() {
        return Map.of("self_id", List.of(selfId), "access_token", List.of("token-" + selfId));
    }

    @Override
    void arrive(RunningHost host, String account) throws Exception {
        qq.connect(URI.create("ws://" + host.address().getAuthority() + "/api/qq/receive"));
    }

    @Override
    protected void say(Chat chat, String text) {
        qq.emit(chat.shared() ? qq.events().groupText(chat.id(), ANN.id(), text) : qq.events().privateText(ANN.id(), text));
    }

    @Override
    protected void show(String kind) {
        String type = kind.equals("voice") ? "record" : kind;
        qq.emit(qq.events().direct(ANN.id(), "[{\"type\":\"" + type + "\",\"data\":{\"file\":\"" + file(kind)
                + "\",\"url\":\"http://media.invalid/1\"}}]"));
    }

    @Override
    protected boolean happens(String person) {
        qq.emit(qq.events().notice("group_increase",
                ",\"sub_type\":\"approve\",\"group_id\":900,\"operator_id\":1,\"user_id\":" + person));
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (RecordedCall call : calls) {
            if (call.action().equals("delete_msg")) {
                heard.add(new Heard("recall", call.param("message_id")));
            } else if (call.action().startsWith("upload_")) {
                heard.add(Heard.of("file", bytes(call.params())));
            }
            for (JsonNode segment : call.params().path("message")) {
                String type = segment.path("type").stringValue("");
                JsonNode data = segment.path("data");
                heard.add(type.equals("text")
                        ? Heard.text(data.path("text").stringValue(""))
                        : Heard.of(type.equals("record") ? "voice" : type, bytes(data)));
            }
        }
        return heard;
    }

    private static byte[] bytes(JsonNode data) {
        String file = data.path("file").stringValue("");
        return file.startsWith("base64://")
                ? Base64.getDecoder().decode(file.substring("base64://".length()))
                : file.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected boolean heardInGroup(String text) {
        return calls.stream().anyMatch(call -> call.param("group_id").equals(group().id()) && call.text().contains(text));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
