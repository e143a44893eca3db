package dev.botyard.adapters.satori;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.satori.Elements.Element;
import dev.botyard.adapters.satori.SatoriServer.Call;
import dev.botyard.adapters.satori.SatoriServer.Login;
import dev.botyard.testkit.Judge;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonGenerator;

/// A second opinion: Koishi takes the fake for a Satori server, and reads elements as we do.
class KoishiClientIT {
    private static final List<String> CONTENTS = List.of("a <b>x</b> &lt;y&gt; &amp;amp; &#39;&#x27;", "<!-- c -->a",
            "\n a \n<br/>\n b \n", "a\nb",
            "<at id=\"1\"/> hi", "<img src=\"http://a/?x=1&amp;y=2\" title='t'/>", "<a href=\"u\" bare no-k>t</a>",
            "<kook:card>{\"a\":1}</kook:card>",
            "<p>a</p><p>b</p>", "&#10;a&#10;", "<quote id=\"1\"><author id=\"2\"/>x</quote>y",
            "<message forward><message>a</message></message>", Elements.escape("<b> & \"c\"\n inner\nlines"));

    @Test
    void koishiIsContent(@TempDir Path folder) throws Exception {
        try (SatoriServer server = new SatoriServer()) {
            Login ours = server.login("discord", "9007199254740993", 1);
            server.login("kook", "200", 1);
            try (Judge judge = Judge.start("satori", getClass(), "koishi-satori.cjs", folder,
                    Map.of("ENDPOINT", server.url().toString(), "TOKEN", SatoriServer.TOKEN))) {
                judge.await("started");
                waitForLine(server, 1);
                converses(server, ours, judge, "m1");

                server.emit(ours, "message-deleted", SatoriServer.message("77", false, "42", "m1", ""));
                assertEquals("m1", judge.await("deleted"));
                server.emit(ours, "guild-member-added", ",\"guild\":{\"id\":\"g1\"},\"user\":{\"id\":\"7\"}");
                assertEquals("7", judge.await("joined"));

                server.lines.forEach(WireSocket::abort);
                waitForLine(server, 2);
                converses(server, ours, judge, "m2");

                for (String content : CONTENTS) {
                    judge.tell(Json.write(out -> out.writeString(content)));
                    assertEquals(Json.parse(Json.write(out -> list(Elements.parse(content), out))),
                            Json.parse(judge.await("parsed")), content);
                }
                assertEquals(0, judge.end());
            }
            assertEquals(List.of(), server.complaints());
        }
    }

    private static void waitForLine(SatoriServer server, int attempt) throws InterruptedException {
        server.holdWhile(() -> server.attempts.get() < attempt || server.lines.isEmpty());
    }

    private static void converses(SatoriServer server, Login login, Judge judge, String id) throws Exception {
        server.emit(login, "message-created", SatoriServer.message("77", false, "42", id, "hi &amp; <b>you</b>"));
        assertEquals("[\"discord\",\"42\",\"77\",false,\"hi &amp; <b>you</b>\"]", judge.await("message"));
        Call call = server.calls.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(call, "nothing was sent: " + judge.errors());
        assertEquals("message.create", call.method());
        assertEquals("<at id=\"42\" name=\"A &amp; B\"/> answer &lt;b&gt; &amp; more", Json.text(call.body(), "content"));
        assertTrue(judge.await("sent").startsWith("900719925474"));
        assertEquals("1", judge.await("members"));
        assertEquals("guild.member.list", server.calls.poll(Patience.SECONDS, TimeUnit.SECONDS).method());
    }

    private static void list(List<Element> elements, JsonGenerator out) {
        out.writeStartArray();
        for (Element element : elements) {
            if (element.isText()) {
                out.writeString(element.text());
                continue;
            }
            out.writeStartArray();
            out.writeString(element.name());
            out.writeStartObject();
            element.attributes().forEach(out::writeStringProperty);
            out.writeEndObject();
            list(element.children(), out);
            out.writeEndArray();
        }
        out.writeEndArray();
    }
}
