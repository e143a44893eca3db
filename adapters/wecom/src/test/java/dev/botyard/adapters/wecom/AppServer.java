package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// WeCom's API for applications and for robots of groups. Complains of whatever the platform would not take.
final class AppServer implements WireServer.Handler, AutoCloseable {
    static final String CORPORATION = "wx5823bf96d3bd56c7";
    static final String SECRET = "app-secret-0123456789";
    static final String KEY = "robot-key-0123456789";
    private static final int MOST = 2048;
    private static final Pattern FILE = Pattern
            .compile("name=\"media\"; ?filename=\"([^\"]+)\"[^\r]*\r\n(?:[^\r]+\r\n)*\r\n(.*)\r\n--", Pattern.DOTALL);

    private final WireServer server = new WireServer(this);
    /// Beyond 2^53.
    private final AtomicLong lastId = new AtomicLong(9_007_199_254_740_993L);
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    final Map<String, byte[]> media = new ConcurrentHashMap<>();
    final Map<String, Integer> faults = new ConcurrentHashMap<>();
    final LinkedBlockingQueue<Said> said = new LinkedBlockingQueue<>();
    final List<Said> all = new CopyOnWriteArrayList<>();
    final List<String> recalled = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final AtomicInteger logins = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicReference<CompletableFuture<Void>> silence = new AtomicReference<>(CompletableFuture.completedFuture(null));
    final AtomicReference<CompletableFuture<Void>> sends = new AtomicReference<>(CompletableFuture.completedFuture(null));
    volatile int status = 200;

    /// What was sent, by which path.
    record Said(String path, String to, JsonNode body) {
        String text() {
            return Json.text(body.path(Json.text(body, "msgtype")), "content");
        }
    }

    URI address() {
        return server.address("http", "");
    }

    void listening(boolean value) {
        server.listening(value);
    }

    void breakAfter(int bytes) {
        server.breakAfter(bytes);
    }

    String nextId() {
        return Long.toString(lastId.incrementAndGet());
    }

    /// Tokens that were given are good no more.
    void expireTokens() {
        tokens.clear();
    }

    private static WireServer.Answer refusal(int code, String words) {
        return WireServer.Answer
                .json("{\"errcode\":" + code + ",\"errmsg\":\"" + words + ", hint: [1700000000], from ip: 203.0.113.7\"}");
    }

