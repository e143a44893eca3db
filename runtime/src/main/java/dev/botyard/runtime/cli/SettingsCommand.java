package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.EditorSchemas;
import dev.botyard.runtime.config.MachineLanguage;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostDeclaration;
import dev.botyard.runtime.config.Nearest;
import dev.botyard.runtime.config.SettingText;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.config.SettingsReport;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.infra.json.Shown;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `botyard settings`: `botyard.yaml` as it is declared and as it is. Needs no running host.
@Command(name = "settings", description = "Shows all settings of botyard.yaml with their values; with KEY, those that begin so, explained.", mixinStandardHelpOptions = true, subcommands = SettingsSetCommand.class)
final class SettingsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Option(names = "--language", scope = ScopeType.INHERIT, paramLabel = "LANGUAGE", description = "Of the explanations: en or zh; default: that of the machine.")
    private String language = MachineLanguage.of(System.getenv());

    @Parameters(arity = "0..1", paramLabel = "KEY", description = "A setting or a section, such as push.failover or push.")
    private String key = "";

    @Override
    public Integer call() {
        HomeFolder home = client.home();
        SettingsReport report = SettingsReport.of(home.settingsFile(), new YamlReader(home, Secrets.process()), System.getenv());
        List<SettingsReport.Row> rows = report.settings().stream()
                .filter(row -> key.isEmpty() || row.setting().key().equals(key) || row.setting().key().startsWith(key + "."))
                .toList();
        if (rows.isEmpty()) {
            throw new CliProblem("There is no setting '" + key + "'." + Nearest.hint(key,
                    report.settings().stream().map(row -> row.setting().key()).toList()) + " " + Launcher.hint("settings")
                    + " shows all.");
        }
        Output output = new Output(spec);
        if (answers.json()) {
            ObjectNode answer = Json.MAPPER.createObjectNode();
            answer.set("settings", Json.MAPPER.valueToTree(rows));
            ArrayNode problems = answer.putArray("problems");
            report.problems().forEach(problem -> problems.add(problem.toString()));
            output.json(answer);
        } else if (key.isEmpty()) {
            output.table(table(rows), "key", "value", "default", "from", "meaning");
        } else {
            rows.forEach(row -> explain(row, output));
        }
        Output errors = new Output(spec.commandLine().getErr());
        report.problems().forEach(problem -> errors.line(problem.toString()));
        return report.problems().isEmpty() ? 0 : 1;
    }

    @Command(name = "get", description = "The same as 'settings KEY'.", mixinStandardHelpOptions = true)
    int get(@Parameters(arity = "0..1", paramLabel = "KEY", description = "A setting or a section, such as push.failover or push.") String wanted) {
        key = wanted == null ? "" : wanted;
        return call();
    }

    HostClient client() {
        return client;
    }

    Answers answers() {
        return answers;
    }

    private record Line(String key, String value, @JsonProperty("default") String usual, String from, String meaning) {}

    private ArrayNode table(List<SettingsReport.Row> rows) {
        ArrayNode table = Json.MAPPER.createArrayNode();
        for (SettingsReport.Row row : rows) {
            table.add(Shown.tree(new Line(row.setting().key(), shown(row), row.setting().defaultValue(), row.source(),
                    row.setting().in(language).label())));
        }
        return table;
    }

    private static String shown(SettingsReport.Row row) {
        return switch (row.value()) {
            case List<?> list -> String.join(", ", list.stream().map(String::valueOf).toList());
            case Map<?, ?> map -> map.isEmpty() ? "" : Json.MAPPER.writeValueAsString(map);
            default -> String.valueOf(row.value());
        };
    }

    private void explain(SettingsReport.Row row, Output output) {
        SettingView setting = row.setting();
        output.line(setting.key() + ": " + shown(row) + (row.source().isEmpty() ? "   (default)" : "   (" + row.source() + ")"));
        output.line("  " + SettingText.line(setting, language));
        output.line("  values: " + SettingText.values(setting, language)
                + (setting.defaultValue().isEmpty() ? "" : "; default: " + setting.defaultValue())
                + (row.atStart() ? "; a change counts from the next start" : ""));
    }

    @Command(name = "schema", description = "Writes JSON Schemas of botyard.yaml and of account files with all adapters here, so that editors complete, explain and check them.", mixinStandardHelpOptions = true)
    int schema(
            @Option(names = "--to", paramLabel = "DIR", description = "A folder; default: data/schemas of the home.") Path folder)
            throws IOException, InterruptedException {
        EditorSchemas schemas = new EditorSchemas(client.home(), folder);
        schemas.write(KnownAdapters.find(client), language);
        Output output = new Output(spec);
        output.line("wrote " + schemas.hostFile() + ", for botyard.yaml; its first line: " + schemas.hostLine());
        output.line("wrote " + schemas.accountFile() + ", for account files; their first line: " + schemas.accountLine());
        return 0;
    }

    @Command(name = "table", description = "Prints the settings as the table that stands in the manual; with --adapter, those of an adapter's accounts.", mixinStandardHelpOptions = true)
    int table(
            @Option(names = "--adapter", defaultValue = "", paramLabel = "ADAPTER", description = "An adapter; '${ROOT-COMMAND-NAME} adapters' lists them.") String adapter)
            throws IOException, InterruptedException {
        spec.commandLine().getOut().print(adapter.isEmpty() ? SettingText.table(HostDeclaration.SETTINGS) : tableOf(adapter));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String tableOf(String adapter) throws IOException, InterruptedException {
        List<JsonNode> known = KnownAdapters.find(client);
        return known.stream().filter(each -> each.path("id").stringValue("").equals(adapter)).findFirst()
                .map(each -> SettingText.tableOf(each.path("settings").valueStream().map(SettingView::of).toList()))
                .orElseThrow(() -> new CliProblem("There is no adapter '" + adapter + "'."
                        + Nearest.choices(adapter, known.stream().map(each -> each.path("id").stringValue("")).toList())));
    }
}
