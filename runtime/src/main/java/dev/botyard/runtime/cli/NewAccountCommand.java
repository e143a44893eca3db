package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.logging.HiddenText;
import dev.botyard.api.account.AccountId;
import dev.botyard.runtime.config.EditorSchemas;
import dev.botyard.runtime.config.Nearest;
import dev.botyard.runtime.config.SettingText;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.infra.secret.RandomToken;
import dev.botyard.runtime.infra.words.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard new account`: a file with every setting that the adapter knows.
@Command(name = "account", description = "Writes an account file with the settings of its adapter.", mixinStandardHelpOptions = true)
final class NewAccountCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", paramLabel = "IM", description = "The IM type, such as qq.")
    private String im;

    @Parameters(index = "1", paramLabel = "ID", description = "The account's id, unique on the host.")
    private String id;

    @Option(names = "--adapter", paramLabel = "ADAPTER", description = "Where several adapters serve the IM, or one that serves any.")
    private String adapter = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!AccountId.isLegal(id)) {
            throw new CliProblem(2, "'" + HiddenText.shown(id) + "' cannot be an account's id; " + HiddenText.why(id)
                    + "use letters, digits, '.', '_' and '-'.");
        }
        Path file = client.home().accounts().resolve(id + ".yaml");
        Templates.refuseExisting(file);
        List<JsonNode> adapters = KnownAdapters.find(client);
        JsonNode chosen = choose(adapters);
        List<String> required = new ArrayList<>();
        Map<String, String> generated = new LinkedHashMap<>();
        EditorSchemas schemas = new EditorSchemas(client.home(), null);
        String text = text(chosen, schemas, required, generated);
        Templates.writePrivate(spec, file, text);
        schemas.write(adapters, "");
        Output output = new Output(spec);
        generated.forEach((enterAt, token) -> output.line("Enter this at the platform, as " + enterAt + ": " + token));
        output.line(required.isEmpty()
                ? "Look through it; a running host picks it up within two seconds."
                : "Fill in " + String.join(", ", required) + "; a running host picks it up within two seconds.");
        return 0;
    }

    private JsonNode choose(List<JsonNode> adapters) {
        if (!adapter.isEmpty()) {
            List<String> ids = adapters.stream().map(known -> known.path("id").stringValue("")).toList();
            return adapters.stream().filter(known -> known.path("id").stringValue("").equals(adapter)).findFirst()
                    .orElseThrow(() -> new CliProblem("There is no adapter '" + adapter + "'." + Nearest.hint(adapter, ids)
                            + " There are " + String.join(", ", ids) + "."));
        }
        if (adapters.stream().noneMatch(known -> imTypes(known).contains(im))) {
            im = Settings.read(client.home()).value().canonical(im);
        }
        List<JsonNode> serving = adapters.stream().filter(known -> imTypes(known).contains(im)).toList();
        if (serving.isEmpty()) {
            TreeSet<String> served = new TreeSet<>();
            adapters.forEach(known -> served.addAll(imTypes(known)));
            throw new CliProblem("No adapter here serves '" + im + "'." + Nearest.hint(im, served) + " Served are "
                    + String.join(", ", served) + ". An adapter that serves any IM type can be named with --adapter.");
        }
        if (serving.size() > 1) {
            throw new CliProblem("Several adapters serve " + im + "; name one with --adapter: "
                    + String.join(", ", serving.stream().map(known -> known.path("id").stringValue("")).toList()) + ".");
        }
        return serving.getFirst();
    }

    private static List<String> imTypes(JsonNode adapter) {
        return adapter.path("im_types").valueStream().map(type -> type.stringValue("")).toList();
    }

    /// @param required  collects the settings that a person must fill in
    /// @param generated collects what was made, by where it is entered
    private String text(JsonNode chosen, EditorSchemas schemas, List<String> required, Map<String, String> generated) {
        Words words = Words.current();
        StringBuilder text = new StringBuilder(schemas.accountLine()).append("\n# ")
                .append(words.say("An account of " + im + " through " + chosen.path("name").stringValue("")
                        + ". The file's name is the account's id."))
                .append("\nim: ").append(im).append('\n').append(adapter.isEmpty() ? "# " : "").append("adapter: ")
                .append(chosen.path("id").stringValue("")).append("\n# alias: \"\"\nenabled: true\n# default: true   # ")
                .append(words.say("speaks when nothing else decides")).append("\n# order: 100      # ")
                .append(words.say("without a default account, the lowest that is online speaks")).append("\nconfig:\n");
        boolean empty = true;
        List<SettingView> settings = chosen.path("settings").valueStream().map(SettingView::of).toList();
        boolean anyRequired = settings.stream().anyMatch(setting -> setting.requiredByDefault(settings));
        for (SettingView setting : settings) {
            if (setting.generatedByDefault(settings)) {
                String token = RandomToken.make();
                generated.put(setting.in(words.tag()).enterAt(), token);
                empty = false;
                text.append("  ").append(setting.key()).append(": \"").append(token).append("\"   # ").append(meaning(setting))
                        .append('\n');
                continue;
            }
            boolean needed = setting.requiredByDefault(settings);
            if (needed) {
                required.add(setting.key());
            }
            // One line stands without '#', so that taking another '#' away gives a valid file.
            boolean active = needed || !anyRequired && empty && !setting.defaultValue().isEmpty();
            empty &= !active;
            text.append(active ? "  " : "  # ").append(setting.key()).append(": ").append(value(setting)).append("   # ")
                    .append(meaning(setting)).append('\n');
        }
        return empty ? text.toString().replaceFirst("(?m)^config:$", "config: {}") : text.toString();
    }

    private String value(SettingView setting) {
        String given = setting.defaultValue();
        return switch (setting.type()) {
            case "list" -> "[]";
            case "integer", "flag", "duration", "choice" -> given.isEmpty() ? "\"\"" : given;
            default -> setting.secret() && !setting.required()
                    ? "${env:" + id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_"
                            + setting.key().toUpperCase(Locale.ROOT) + "}"
                    : "\"" + given.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }

    private static String meaning(SettingView setting) {
        Words words = Words.current();
        return SettingText.line(setting, words.tag()) + setting.onlyIf()
                .map(when -> " " + words.say((when.refused() ? "(only while " : "(counts while ") + when.key() + " is "
                        + String.join(words.english() ? " or " : " / ", when.values()) + ")"))
                .orElse("")
                + (setting.secret() ? " " + words.say("(secret: ${env:NAME} or ${file:PATH} keep it out of this file)") : "");
    }
}
