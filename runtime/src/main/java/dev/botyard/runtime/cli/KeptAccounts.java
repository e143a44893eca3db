package dev.botyard.runtime.cli;

import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.config.AccountFile;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.AccountForm;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.Nearest;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.Setting;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.config.SettingsCheck;
import dev.botyard.runtime.im.gate.AdapterChoice;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The account files of a home on which no host runs, changed with the checks that a host makes.
final class KeptAccounts {
    private final HostClient client;
    private final HomeFolder home;
    private final AccountFolder folder;

    /// @param missing thrown again where a host was named that does not answer
    KeptAccounts(HostClient client, HostMissing missing) {
        this.client = client;
        this.home = client.homeInstead(missing);
        this.folder = new AccountFolder(home.accounts(), Settings.reader(home));
    }

    void change(String id, AccountForm form) throws IOException, InterruptedException {
        List<JsonNode> adapters = KnownAdapters.find(client);
        String before = text(id);
        Reading<String> changed = folder.changed(id, before, form,
                draft -> Setting.of(choice(draft, adapters).adapter().map(KeptAccounts::schema).orElse(ConfigSchema.EMPTY)));
        List<ConfigProblem> problems = new ArrayList<>(changed.problems());
        if (changed.ok()) {
            AccountFile draft = folder.draft(id, changed.value()).value();
            AdapterChoice<JsonNode> choice = choice(draft, adapters);
            choice.adapter().ifPresentOrElse(
                    adapter -> problems.addAll(SettingsCheck.of(schema(adapter), draft.config()).problems()),
                    () -> problems.add(draft.choice().problem(choice.trouble() + ".")));
        }
        if (!problems.isEmpty()) {
            throw new CliProblem(problems.stream().map(ConfigProblem::forValues).collect(Collectors.joining("\n")));
        }
        write(id, before, changed.value());
    }

    private void write(String id, String before, String text) {
        try {
            if (!before.equals(text)) {
                folder.replace(id, text);
            }
        } catch (IOException e) {
            throw new CliProblem("accounts/" + id + " cannot be written: " + FullDisk.meaning(e));
        }
    }

    Path remove(String id) throws IOException {
        text(id);
        try {
            return folder.remove(id);
        } catch (IOException e) {
            throw new CliProblem("accounts/" + id + " cannot be removed: " + FullDisk.meaning(e));
        }
    }

    private String text(String id) throws IOException {
        try {
            return folder.text(id);
        } catch (NoSuchFileException _) {
            throw new CliProblem("There is no account '" + id + "' in " + home.accounts() + "."
                    + Nearest.choices(id, new TreeSet<>(folder.ids())));
        } catch (IllegalArgumentException e) {
            throw new CliProblem(e.getMessage() + ".");
        }
    }

    private AdapterChoice<JsonNode> choice(AccountFile draft, List<JsonNode> adapters) {
        return AdapterChoice.of(draft, Settings.read(home).value().canonical(draft.im()), adapters,
                adapter -> new AdapterChoice.Facts(adapter.path("id").stringValue(""), adapter.path("im_types").valueStream()
                        .map(type -> type.stringValue("")).collect(Collectors.toSet()),
                        adapter.path("any_im_type").booleanValue(false)));
    }

    private static ConfigSchema schema(JsonNode adapter) {
        return ConfigSchema.of(adapter.path("settings").valueStream().map(setting -> SettingView.of(setting).field())
                .toArray(ConfigField[]::new));
    }
}
