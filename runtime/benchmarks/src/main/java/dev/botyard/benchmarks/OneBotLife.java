package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// OneBot v11 over reverse WebSocket; its connection breaks.
final class OneBotLife extends LifeMember {
    private final SimulatedAccount account;
    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private int next;

    OneBotLife(String id, String selfId, OneBotSimulator simulator, HostUnderLoad host) throws IOException {
        super(id);
        host.account(id, selfId);
        account = simulator.account(selfId).token("bench-token").recording(false).onCall(call -> {
            if (call.action().equals("send_group_msg")) {
                answers.add(call.text());
            }
        });
    }

    @Override
    void arrive(HostUnderLoad host) throws Exception {
        until(() -> host.takes(account));
    }

    @Override
    void say(String text) {
        account.emit(account.events().groupText(Integer.toString(100 + next++ % 50), "77", "echo " + text));
    }

    @Override
    void leave() {
        account.lines().forEach(line -> line.socket().abort());
    }

    @Override
    void comeBack(HostUnderLoad host) throws Exception {
        arrive(host);
    }

    @Override
    List<String> answers() {
        List<String> news = new ArrayList<>();
        for (String answer = answers.poll(); answer != null; answer = answers.poll()) {
            news.add(answer);
        }
        return news;
    }
}
