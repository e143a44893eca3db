package dev.botyard.adapters.feishu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.testkit.Judge;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fake, judged by the platform's own client, npm `@larksuiteoapi/node-sdk` 1.74.0.
class FeishuSdkIT {
    private static final Chat GROUP = Chat.group("oc_900", "");

    @TempDir
    private Path folder;

    private FeishuServer server;
    private FeishuApp app;
    private Judge judge;

    @BeforeEach
    void start() throws Exception {
        server = new FeishuServer();
        app = server.newApp();
        judge = Judge.start("feishu", FeishuSdkIT.class, "feishu-sdk.cjs", folder, Map.of("DOMAIN",
                server.url().toString().replaceFirst("/$", ""), "APP_ID", app.id, "APP_SECRET", app.secret, "ENCRYPT_KEY",
                app.encryptKey));
    }

    @AfterEach
    void stop() throws Exception {
        if (judge != null) {
            judge.close();
        }
        server.close();
    }

    private String text(String id, String text) {
        return FeishuEvents.text(app, GROUP, "ou_42", id, 1_700_000_000_000L, text);
    }

    @Test
    void itReceivesInPiecesAnswersAndReconnects() throws Exception {
        judge.tell("connect");
        judge.await("online");
        FeishuLine line = app.line();
        line.doubles = true;
        Patience.await("it pings at once").until(() -> line.pings.get() > 0);
        line.event(text("om_1", "whole"), 1);
        assertEquals("om_1 whole", judge.await("message"));
        line.event(text("om_2", "in pieces: 世界"), 3);
        assertEquals("om_2 in pieces: 世界", judge.await("message"));
        Patience.await("both are answered").until(() -> line.open.isEmpty() || !server.complaints().isEmpty());
        assertEquals(List.of(200L, 200L), line.answers);
        line.drop();
        judge.await("reconnected");
        FeishuLine next = app.lineAfter(line);
        next.doubles = true;
        next.event(text("om_3", "again"), 1);
        assertEquals("om_3 again", judge.await("message"));
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void itSendsUploadsFetchesAndRecalls() throws Exception {
        judge.tell("send ou_42 one-uuid");
        String sent = judge.await("sent");
        assertTrue(sent.matches("0 om_\\d+"), sent);
        judge.tell("send ou_42 one-uuid");
        assertEquals(sent, judge.await("sent"));
        assertEquals(List.of("from the SDK"), server.sent().stream().map(SentCall::text).toList());
        judge.tell("reply om_7");
        assertEquals("0", judge.await("replied"));
        judge.tell("upload ou_42");
        assertEquals("0", judge.await("uploaded"));
        judge.tell("members oc_900");
        assertEquals("Member 1,Member 2", judge.await("members"));
        server.messages.media.put("om_7/file_1", "the bytes".getBytes(StandardCharsets.UTF_8));
        judge.tell("fetch om_7 file_1");
        assertEquals("the bytes", judge.await("fetched"));
        judge.tell("recall " + sent.substring(2));
        assertEquals("0", judge.await("recalled"));
        assertEquals(List.of(), server.complaints());
    }

    @Test
    void itTakesTheFakesRequestsForGenuine() throws Exception {
        HttpRequest request = HookedFake.request(URI.create("http://127.0.0.1:1/"), app, text("om_4", "by request"));
        judge.tell(String.join(" ", "hook", header(request, "Timestamp"), header(request, "Nonce"),
                request.headers().firstValue("X-Lark-Signature").orElseThrow(), Json.text(Json.parse(body(request)), "encrypt")));
        assertEquals("om_4 by request", judge.await("message"));
    }

    private static String header(HttpRequest request, String name) {
        return request.headers().firstValue("X-Lark-Request-" + name).orElseThrow();
    }

    private static String body(HttpRequest request) {
        var whole = HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
        request.bodyPublisher().orElseThrow().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                whole.onSubscribe(subscription);
            }

            @Override
            public void onNext(java.nio.ByteBuffer part) {
                whole.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                whole.onError(failure);
            }

            @Override
            public void onComplete() {
                whole.onComplete();
            }
        });
        return whole.getBody().toCompletableFuture().join();
    }
}
