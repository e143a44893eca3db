package dev.botyard.benchmarks;

import dev.botyard.adapters.qx.Callbacks;
import dev.botyard.adapters.qx.QianxunSimulator;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// WeChat through Qianxun; nobody listens on its port.
final class QxLife extends LifeMember {
    private static final String SELF = Dialect.PRO.name(Call.SELF);

    private final QianxunSimulator qianxun = new QianxunSimulator(Dialect.PRO);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI callback;
    private int heard;
    private int next;

    QxLife(String id, HostUnderLoad host) throws IOException {
        super(id);
        qianxun.results(
                (type, call) -> type.equals(SELF) ? "{\"wxid\":\"wxid_" + id + "\",\"nick\":\"Bot\"}" : "{\"sendId\":\"7\"}");
        callback = URI.create(host.address() + "/api/qx/receive/" + id + "?key=k");
        host.file("accounts/" + id + ".yaml", "im: qx\nconfig:\n  url: " + qianxun.url() + "\n  wxid: wxid_" + id
                + "\n  key: k\n  dialect: pro\n  probe: 1s\n");
    }

    @Override
    void arrive(HostUnderLoad host) throws Exception {
        until(() -> host.api("GET", "/accounts/" + id, "").contains("\"online\""));
    }

    @Override
    void say(String text) {
        String json = Callbacks.groupText(Dialect.PRO, "wxid_" + id, (100 + next++ % 50) + "@chatroom", "wxid_ann", text,
                "echo " + text);
        http.sendAsync(HttpRequest.newBuilder(callback).POST(HttpRequest.BodyPublishers.ofString(json)).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    @Override
    void leave() {
        qianxun.listening(false);
    }

    @Override
    void comeBack(HostUnderLoad host) throws Exception {
        qianxun.listening(true);
        arrive(host);
    }

    @Override
    List<String> answers() {
        List<QianxunSimulator.Call> calls = qianxun.calls();
        List<String> news = calls.subList(heard, calls.size()).stream().filter(call -> QianxunSimulator.isSend(call.type()))
                .map(call -> call.text("msg")).toList();
        heard = calls.size();
        return news;
    }
}
