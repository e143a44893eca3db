package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.EditorSchemas;
import dev.botyard.runtime.config.MachineLanguage;
import dev.botyard.runtime.config.HostDeclaration;
import dev.botyard.runtime.config.Setting;
import dev.botyard.runtime.config.SettingText;
import dev.botyard.runtime.config.SettingView;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `botyard new settings`: a `botyard.yaml` in which every setting stands with its default, behind a `#`.
@Command(name = "settings", description = "Writes botyard.yaml with all settings, each behind a '#' until it is changed.", mixinStandardHelpOptions = true)
final class NewSettingsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Templates.refuseExisting(client.home().settingsFile());
        EditorSchemas schemas = new EditorSchemas(client.home(), null);
        schemas.write(KnownAdapters.find(client), "");
        Templates.writePrivate(spec, client.home().settingsFile(),
                text(schemas.hostLine(), MachineLanguage.of(System.getenv())));
        return 0;
    }

    /// Sections stand as `push: {}` would: a section whose keys are all behind a `#` is empty, which is allowed.
    static String text(String modeline, String language) {
        StringBuilder text = new StringBuilder(modeline).append('\n');
        String[] before = {};
        for (Setting setting : HostDeclaration.SETTINGS) {
            String[] path = setting.key().split("\\.");
            for (int depth = 0; depth < path.length - 1; depth++) {
                if (depth >= before.length - 1 || !before[depth].equals(path[depth])) {
                    text.append("  ".repeat(depth)).append(path[depth]).append(":\n");
                }
            }
            SettingView view = SettingView.of(setting.field());
            text.append("  ".repeat(path.length - 1)).append("# ").append(path[path.length - 1]).append(": ")
                    .append(sample(setting, view)).append("   # ").append(SettingText.line(view, language)).append('\n');
            before = path;
        }
        return text.toString();
    }

    private static String sample(Setting setting, SettingView view) {
        return switch (setting.shape()) {
            case VALUE -> view.type().equals("list")
                    ? "[]"
                    : view.defaultValue().isEmpty() ? "\"\"" : view.defaultValue();
            default -> "{}";
        };
    }
}
