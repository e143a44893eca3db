package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.WxText;
import dev.botyard.adapters.qx.wire.XmlFacts;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the content of messages: text, or the XML and codes that stand for everything else. Pure functions.
final class MessageReader {
    private static final String APP = "msg/appmsg";
    /// How Qianxun names a picture that WeChat has stored; commas and brackets may be part of the path.
    private static final Pattern STORED = Pattern.compile("(?s)\\[pic=(.+?)(?:,isDecrypt=\\d+)?]\\s*");

    private MessageReader() {}

    static List<Segment> read(JsonNode data) {
        String message = Json.text(data, "msg");
        return switch (Json.text(data, "msgType")) {
            case "", "1", "10000" -> message.isEmpty() ? List.of() : WxText.read(message, mentioned(data));
            case "3" -> List.of(new Segment.Image(medium(message, "msg/img")));
            case "34" -> List.of(new Segment.Voice(medium(message, "msg/voicemsg"), ""));
            case "43", "62" -> List.of(new Segment.Video(medium(message, "msg/videomsg")));
            case "47" -> List.of(sticker(message));
            case "42" -> List.of(unknown("card", message, "msg"));
            case "48" -> List.of(unknown("location", message, "msg/location"));
            case "49", "2000", "2001", "2002", "2003", "2004" -> app(message, Json.text(data, "msgType"));
            default -> List.of(new Segment.Unknown("wechat-" + Json.text(data, "msgType"), Map.of("msg", message)));
        };
    }

    private static List<String> mentioned(JsonNode data) {
        List<String> wxids = new ArrayList<>();
        for (JsonNode element : data.path("atWxidList")) {
            String wxid = element.isContainer() ? "" : Json.text(element);
            if (!wxid.isBlank()) {
                wxids.add(wxid);
            }
        }
        return wxids;
    }

    /// Media stay on the Windows machine; what is known of them is kept, for `WindowsFiles`.
    private static Media medium(String message, String element) {
        Map<String, String> known = new LinkedHashMap<>();
        Matcher stored = STORED.matcher(message);
        if (stored.matches()) {
            String path = stored.group(1);
            known.put(WindowsFiles.PATH, path);
            return Media.reference(remote(path), fileName(path), "", -1, known);
        }
        XmlFacts.read(message).ifPresent(facts -> known.putAll(facts.below(element)));
        known.put("msg", message);
        return Media.reference("", "", "", size(known.getOrDefault("length", "")), known);
    }

    private static Segment sticker(String message) {
        Map<String, String> known = new LinkedHashMap<>();
        XmlFacts.read(message).ifPresent(facts -> known.putAll(facts.below("msg/emoji")));
        String url = remote(known.getOrDefault("cdnurl", ""));
        if (url.isEmpty() && !STORED.matcher(message).matches()) {
            known.put("msg", message);
            return new Segment.Unknown("sticker", known);
        }
        return url.isEmpty()
                ? new Segment.Image(medium(message, "msg/emoji"))
                : new Segment.Image(Media.reference(url, "", "", -1, known));
    }

    private static Segment unknown(String type, String message, String element) {
        Map<String, String> known = new LinkedHashMap<>();
        XmlFacts.read(message).ifPresent(facts -> known.putAll(facts.below(element)));
        known.put("msg", message);
        return new Segment.Unknown(type, known);
    }

    private static List<Segment> app(String message, String messageType) {
        XmlFacts facts = XmlFacts.read(message).orElse(null);
        if (facts == null || facts.below(APP).isEmpty()) {
            return List.of(new Segment.Unknown("wechat-" + messageType, Map.of("msg", message)));
        }
        String title = WxText.plain(facts.get(APP + "/title"));
        return switch (facts.get(APP + "/type")) {
            case "1" -> List.of(new Segment.Text(title));
            case "57" -> List.of(quote(facts), new Segment.Text(title));
            case "6" -> List.of(new Segment.File(Media.reference("", title, "", size(facts.get(APP + "/appattach/totallen")),
                    facts.below(APP))));
            default -> List.of(new Segment.Unknown(appName(facts), facts.below(APP)));
        };
    }

    /// What is quoted may itself be XML: then its title.
    private static Segment quote(XmlFacts facts) {
        String quoted = facts.get(APP + "/refermsg/content");
        String title = quoted.startsWith("<") ? XmlFacts.read(quoted).map(inner -> inner.get(APP + "/title")).orElse("") : quoted;
        return new Segment.Reply(facts.get(APP + "/refermsg/svrid"), WxText.plain(title));
    }

    private static String appName(XmlFacts facts) {
        return switch (facts.get(APP + "/type")) {
            case "3" -> "music";
            case "4", "5" -> "link";
            case "19" -> "record";
            case "33", "36" -> "miniprogram";
            case "2000" -> "transfer";
            case "2001" -> "redpacket";
            default -> "app";
        };
    }

    private static String remote(String source) {
        return source.regionMatches(true, 0, "http://", 0, 7) || source.regionMatches(true, 0, "https://", 0, 8) ? source : "";
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static long size(String digits) {
        return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : -1;
    }
}
