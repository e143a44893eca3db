package dev.botyard.runtime.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.secret.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every setting of `botyard.yaml` with its default, its value and where the value comes from. Secrets are masked.
public record SettingsReport(List<Row> settings, List<ConfigProblem> problems) {
    private static final String MASKED = "***";
    private static final Map<String, String> VARIABLES = Map.of("port", "BOTYARD_PORT", "host", "BOTYARD_HOST");

    /// @param shape     what stands there: `value`, `text_by_name` or `list_by_name`
    /// @param value     a text, a number, a switch, a list, or names with values
    /// @param source    `botyard.yaml:3`, a variable of the environment, `""` for the default
    /// @param reference what is written where it refers to a variable or a file, `""` otherwise
    /// @param atStart   whether a change counts from the next start only
    public record Row(@JsonUnwrapped SettingView setting, String shape, Object value, String reference, String source,
            @JsonProperty("at_start") boolean atStart) {}

    /// @param file        may be missing
    /// @param environment which goes before the file
    public static SettingsReport of(Path file, YamlReader reader, Map<String, String> environment) {
        Reading<YamlNode.YamlObject> yaml = reader.read(file);
        CheckedSettings checked = HostDeclaration.check(yaml.value());
        // First: whoever reads the values learns which of them are secret.
        List<ConfigProblem> problems = HostSettings.of(yaml).problems();
        YamlNode.YamlObject written = StoreSettings.inFull(reader.asWritten(file));
        return new SettingsReport(
                HostDeclaration.SETTINGS.stream().map(setting -> row(setting, checked, written, environment)).toList(), problems);
    }

    /// The rows of a section.
    ///
    /// @param written the same as it stands there, see [YamlReader#asWritten]
    static List<Row> rows(List<Setting> declared, YamlNode.YamlObject section, YamlNode.YamlObject written) {
        CheckedSettings checked = SettingsCheck.of(declared, section);
        return declared.stream().map(setting -> row(setting, checked, written, Map.of())).toList();
    }

    private static Row row(Setting setting, CheckedSettings checked, YamlNode.YamlObject written,
            Map<String, String> environment) {
        String variable = VARIABLES.getOrDefault(setting.key(), "");
        String said = environment.getOrDefault(variable, "").strip();
        SettingView view = SettingView.of(setting.field());
        if (!said.isEmpty() && FieldRule.value(setting.field(), said).isPresent()) {
            return new Row(view, shape(setting), typed(view, said), "", variable, setting.atStart());
        }
        YamlNode.Place place = checked.place(setting.key());
        return new Row(view, shape(setting), value(setting, view, checked), reference(setting, written),
                checked.has(setting.key()) ? place.file() + ":" + place.line() : "",
                setting.atStart());
    }

    private static String shape(Setting setting) {
        return Shown.label(setting.shape());
    }

    private static String reference(Setting setting, YamlNode.YamlObject written) {
        return written.at(List.of(setting.key().split("\\."))) instanceof YamlNode.YamlScalar scalar
                && References.in(scalar.text())
                        ? scalar.text()
                        : "";
    }

    private static Object value(Setting setting, SettingView view, CheckedSettings checked) {
        String key = setting.key();
        if (setting.field().secret() || References.looksSecret(key)) {
            return checked.has(key) ? MASKED : "";
        }
        return switch (setting.shape()) {
            case VALUE -> view.type().equals("list") ? masked(checked.texts(key)) : typed(view, checked.text(key));
            case TEXT_BY_NAME -> {
                Map<String, Object> texts = new LinkedHashMap<>();
                checked.textByName(key).forEach((name, scalar) -> texts.put(name, Secrets.process().mask(scalar.text())));
                yield texts;
            }
            case LIST_BY_NAME -> {
                Map<String, Object> lists = new LinkedHashMap<>();
                checked.listByName(key).forEach((name, list) -> lists.put(name, masked(list)));
                yield lists;
            }
            case KEYS -> Map.of();
        };
    }

    private static List<String> masked(List<String> texts) {
        return texts.stream().map(Secrets.process()::mask).toList();
    }

    private static Object typed(SettingView view, String text) {
        return switch (view.type()) {
            case "integer" -> Long.valueOf(text);
            case "flag" -> Boolean.valueOf(text);
            default -> Secrets.process().mask(text);
        };
    }
}
