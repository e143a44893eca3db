package dev.botyard.acceptance;

import dev.botyard.adapters.qx.Callbacks;
import dev.botyard.adapters.qx.QianxunSimulator;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/// WeChat through Qianxun, in the Pro dialect: one framework with two accounts.
final class PlayedQx implements PlayedIm {
    private static final String GROUP = "123@chatroom";

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
    public List<String> accounts() {
        return List.of("qx_a", "qx_b");
    }

    @Override
    public void prepare(RunningHost running) throws Exception {
        host = running;
        host.file("wx/a.png", "hello");
        for (String account : accounts()) {
            host.file("accounts/" + account + ".yaml", "im: qx\ndefault: " + account.equals("qx_a") + "\nconfig:\n  url: "
                    + qianxun.url() + "\n  wxid: " + wxid(account) + "\n  key: k\n  dialect: pro\n  file_map: ['C:\\wx => "
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
        String wxid = wxid(account);
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

    @Override
    public void report(String account, int event, JsonNode data) {
        report(account, Callbacks.of(Dialect.PRO, wxid(account), event, "",
                Json.MAPPER.convertValue(data, new TypeReference<Map<String, Object>>() {
                })));
    }

    /// `wxid_b` of `qx_b`.
    private static String wxid(String account) {
        return "wxid_" + account.substring(account.indexOf('_') + 1);
    }

    private void report(String account, String callback) {
        host.send("POST", "/api/qx/receive/" + account + "?key=k", callback, "");
    }

    /// @param call the name of a [Call]
    @Override
    public List<String> told(String call, String key) {
        String type = Dialect.PRO.name(Call.valueOf(call));
        List<QianxunSimulator.Call> calls = qianxun.calls();
        return calls.subList(forgotten, calls.size()).stream().filter(one -> one.type().equals(type)).map(one -> one.text(key))
                .toList();
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
            if (QianxunSimulator.isSend(call.type()) && call.query().getOrDefault("wxid", "").equals(wxid(account))) {
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
