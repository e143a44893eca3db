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
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                draft -> Setting.of(schema(draft, adapters).orElse(ConfigSchema.EMPTY)));
        List<ConfigProblem> problems = new ArrayList<>(changed.problems());
        if (changed.ok()) {
            AccountFile draft = folder.draft(id, changed.value()).value();
            schema(draft, adapters).ifPresentOrElse(
                    schema -> problems.addAll(SettingsCheck.of(schema, draft.config()).problems()),
                    () -> problems.add(draft.choice().problem("no adapter here is the one for '" + draft.im() + "'.")));
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

    /// What its adapter declares, where exactly one connects it.
    private Optional<ConfigSchema> schema(AccountFile draft, List<JsonNode> adapters) {
        String im = Settings.read(home).value().canonical(draft.im());
        List<JsonNode> found = adapters.stream()
                .filter(adapter -> draft.adapter().isEmpty()
                        ? adapter.path("im_types").valueStream().anyMatch(type -> type.stringValue("").equals(im))
                        : adapter.path("id").stringValue("").equals(draft.adapter()))
                .toList();
        return found.size() == 1
                ? Optional.of(ConfigSchema.of(found.getFirst().path("settings").valueStream()
                        .map(setting -> SettingView.of(setting).field()).toArray(ConfigField[]::new)))
                : Optional.empty();
    }
}
