package dev.botyard.runtime.config;

import java.util.List;
import java.util.stream.Stream;

/// The form of an account: what its file says, in the order in which it is declared. Secrets are masked.
///
/// @param file     relative to the home; where it would be written for an account without one
/// @param adapter  the one that connects it, `""` where none does
/// @param settings of the host, as keys of the file
/// @param config   of the adapter, as keys of `config:`
/// @param problems what is wrong with the file
public record AccountSettings(String id, String file, String adapter, List<SettingsReport.Row> settings,
        List<SettingsReport.Row> config, List<ConfigProblem> problems) {

    /// @param declared of the adapter
    static AccountSettings of(AccountFile account, String adapter, List<Setting> declared, YamlNode.YamlObject read,
            YamlNode.YamlObject written, List<ConfigProblem> problems) {
        List<Setting> own = AccountDeclaration.SETTINGS.stream().filter(setting -> setting.shape() != Setting.Shape.KEYS)
                .toList();
        YamlNode.YamlObject source = written.fields().get("config") instanceof YamlNode.YamlObject config
                ? config
                : YamlNode.YamlObject.NO_SETTINGS;
        List<SettingsReport.Row> rows = SettingsReport.rows(own, read, written);
        List<SettingsReport.Row> config = SettingsReport.rows(declared, account.config(), source);
        return new AccountSettings(account.id(), account.file().toString(), adapter, rows, config,
                Stream.concat(problems.stream(), SettingsCheck.of(declared, account.config()).problems().stream()).distinct()
                        .toList());
    }
}
