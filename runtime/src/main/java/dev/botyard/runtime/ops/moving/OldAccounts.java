package dev.botyard.runtime.ops.moving;

import dev.botyard.api.account.AccountId;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Accounts of another host as drafts of files: what the adapter here knows is filled in, everything else stands in comments, and the
/// account is disabled.
final class OldAccounts {
    private static final List<String> ID = List.of("account_id", "accountID", "accountId", "id", "self_id");
    private static final List<String> IM = List.of("im", "imType", "im_type", "imtype", "platform");
    private static final List<String> CONFIG = List.of("config", "schema", "values", "settings");
    private static final Set<String> OWN = Set.of("alias", "name", "enabled", "default", "status", "sendable", "instance_id");
    /// Settings that other hosts call otherwise.
    private static final Map<String, String> NAMES = Map.of("ingress_token", "access_token", "token", "access_token", "appid",
            "app_id", "secret", "app_secret");

    private final UnaryOperator<String> canonical;
    private final List<JsonNode> adapters;

    /// @param text the file's
    /// @param note what is left to do, `""` for nothing
    record Draft(String id, String im, String text, String note) {
        /// Leaves out the text, which may hold secrets.
        @Override
        public String toString() {
            return "Draft[" + id + ", im=" + im + "]";
        }
    }

    /// @param adapters as the API shows them
    OldAccounts(UnaryOperator<String> canonical, List<JsonNode> adapters) {
        this.canonical = canonical;
        this.adapters = adapters;
    }

    /// @throws IOException with the end of a sentence that begins with the file's name
    List<Draft> read(Path file) throws IOException {
        List<Draft> drafts = new ArrayList<>();
        try {
            JsonNode whole = Json.MAPPER.readTree(FileText.of(file));
            for (String name : List.of("data", "accounts")) {
                whole = whole.has(name) ? whole.path(name) : whole;
            }
            if (whole.isArray()) {
                whole.forEach(account -> drafts.add(draft(account, first(account, ID))));
            } else if (whole.isObject() && !first(whole, IM).isEmpty()) {
                String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
                drafts.add(draft(whole, first(whole, ID).isEmpty() ? stem : first(whole, ID)));
            } else {
                whole.properties().forEach(account -> drafts.add(draft(account.getValue(), account.getKey())));
            }
        } catch (JacksonException broken) {
            throw new IOException("is not valid JSON", broken);
        }
        return drafts;
    }

    private Draft draft(JsonNode account, String id) {
        String im = first(account, IM).replaceFirst("(?i)^onebot.*$", "qq");
        im = im.isEmpty() ? "" : canonical.apply(im);
        if (!AccountId.isLegal(id)) {
            return new Draft(id, im, "", "it has no id that an account can have here");
        }
        String type = im;
        Optional<JsonNode> adapter = adapters.stream()
                .filter(known -> known.path("im_types").valueStream().anyMatch(served -> served.stringValue("").equals(type)))
                .findFirst();
        if (adapter.isEmpty()) {
            return new Draft(id, im, "", im.isEmpty() ? "it does not say its IM" : "no adapter here serves " + im);
        }
        List<SettingView> known = adapter.get().path("settings").valueStream().map(SettingView::of).toList();
        return draft(account, id, im, known);
    }

    private static Draft draft(JsonNode account, String id, String im, List<SettingView> known) {
        Map<String, String> config = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        settings(account).forEach((name, value) -> {
            String key = known.stream().anyMatch(setting -> setting.key().equals(name)) ? name : NAMES.getOrDefault(name, name);
            if (known.stream().anyMatch(setting -> setting.key().equals(key)) && !value.isContainer()) {
                config.put(key, value.toString());
            } else {
                unknown.add(name + ": " + value);
            }
        });
        StringBuilder text = new StringBuilder("# Moved from another host. Look through it, then write 'enabled: true'.\nim: ")
                .append(im).append("\nenabled: false\n");
        String alias = account.path("alias").stringValue(account.path("name").stringValue(""));
        if (!alias.isBlank()) {
            text.append("alias: ").append(Json.MAPPER.writeValueAsString(alias)).append('\n');
        }
        List<String> missing = known.stream().filter(setting -> setting.requiredByDefault(known)).map(SettingView::key)
                .filter(key -> !config.containsKey(key)).toList();
        text.append(config.isEmpty() ? "config: {}\n" : "config:\n");
        config.forEach((key, value) -> text.append("  ").append(key).append(": ").append(value).append('\n'));
        missing.forEach(key -> text.append("# to be filled in: ").append(key).append('\n'));
        unknown.forEach(line -> text.append("# not known here: ").append(line).append('\n'));
        return new Draft(id, im, text.toString(), missing.isEmpty() ? "" : "fill in " + String.join(", ", missing));
    }

    /// The values of the account's settings, wherever in it they stand.
    private static Map<String, JsonNode> settings(JsonNode account) {
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        account.properties().forEach(member -> {
            String name = member.getKey();
            if (CONFIG.contains(name) && member.getValue().isObject()) {
                member.getValue().properties().forEach(inner -> settings.put(inner.getKey(), inner.getValue()));
            } else if (!OWN.contains(name) && !IM.contains(name) && (!ID.contains(name) || name.equals("self_id"))
                    && !member.getValue().isNull()) {
                settings.putIfAbsent(name, member.getValue());
            }
        });
        return settings;
    }

    private static String first(JsonNode account, List<String> names) {
        return names.stream().map(account::path).filter(JsonNode::isValueNode).filter(value -> !value.isNull())
                .map(value -> value.isString() ? value.stringValue() : value.toString()).filter(value -> !value.isBlank())
                .findFirst().orElse("");
    }
}
