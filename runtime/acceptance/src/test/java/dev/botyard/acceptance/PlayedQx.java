package dev.botyard.acceptance;

import dev.botyard.adapters.qx.Callbacks;
import dev.botyard.adapters.qx.QianxunSimulator;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// WeChat through Qianxun, in the Pro dialect: one framework with two accounts.
final class PlayedQx implements PlayedIm {
    private static final String GROUP = "123@chatroom";

    private static final String EVENTS_PYTHON = """
            #[author: t]
            #[event: friend.request]
            #[event: message.recall]
            #[event: qx-payment-transfer]
            import middleware
            sender = middleware.Sender(middleware.getSenderID())
            data = sender.getEventData()
            print(sender.getEventType(), sender.getImtype(), sender.getUserID(), data.get('comment'), data.get('message_id'), data.get('money'))
            if 'flag' in data:
                print(sender.friendAddRequest(data['flag'], True, 'by py'))
            """;
    private static final String EVENTS_JAVASCRIPT = """
            //[author: t]
            //[event: friend.request]
            //[event: message.recall]
            //[event: qx-payment-transfer]
            const m = require('./middleware');
            const s = new m.Sender(m.getSenderID());
            const d = await s.getEventData();
            const or = (x) => x ?? 'None';
            console.log(await s.getEventType(), await s.getImtype(), await s.getUserID(), or(d.comment), or(d.message_id), or(d.money));
            if (d.flag) console.log((await s.friendAddRequest(d.flag, true, 'by js')) ? 'True' : 'False');
            """;

    private final QianxunSimulator qianxun = new QianxunSimulator(Dialect.PRO);
    private final Map<String, String> media = new TreeMap<>();
    private RunningHost host;
    private int forgotten;
    private int messages;

    PlayedQx() {
        qianxun.results((type, call) -> {
            if (type.equals(Dialect.PRO.name(Call.SELF))) {
                return "{\"wxid\":\"" + call.query().get("wxid") + "\",\"nick\":\"Bot\"}";
            }
            return type.equals(Dialect.PRO.name(Call.MEMBERS))
                    ? "[{\"wxid\":\"wxid_ann\",\"groupNick\":\"Ann\"}]"
                    : "{\"sendId\":\"77\"}";
        });
    }

    @Override
    public String im() {
        return "qx";
    }

    @Override
    public String target() {
        return "\"qx\", \"" + GROUP + "\", \"\"";
    }

    @Override
    public void prepare(RunningHost running) throws Exception {
        host = running;
        host.file("wx/a.png", "hello").file("plugins/qx_event.py", EVENTS_PYTHON).file("plugins/qx_event.js", EVENTS_JAVASCRIPT);
        for (String account : List.of("a", "b")) {
            host.file("accounts/qx_" + account + ".yaml", "im: qx\ndefault: " + account.equals("a") + "\nconfig:\n  url: "
                    + qianxun.url() + "\n  wxid: wxid_" + account + "\n  key: k\n  dialect: pro\n  file_map: ['C:\\wx => "
                    + host.home().resolve("wx") + "']\n");
        }
    }

    @Override
    public void arrive(RunningHost running) {
        host.awaitState("qx_a", "online");
        host.awaitState("qx_b", "online");
    }

    @Override
    public void say(String account, String kind, String text) {
        String id = "m" + ++messages;
        String wxid = "wxid_" + account;
        String callback = switch (kind) {
            case "image" -> of(wxid, id, 3, "[pic=C:\\wx\\a.png,isDecrypt=1]");
            case "voice" -> of(wxid, id, 34, "<msg><voicemsg length=\"5\"/></msg>");
            case "video" -> of(wxid, id, 43, "<msg><videomsg length=\"5\"/></msg>");
            case "file" -> of(wxid, id, 49, "<msg><appmsg><title>a.txt</title><type>6</type></appmsg></msg>");
            case "quote" -> of(wxid, id, 49, "<msg><appmsg><title>" + text + "</title><type>57</type><refermsg><svrid>9</svrid>"
                    + "<content>before</content></refermsg></appmsg></msg>");
            case "at" ->
                Callbacks.groupText(Dialect.PRO, wxid, GROUP, "wxid_ann", id, "[@,wxid=" + wxid + ",nick=Bot,isAuto=true] "
                        + text);
            default -> Callbacks.groupText(Dialect.PRO, wxid, GROUP, "wxid_ann", id, text);
        };
        report(account, callback);
    }

    /// Something happened that is no message.
    void report(String account, int event, Map<String, ?> data) {
        report(account, Callbacks.of(Dialect.PRO, "wxid_" + account, event, "", data));
    }

    private void report(String account, String callback) {
        host.send("POST", "/api/qx/receive/qx_" + account + "?key=k", callback, "");
    }

    /// What the calls of a type say under a key, since the last forgetting.
    List<String> told(Call type, String key) {
        List<QianxunSimulator.Call> calls = qianxun.calls();
        return calls.subList(forgotten, calls.size()).stream().filter(call -> call.type().equals(Dialect.PRO.name(type)))
                .map(call -> call.text(key)).toList();
    }

    private static String of(String wxid, String id, int type, String message) {
        return Callbacks.of(Dialect.PRO, wxid, 10008, "D0003",
                Map.of("fromType", 2, "msgType", type, "msgSource", 0, "fromWxid", GROUP,
                        "finalFromWxid", "wxid_ann", "msgId", id, "msg", message, "timeStamp", "1687616564770"));
    }

    @Override
    public List<String> got(String account) {
        List<String> got = new ArrayList<>();
        List<QianxunSimulator.Call> calls = qianxun.calls();
        for (QianxunSimulator.Call call : calls.subList(forgotten, calls.size())) {
            if (QianxunSimulator.isSend(call.type()) && call.query().getOrDefault("wxid", "").equals("wxid_" + account)) {
                got.add(call.text("path").isEmpty()
                        ? "text " + call.text("msg")
                        : (call.type().equals("sendImage") ? "image " : "file ") + fetched(call.text("path")));
            }
        }
        return got;
    }

    /// Windows fetches what it is to send from the host.
    private String fetched(String address) {
        return media.computeIfAbsent(address, url -> {
            try (InputStream in = URI.create(url).toURL().openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                return e.toString();
            }
        });
    }

    @Override
    public void forget() {
        forgotten = qianxun.calls().size();
    }

    @Override
    public void close() {
        qianxun.close();
    }
}
