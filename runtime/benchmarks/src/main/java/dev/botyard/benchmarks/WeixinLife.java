package dev.botyard.benchmarks;

import dev.botyard.adapters.weixin.ilink.IlinkFault;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// WeChat over iLink; all its calls break. Messages wait at the platform meanwhile.
final class WeixinLife extends LifeMember {
    private static final List<String> CALLS = List.of("getupdates", "sendmessage", "notifystart");

    private final IlinkServer server = new IlinkServer(0);
    private int heard;

    WeixinLife(String id, HostUnderLoad host) throws IOException {
        super(id);
        server.hold(500);
        host.file("accounts/" + id + ".yaml",
                "im: weixin\nconfig:\n  base_url: " + server.url() + "\n  cdn_url: " + server.cdn() + "\n");
    }

    @Override
    void arrive(HostUnderLoad host) throws Exception {
        until(() -> host.api("POST", "/accounts/" + id + "/login", "").contains("running"));
        until(() -> server.codes() > 0);
        server.scan("confirmed");
        until(() -> server.count("getupdates") > 0);
    }

    @Override
    void say(String text) {
        server.say("echo " + text);
    }

    @Override
    void leave() {
        CALLS.forEach(call -> server.fail(call, IlinkFault.broken()));
    }

    @Override
    void comeBack(HostUnderLoad host) throws Exception {
        long before = server.count("getupdates");
        CALLS.forEach(server::mend);
        until(() -> server.count("getupdates") > before + 1);
    }

    @Override
    List<String> answers() {
        List<JsonNode> sent = server.sent();
        List<String> news = sent.subList(heard, sent.size()).stream()
                .map(message -> message.path("item_list").path(0).path("text_item").path("text").stringValue("")).toList();
        heard = sent.size();
        return news;
    }
}
