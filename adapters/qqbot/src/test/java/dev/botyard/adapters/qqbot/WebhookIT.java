package dev.botyard.adapters.qqbot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.played.PlayedBot;
import dev.botyard.adapters.qqbot.played.QqPosts;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.testkit.Patience;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Webhooks: who may post, and what is answered. The bot's secret is that of the vendor's example.
class WebhookIT extends PlayedAccount {
    private static final String SIGNATURE = "87befc99c42c651b3aac0278e71ada338433ae26fcb24307bdc5ad38c1adc2d0"
            + "1bcfcadc0842edac85e85205028a1132afe09280305f13aa6909ffc2d652c706";
    private static final String SAID = PlayedBot.frame(0, "C2C_MESSAGE_CREATE", "C2C_MESSAGE_CREATE:1",
            "{\"id\":\"m-1\",\"content\":\"hello\",\"author\":{\"user_openid\":\"" + ANN + "\"}}");

    private QqPosts posts;

    @BeforeEach
    void online() throws InterruptedException {
        host.with("transport", "webhook").connect();
        posts = new QqPosts(host.sharedDoor("http"));
    }

    private HttpResponse<String> post(String frame, String timestamp, String signature) throws Exception {
        return posts.post(bot.appId(), frame, timestamp, signature, Patience.SOON);
    }

    @Test
    void theChallengeIsAnsweredAsInTheVendorsExample() throws Exception {
        JsonNode answer = Json
                .parse(post("{\"d\":{\"plain_token\":\"Arq0D5A61EgUu4OxUvOp\",\"event_ts\":\"1725442341\"},\"op\":13}", "",
                        "").body());
        assertEquals("Arq0D5A61EgUu4OxUvOp", Json.text(answer, "plain_token"));
        assertEquals(SIGNATURE, Json.text(answer, "signature"));
    }

    @Test
    void nobodyHasTheTextOfAnEventSignedAsAChallenge() throws Exception {
        String event = SAID.replace("\"", "\\\"");
        assertEquals(400, post("{\"d\":{\"plain_token\":\"" + event + "\",\"event_ts\":\"1725442341\"},\"op\":13}", "", "")
                .statusCode());
        assertEquals(400, post("{\"d\":{\"plain_token\":\"1\",\"event_ts\":\"1725442341" + event + "\"},\"op\":13}", "", "")
                .statusCode());
    }

    @Test
    void anEventIsTakenOnceItsSignatureFits() throws Exception {
        assertEquals(401, post(SAID, "1725442341", "").statusCode());
        assertEquals(401, post(SAID, "1725442341", SIGNATURE).statusCode());
        assertEquals(401, post(SAID, "1725442341", QqPosts.sign("another secret", "1725442341" + SAID)).statusCode());
        HttpResponse<String> taken = posts.post(bot, SAID, Patience.SOON);
        assertEquals("200 {\"op\":12}", taken.statusCode() + " " + taken.body());
        MessageEvent event = host.event(MessageEvent.class);
        assertEquals("m-1", event.messageId());
        assertEquals(true, event.once());
        assertEquals(true, host.emitted().isEmpty());
    }

    @Test
    void whatAHostThatStopsDidNotTakeIsNotAcknowledged() throws Exception {
        host.takeOnly(0);
        assertEquals(503, posts.post(bot, SAID, Patience.SOON).statusCode());
    }

    @Test
    void theKeyIsTheSecretRepeatedUntilItFillsTheSeed() {
        byte[] body = "{ \"op\": 0,\"d\": {}, \"t\": \"GATEWAY_EVENT_NAME\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "2eb9983ebb8bb209e78fd095942f58e442656656e7975d01e64f9023a84b7c964290fdd40e5500c33867ccfe9563b7e0b6bac0e1d42c13e7"
                        + "87b304fd51f71102",
                Webhook.sign(Webhook.key("naOC0ocQE3shWLAfffVLB1rhYPG7"),
                        "1725442341".getBytes(StandardCharsets.UTF_8), body));
    }
}