    @Override
    public WireServer.Answer handle(WireMessage request) throws Exception {
        underWay.incrementAndGet();
        try {
            silence.get().join();
            return answer(request);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private WireServer.Answer answer(WireMessage request) {
        String path = request.path().replaceFirst("^/cgi-bin/", "");
        boolean robot = path.startsWith("webhook/");
        if (!request.method().equals(List.of("gettoken", "media/get", "user/get").contains(path) ? "GET" : "POST")) {
            complaints.add(path + " is not called by " + request.method());
        }
        int fault = faults.getOrDefault(path, 0);
        if (path.equals("gettoken")) {
            logins.incrementAndGet();
            if (fault != 0 || !request.query("corpid").equals(CORPORATION) || !request.query("corpsecret").equals(SECRET)) {
                return refusal(fault == 0 ? 40001 : fault, "invalid credential");
            }
            String token = "access-token-" + nextId();
            tokens.put(token, "");
            return WireServer.Answer
                    .json("{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"" + token + "\",\"expires_in\":7200}");
        }
        boolean send = path.endsWith("/send");
        Said it = send ? said(path, request) : new Said(path, "", Json.parse("{}"));
        if (send) {
            all.add(it);
            sends.get().join();
        }
        if (status != 200) {
            return WireServer.Answer.status(status);
        }
        if (robot ? !request.query("key").equals(KEY) : !tokens.containsKey(request.query("access_token"))) {
            return robot ? refusal(93000, "invalid webhook url") : refusal(40014, "invalid access_token");
        }
        if (fault != 0) {
            return refusal(fault, "refused");
        }
        return switch (path) {
            case "message/send", "appchat/send", "webhook/send" -> send(it);
            case "media/upload", "webhook/upload_media" -> upload(request);
            case "media/get" -> download(request.query("media_id"));
            case "user/get" -> WireServer.Answer.json("{\"errcode\":0,\"errmsg\":\"ok\",\"userid\":\"" + request.query("userid")
                    + "\",\"name\":\"张三\",\"mobile\":9007199254740993}");
            case "message/recall" -> recall(Json.text(Json.parse(request.body()), "msgid"));
            default -> {
                complaints.add("unknown path " + path);
                yield refusal(40066, "invalid url");
            }
        };
    }

    private Said said(String path, WireMessage request) {
        try {
            JsonNode body = Json.parse(request.body());
            return new Said(path, Json.first(body, "touser", "chatid"), body);
        } catch (JacksonException broken) {
            complaints.add("not JSON: " + new String(request.body(), StandardCharsets.UTF_8));
            return new Said(path, "", Json.parse("{}"));
        }
    }

    private WireServer.Answer send(Said it) {
        String problem = problem(it);
        if (!problem.isEmpty()) {
            complaints.add(it.path() + ": " + problem);
            return refusal(40058, problem);
        }
        if (it.to().equals("nobody")) {
            return WireServer.Answer.json("{\"errcode\":0,\"errmsg\":\"ok\",\"invaliduser\":\"nobody\",\"msgid\":\"x\"}");
        }
        said.add(it);
        return WireServer.Answer.json(it.path().equals("message/send")
                ? "{\"errcode\":0,\"errmsg\":\"ok\",\"invaliduser\":\"\",\"msgid\":\"" + nextId() + "\"}"
                : "{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    private String problem(Said it) {
        boolean robot = it.path().startsWith("webhook/");
        String type = Json.text(it.body(), "msgtype");
        JsonNode content = it.body().path(type);
        if (!robot && it.to().isEmpty()) {
            return "no addressee";
        }
        if (it.path().equals("message/send") && !it.body().path("agentid").isIntegralNumber()) {
            return "agentid is no number";
        }
        switch (type) {
            case "text", "markdown" -> {
                int length = Json.text(content, "content").getBytes(StandardCharsets.UTF_8).length;
                int most = robot && type.equals("markdown") ? 2 * MOST : MOST;
                return length == 0 || length > most ? "content is empty or longer than " + most + " bytes" : "";
            }
            case "image", "voice", "video", "file" -> {
                if (robot && type.equals("image")) {
                    byte[] bytes = Base64.getDecoder().decode(Json.text(content, "base64"));
                    return Signatures.hex(Signatures.md5(bytes)).equals(Json.text(content, "md5")) ? "" : "md5 does not fit";
                }
                return media.containsKey(type + "/" + Json.text(content, "media_id")) && !(robot && type.equals("video"))
                        ? ""
                        : "unknown media_id";
            }
            case "template_card" -> {
                return Json.text(content, "card_type").isEmpty() ? "card_type is missing" : "";
            }
            default -> {
                return "unknown msgtype '" + type + "'";
            }
        }
    }

    private WireServer.Answer upload(WireMessage request) {
        String type = request.query("type");
        Matcher file = FILE.matcher(new String(request.body(), StandardCharsets.ISO_8859_1));
        if (!List.of("image", "voice", "video", "file").contains(type) || !file.find() || file.group(2).length() < 6) {
            complaints.add("an upload of type '" + type + "' without a part 'media', or too small");
            return refusal(40004, "invalid media type");
        }
        String id = "media-" + nextId();
        media.put(type + "/" + id, file.group(2).getBytes(StandardCharsets.ISO_8859_1));
        return WireServer.Answer.json("{\"errcode\":0,\"errmsg\":\"\",\"type\":\"" + type + "\",\"media_id\":\"" + id
                + "\",\"created_at\":\"1700000000\"}");
    }

    private WireServer.Answer download(String id) {
        byte[] bytes = media.get("file/" + id);
        return bytes == null
                ? refusal(40007, "invalid media_id")
                : new WireServer.Answer(200, "application/octet-stream", bytes,
                        Map.of("Content-Disposition", "attachment; filename=\"note.txt\""));
    }

    private WireServer.Answer recall(String id) {
        recalled.add(id);
        return WireServer.Answer.json("{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    /// What follows an account's address when the platform posts `plain` there.
    static String query(String token, String encrypted) {
        return query(token, encrypted, "");
    }

    private static String query(String token, String encrypted, String more) {
        String signature = Signatures.sorted(token, "1409659813", "1372623149", encrypted);
        return "?msg_signature=" + signature + "&timestamp=1409659813&nonce=1372623149" + more;
    }

    /// What follows it when the platform asks whether it is the application's.
    static String echo(String token, String encrypted) {
        return query(token, encrypted, "&echostr=" + URLEncoder.encode(encrypted, StandardCharsets.UTF_8));
    }

    static String envelope(String encrypted) {
        return "<xml><ToUserName><![CDATA[" + CORPORATION + "]]></ToUserName><Encrypt><![CDATA[" + encrypted
                + "]]></Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>";
    }

    static String encrypted(String aesKey, String xml) {
        return new CallbackCipher(aesKey, CORPORATION).seal(xml);
    }

    /// The XML of a message.
    ///
    /// @param namesAndValues of the elements that come after those that all have
    static String message(String from, String type, String... namesAndValues) {
        StringBuilder xml = new StringBuilder(
                "<xml><ToUserName><![CDATA[" + CORPORATION + "]]></ToUserName><FromUserName><![CDATA[" + from
                        + "]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[" + type + "]]></MsgType>");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = Arrays.asList(namesAndValues).get(i + 1);
            xml.append('<').append(namesAndValues[i]).append("><![CDATA[").append(value.replace("]]>", "]]]]><![CDATA[>"))
                    .append("]]></")
                    .append(namesAndValues[i]).append('>');
        }
        return xml.append("<AgentID>1000002</AgentID></xml>").toString();
    }

    @Override
    public void close() {
        silence.get().complete(null);
        sends.get().complete(null);
        server.close();
    }
}
