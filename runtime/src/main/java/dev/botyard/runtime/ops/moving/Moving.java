package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.config.AccountFile;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.SettingsAddition;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.ops.moving.MoveReport.MovedAccount;
import dev.botyard.runtime.ops.moving.MoveReport.MovedMasters;
import dev.botyard.runtime.script.plugin.Plugin;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Moves what the folder of another host holds into a home, or says what that would do.
public final class Moving {
    /// Every host has it without a file.
    private static final String WEB = "web";

    private final OldFolder folder;
    private final HomeFolder home;
    private final Reading<HostSettings> settings;
    private final AccountFolder accountFolder;
    private final BucketMoves buckets;
    private final OldMasters masters;
    private final List<OldAccounts.Draft> drafts = new ArrayList<>();
    private final List<OldFolder.Found> data = new ArrayList<>();
    private final List<String> left;
    private final PluginMoves plugins;
    private final Map<String, AccountFile> accounts;

    /// @param adapters as the API shows them; asked when the folder has accounts
    public Moving(OldFolder folder, HomeFolder home, HomeBuckets homeBuckets, Adapters adapters)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.home = home;
        YamlReader reader = new YamlReader(home, Secrets.process());
        settings = HostSettings.read(home.settingsFile(), reader);
        accountFolder = new AccountFolder(home.accounts(), reader);
        accounts = accountFolder.read(settings.value()::canonical, Map.of()).accounts().stream()
                .collect(Collectors.toMap(AccountFile::id, account -> account));
        buckets = new BucketMoves(homeBuckets);
        masters = new OldMasters(settings.value()::canonical);
        left = new ArrayList<>(folder.left());
        readData(adapters);
        Set<String> ims = new HashSet<>(Set.of(WEB));
        accounts.values().stream().filter(AccountFile::enabled).map(account -> settings.value().canonical(account.im()))
                .forEach(ims::add);
        plugins = new PluginMoves(home, folder, buckets, settings.value()::canonical, ims);
    }

    /// Where drafts of accounts learn what adapters want.
    @FunctionalInterface
    public interface Adapters {
        List<JsonNode> find() throws IOException, InterruptedException;
    }

    private void readData(Adapters adapters) throws IOException, InterruptedException {
        for (Path file : folder.exports()) {
            try {
                for (Buckets.Value value : BucketExport.read(file)) {
                    buckets.add(value, folder.shown(file));
                    masters.add(value);
                }
            } catch (IOException wrong) {
                refused(file, wrong);
            }
        }
        for (Path file : folder.settings()) {
            tried(file, () -> {
                OldSettings read = OldSettings.read(file);
                read.values().forEach(value -> buckets.add(value, folder.shown(file)));
                masters.add(read.masters());
                read.notes().forEach(note -> left.add(folder.shown(file) + ": " + note));
            });
        }
        for (Path file : folder.masters()) {
            tried(file, () -> masters.read(file));
        }
        if (!folder.accounts().isEmpty()) {
            OldAccounts reader = new OldAccounts(settings.value()::canonical, adapters.find());
            for (Path file : folder.accounts()) {
                tried(file, () -> drafts.addAll(reader.read(file)));
            }
        }
    }

    /// What lies beside scripts and is no export is theirs.
    private void refused(Path file, IOException wrong) {
        if (folder.scripts().stream().anyMatch(script -> file.getParent().equals(script.file().getParent()))) {
            data.add(new OldFolder.Found(file, file.getFileName()));
        } else {
            left.add(folder.shown(file) + ": " + wrong.getMessage());
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private void tried(Path file, Step step) {
        try {
            step.take();
        } catch (IOException wrong) {
            left.add(folder.shown(file) + ": " + wrong.getMessage());
        }
    }

    /// @param checked    the scripts, as the check of plugins has them, by path
    /// @param missing    the packages that they import and nobody has
    /// @param unreadable why others could not be read
    /// @param apply      whether to do it
    /// @param running    whether a host runs on the home
    public MoveReport move(Map<Path, Plugin> checked, Map<Path, List<String>> missing, Map<Path, String> unreadable,
            boolean apply,
            boolean running) throws IOException {
        for (OldFolder.Found script : folder.scripts()) {
            Plugin plugin = checked.get(script.file());
            if (plugin == null) {
                plugins.unreadable(script, unreadable.getOrDefault(script.file(), "it is gone"));
            } else {
                plugins.add(script, plugin, missing.getOrDefault(script.file(), List.of()));
            }
        }
        data.addAll(folder.beside());
        for (OldFolder.Found found : data) {
            plugins.beside(found);
        }
        left.addAll(buckets.contradictions());
        if (apply) {
            // Values first: a script that comes to a running host finds its settings.
            buckets.apply();
        }
        List<MovedMasters> moved = masters(apply);
        List<MovedAccount> made = accounts(apply);
        if (apply) {
            plugins.apply();
        }
        return new MoveReport(folder.root(), home.root(), running, apply, plugins.scripts(), plugins.files(), buckets.report(),
                moved, made, left);
    }

    private List<MovedMasters> masters(boolean apply) throws IOException {
        Map<String, List<String>> known = settings.value().masters();
        Map<String, List<String>> fresh = new LinkedHashMap<>();
        masters.all().forEach((im, ids) -> fresh.put(im, List.copyOf(ids)));
        boolean all = fresh.entrySet().stream()
                .allMatch(im -> known.getOrDefault(im.getKey(), List.of()).containsAll(im.getValue()));
        boolean free = known.isEmpty() && settings.ok();
        String lines = "masters:\n" + fresh.entrySet().stream().map(im -> "  " + Json.MAPPER.writeValueAsString(im.getKey())
                + ": " + Json.MAPPER.writeValueAsString(im.getValue()) + "\n").collect(Collectors.joining());
        if (apply && free && !all) {
            free = SettingsAddition.append(home, "masters", lines);
        }
        boolean added = free;
        if (!all && !added) {
            left.add("botyard.yaml is not changed where it names masters itself, or has mistakes; see that it says\n" + lines
                    .stripTrailing());
        }
        return fresh.entrySet().stream().map(im -> new MovedMasters(im.getKey(), im.getValue(),
                known.getOrDefault(im.getKey(), List.of()).containsAll(im.getValue())
                        ? Moved.SAME
                        : added ? Moved.ADDED : Moved.KEPT))
                .toList();
    }

    private List<MovedAccount> accounts(boolean apply) throws IOException {
        List<MovedAccount> report = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (OldAccounts.Draft draft : drafts) {
            boolean taken = accounts.containsKey(draft.id()) || !ids.add(draft.id())
                    || !draft.text().isEmpty() && Files.exists(home.accounts().resolve(draft.id() + ".yaml"));
            Moved moved = taken ? Moved.KEPT : draft.text().isEmpty() ? Moved.LEFT : Moved.ADDED;
            if (apply && moved == Moved.ADDED) {
                try {
                    PrivateFiles.createFolders(home.accounts());
                    accountFolder.create(draft.id(), draft.text());
                } catch (FileAlreadyExistsException appeared) {
                    moved = Moved.KEPT;
                }
            }
            report.add(new MovedAccount(draft.id(), draft.im(), moved,
                    moved == Moved.KEPT ? "there is an account of that id, which stays" : draft.note()));
        }
        return report;
    }
}
