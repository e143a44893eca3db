package dev.botyard.acceptance;

import dev.botyard.adapters.qx.Callbacks;
import dev.botyard.adapters.qx.QianxunSimulator;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.api.conversation.Chat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// WeChat through Qianxun in the Pro dialect, which fetches what it is to send.
final class CrossQx extends CrossIm {
    private final QianxunSimulator qianxun = new QianxunSimulator(Dialect.PRO);
    private final Map<String, byte[]> fetched = new ConcurrentHashMap<>();
    private final String wxid = "wxid_" + fresh();
    private RunningHost host;

    CrossQx() {
        super(null);
        qianxun.results((type, call) -> {
            if (type.equals(Dialect.PRO.name(Call.SELF))) {
                return "{\"wxid\":\"" + wxid + "\",\"nick\":\"Bot\"}";
            }
            return type.equals(Dialect.PRO.name(Call.MEMBERS))
                    ? "[{\"wxid\":\"42\",\"groupNick\":\"Ann\"}]"
                    : "{\"sendId\":\"77\"}";
        });
    }

    @Override
    Map<String, List<String>> config() {
        return Map.of("url", List.of(qianxun.url().toString()), "wxid", List.of(wxid), "key", List.of("the-secret-key"),
                "dialect",
                List.of("pro"));
    }

    @Override
    void arrive(RunningHost running, String account) {
        host = running;
    }

    @Override
    protected Chat group() {
        return Chat.group("900@chatroom", "Friends");
    }

    @Override
    protected void say(Chat chat, String text) {
        post(chat.shared()
                ? Callbacks.groupText(Dialect.PRO, wxid, chat.id(), ANN.id(), fresh(), text)
                : Callbacks.privateText(Dialect.PRO, wxid, chat.id(), fresh(), text));
    }

    private void post(String callback) {
        host.send("POST", "/api/qx/receive?key=the-secret-key", callback, "");
    }

    @Override
    protected void show(String kind) {
        switch (kind) {
            case "image" -> come(3, "[pic=C:\\\\wx\\\\a.png,isDecrypt=1]");
            case "voice" -> come(34, "<msg><voicemsg length=\"5\"/></msg>");
            case "video" -> come(43, "<msg><videomsg length=\"5\"/></msg>");
            default -> come(49, "<msg><appmsg><title>a.txt</title><type>6</type></appmsg></msg>");
        }
    }

    private void come(int type, String message) {
        post(Callbacks.of(Dialect.PRO, wxid, 10009, "D0003",
                Map.of("fromType", 1, "msgType", type, "msgSource", 0, "fromWxid", ANN.id(),
                        "finalFromWxid", "", "msgId", fresh(), "msg", message, "timeStamp", "1687616564770")));
    }

    /// Somebody wants to be a friend.
    @Override
    protected boolean happens(String person) {
        post(Callbacks.of(Dialect.PRO, wxid, 10011, "", Map.of("wxid", person, "nick", "New", "v3", "v3_" + person, "v4", "v4_2",
                "scene", 3, "content", "please")));
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (QianxunSimulator.Call call : qianxun.calls()) {
            if (QianxunSimulator.isSend(call.type())) {
                heard.add(call.text("path").isEmpty()
                        ? Heard.text(call.text("msg"))
                        : Heard.named(
                                call.text("fileName").isEmpty()
                                        ? call.text("path").replaceFirst("\\?.*", "")
                                        : call.text("fileName"),
                                bytes(call.text("path"))));
            }
        }
        return heard;
    }

    private byte[] bytes(String address) {
        return fetched.computeIfAbsent(address, url -> {
            try (InputStream in = URI.create(url).toURL().openStream()) {
                return in.readAllBytes();
            } catch (IOException e) {
                return e.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            }
        });
    }

    @Override
    protected boolean heardInGroup(String text) {
        return qianxun.calls().stream()
                .anyMatch(call -> call.text("wxid").equals(group().id()) && call.text("msg").contains(text));
    }

    @Override
    public void close() {
        qianxun.close();
    }
}
