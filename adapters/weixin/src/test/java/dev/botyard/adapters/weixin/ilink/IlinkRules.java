package dev.botyard.adapters.weixin.ilink;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.botyard.adapters.common.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What every call must look like.
final class IlinkRules {
    private static final int MAX_AGENT = 256;

    private IlinkRules() {}

    static void check(HttpExchange exchange, String call, byte[] body, String version) {
        Headers headers = exchange.getRequestHeaders();
        require("bot".equals(headers.getFirst("iLink-App-Id")), "iLink-App-Id is missing");
        require(String.valueOf(headers.getFirst("iLink-App-ClientVersion")).matches(version),
                "iLink-App-ClientVersion is missing");
        if (exchange.getRequestMethod().equals("GET")) {
            return;
        }
        require("ilink_bot_token".equals(headers.getFirst("AuthorizationType")), "AuthorizationType is missing");
        require(String.valueOf(headers.getFirst("Content-Type")).startsWith("application/json"), "the content is not JSON");
        require(uint32(headers.getFirst("X-WECHAT-UIN")), "X-WECHAT-UIN is not a number in Base64");
        JsonNode json = parse(body);
        if (call.equals("get_bot_qrcode")) {
            require(json.path("local_token_list").isArray(), "local_token_list is missing");
            return;
        }
        JsonNode info = json.path("base_info");
        String agent = Json.text(info, "bot_agent");
        require(!Json.text(info, "channel_version").isEmpty(), "channel_version is missing");
        require(!agent.isEmpty() && agent.length() <= MAX_AGENT && agent.matches("\\p{ASCII}+"), "bot_agent is missing");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JacksonException e) {
            throw new IlinkComplaint("the body is not JSON");
        }
    }

    private static boolean uint32(String header) {
        try {
            String digits = new String(Base64.getDecoder().decode(header), StandardCharsets.US_ASCII);
            return digits.matches("\\d{1,10}") && Long.parseLong(digits) < 1L << Integer.SIZE;
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    static void checkMessage(JsonNode message) {
        require(message.has("from_user_id") && Json.text(message, "from_user_id").isEmpty(), "from_user_id is not empty");
        require(!Json.text(message, "to_user_id").isEmpty(), "to_user_id is missing");
        require(!Json.text(message, "client_id").isEmpty(), "client_id is missing");
        require(Json.number(message, "message_type") == 2 && Json.number(message, "message_state") == 2,
                "it is not a finished message of a bot");
        require(message.path("item_list").size() == 1, "item_list has not one item");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IlinkComplaint(otherwise);
        }
    }
}
