package dev.botyard.runtime.im.adapter;

import dev.botyard.runtime.config.ImTypes;
import dev.botyard.runtime.config.SettingView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The adapters as the table in the README, made of what they declare. Pure.
public final class AdapterTable {
    private static final String HEAD = "| adapter | IM | sends | besides | log in |\n|---|---|---|---|---|\n";
    private static final Map<String, String> SENDS = words("send_text", "text", "send_markdown", "markdown", "send_image",
            "images",
            "send_voice", "voice", "send_video", "video", "send_file", "files");
    private static final Map<String, String> BESIDES = words("recall", "recall", "edit", "edits", "group_administration",
            "group administration",
            "member_list", "members", "request_approval", "requests", "file_resolution", "files of messages", "message_actions",
            "reactions and history", "platform_calls", "`callPlatform`");

    private AdapterTable() {}

    private static Map<String, String> words(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            words.put(pairs[at], pairs[at + 1]);
        }
        return words;
    }

    /// @param adapters as the API shows them; those that do not come with the host are left out
    public static String of(List<JsonNode> adapters) {
        return HEAD + adapters.stream().filter(adapter -> adapter.path("bundled").booleanValue(false))
                .sorted(Comparator.comparing(adapter -> text(adapter, "id"))).map(AdapterTable::row)
                .collect(Collectors.joining());
    }

    private static String row(JsonNode adapter) {
        String id = text(adapter, "id");
        List<String> capabilities = texts(adapter, "capabilities");
        return "| [" + text(adapter, "name") + "](adapters/" + id + "/README.md) | " + ims(adapter) + " | "
                + listed(SENDS, capabilities) + " | " + listed(BESIDES, capabilities) + " | " + login(adapter, capabilities)
                + " |\n";
    }

    private static String ims(JsonNode adapter) {
        List<String> ims = new ArrayList<>();
        for (String im : texts(adapter, "im_types")) {
            String aliases = ImTypes.PRESET.entrySet().stream().filter(alias -> alias.getValue().equals(im))
                    .map(alias -> "`" + alias.getKey() + "`").sorted().collect(Collectors.joining(", "));
            ims.add("`" + im + "`" + (aliases.isEmpty() ? "" : " (" + aliases + ")"));
        }
        if (adapter.path("any_im_type").booleanValue(false)) {
            ims.add("any that an account names");
        }
        return String.join(", ", ims);
    }

    private static String listed(Map<String, String> words, List<String> capabilities) {
        return words.entrySet().stream().filter(word -> capabilities.contains(word.getKey())).map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
    }

    private static String login(JsonNode adapter, List<String> capabilities) {
        if (capabilities.contains("interactive_login")) {
            return "`botyard accounts login ID`";
        }
        List<SettingView> settings = adapter.path("settings").valueStream().map(SettingView::of).toList();
        List<String> needed = settings.stream()
                .filter(setting -> setting.requiredByDefault(settings) || setting.generatedByDefault(settings))
                .map(setting -> "`" + setting.key() + "`").toList();
        return needed.isEmpty() ? "" : "with " + String.join(", ", needed);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).stringValue("");
    }

    private static List<String> texts(JsonNode node, String key) {
        return node.path(key).valueStream().map(value -> value.stringValue("")).toList();
    }
}
