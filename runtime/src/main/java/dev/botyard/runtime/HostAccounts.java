package dev.botyard.runtime;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.config.AccountFile;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.AccountForm;
import dev.botyard.runtime.config.AccountSettings;
import dev.botyard.runtime.config.AccountTerms;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.EditorSchemas;
import dev.botyard.runtime.config.ExposedFiles;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.ImTypes;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.Setting;
import dev.botyard.runtime.config.SettingsCheck;
import dev.botyard.runtime.config.YamlNode;
import dev.botyard.runtime.im.gate.AccountPlans;
import dev.botyard.runtime.im.adapter.AdapterRecord;
import dev.botyard.runtime.im.adapter.LoadedAdapter;
import dev.botyard.runtime.ops.admin.AccountFiles;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Makes the running accounts follow the files and the adapters. Thread-safe.
///
/// The account `web` exists without a file while no file speaks of the IM `web`, so that a new host has somebody to talk to.
final class HostAccounts implements AccountFiles {
    private static final Logger log = LoggerFactory.getLogger(HostAccounts.class);
    private static final String WEB = "web";

    private final HomeFolder home;
    private final HostConfiguration configuration;
    private final AdapterLoader loader;
    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;
    private final ExposedFiles exposed;
    private volatile List<ConfigProblem> problems = List.of();

    HostAccounts(HomeFolder home, HostConfiguration configuration, AdapterLoader loader, AccountRegistry registry,
            AccountSupervisor supervisor) {
        this.home = home;
        this.configuration = configuration;
        this.loader = loader;
        this.registry = registry;
        this.supervisor = supervisor;
        this.exposed = new ExposedFiles(home, configuration.reader().sources());
    }

    /// What is wrong with the account files now.
    List<ConfigProblem> problems() {
        return problems;
    }

    /// Reads all account files and applies them.
    synchronized void apply() throws InterruptedException {
        Map<String, String> defaults = new HashMap<>();
        registry.snapshot().imTypes().forEach(im -> registry.snapshot().preferred(im)
                .ifPresent(account -> defaults.put(im, account.id().value())));
        AccountFolder folder = new AccountFolder(home.accounts(), configuration.reader());
        AccountFolder.Contents contents = folder.read(configuration.settings()::canonical, defaults);
        Set<String> borne = AccountPlans.borne(contents.accounts(), loader.catalog());
        if (configuration.borne(borne)) {
            contents = folder.read(configuration.settings()::canonical, defaults);
        }
        List<AccountSpec> running = registry.snapshot().all().stream().map(Account::spec).toList();
        List<AccountFile> files = new ArrayList<>(contents.accounts());
        addWeb(files, contents);
        AccountPlans.Plan plan = AccountPlans.of(files, contents, loader.catalog(), configuration.settings()::canonical,
                running);
        List<ConfigProblem> found = new ArrayList<>(contents.problems());
        found.addAll(plan.problems());
        found.sort(ConfigProblem.BY_PLACE);
        found.stream().filter(problem -> !problems.contains(problem)).forEach(problem -> log.error("{}", problem));
        problems = List.copyOf(found);
        exposed.warn();
        if (contents.listed()) {
            supervisor.configure(plan.specs());
        }
    }

    @Override
    public synchronized List<String> create(String id, AccountForm form) throws IOException, InterruptedException {
        return create(id, "# Written on request of an operator; change it as you like.\n", form);
    }

    @Override
    public synchronized List<String> change(String id, AccountForm form) throws IOException, InterruptedException {
        if (!folder().ids().contains(id)) {
            return create(id, text(id), form);
        }
        String before = text(id);
        Reading<String> changed = checked(id, before, form);
        if (changed.ok() && !changed.value().equals(before)) {
            folder().replace(id, changed.value());
            log.info("account {}: its file was changed", id);
            apply();
        }
        return sentences(changed);
    }

    @Override
    public synchronized List<String> copy(String id, String to, AccountForm form) throws IOException, InterruptedException {
        Map<String, Object> values = new HashMap<>(form.values());
        values.putIfAbsent("default", null);
        return create(to, text(id), new AccountForm(values, form.config()));
    }

    @Override
    public synchronized Path remove(String id) throws IOException, InterruptedException {
        Path kept = folder().remove(id);
        log.info("account {}: its file was removed and lies in {}", id, kept);
        apply();
        return kept;
    }

    @Override
    public synchronized AccountSettings settings(String id) throws IOException {
        String text = text(id);
        Optional<LoadedAdapter> adapter = adapter(folder().draft(id, text).value());
        return folder().form(id, text, adapter.map(LoadedAdapter::id).orElse(""), settings(adapter));
    }

    @Override
    public Set<String> ids() {
        return folder().ids();
    }

    private AccountFolder folder() {
        return new AccountFolder(home.accounts(), configuration.reader());
    }

    /// Of an account that exists without a file, what would stand in it.
    private String text(String id) throws IOException {
        AccountFolder folder = folder();
        Optional<Account> account = registry.snapshot().find(id);
        return account.isPresent() && !folder.ids().contains(id) ? "im: " + account.get().im() + "\n" : folder.text(id);
    }

    private List<String> create(String id, String text, AccountForm form) throws IOException, InterruptedException {
        Reading<String> draft = checked(id, text, form);
        if (draft.ok()) {
            EditorSchemas schemas = new EditorSchemas(home, null);
            boolean introduced = draft.value().startsWith("# yaml-language-server:");
            folder().create(id, (introduced ? "" : schemas.accountLine() + "\n") + draft.value());
            explain(schemas);
            log.info("account {}: its file was written", id);
            apply();
        }
        return sentences(draft);
    }

    /// The text with other values, and everything that is wrong with it then.
    private Reading<String> checked(String id, String text, AccountForm form) {
        AccountFolder folder = folder();
        Reading<String> changed = folder.changed(id, text, form, draft -> settings(adapter(draft)));
        List<ConfigProblem> wrong = new ArrayList<>(changed.problems());
        Reading<AccountFile> draft = folder.draft(id, changed.value());
        wrong.addAll(AccountPlans.of(draft.ok() ? List.of(draft.value()) : List.of(),
                new AccountFolder.Contents(List.of(), draft.ok() ? List.of() : List.of(draft.value()), Set.of(), true,
                        draft.problems()),
                loader.catalog(), canonical(draft.value()), List.of()).problems());
        otherDefault(folder, draft.value()).ifPresent(wrong::add);
        return new Reading<>(changed.value(), wrong.stream().distinct().toList());
    }

    /// At most one file of an IM may say that it is the default.
    private Optional<ConfigProblem> otherDefault(AccountFolder folder, AccountFile draft) {
        if (!draft.preferred()) {
            return Optional.empty();
        }
        String im = canonical(draft).apply(draft.im());
        return folder.read(configuration.settings()::canonical, Map.of()).accounts().stream()
                .filter(other -> other.preferred() && !other.id().equals(draft.id())
                        && configuration.settings().canonical(other.im()).equals(im))
                .findFirst().map(other -> new ConfigProblem(draft.file(), 0, "default", "the default account of '" + im + "' is '"
                        + other.id() + "' by its file; take 'default: true' out there first, or choose this one for the running"
                        + " host as its default."));
    }

    private UnaryOperator<String> canonical(AccountFile draft) {
        Set<String> borne = AccountPlans.borne(List.of(draft), loader.catalog());
        return im -> borne.contains(ImTypes.plain(im)) ? ImTypes.plain(im) : configuration.settings().canonical(im);
    }

    private Optional<LoadedAdapter> adapter(AccountFile draft) {
        return AccountPlans.adapterOf(draft, loader.catalog(), canonical(draft));
    }

    private static List<Setting> settings(Optional<LoadedAdapter> adapter) {
        return adapter.map(found -> Setting.of(SettingsCheck.withHostFields(found.descriptor().schema()))).orElse(List.of());
    }

    /// What the first line of the new file points to. The account lives without it.
    private void explain(EditorSchemas schemas) {
        try {
            schemas.write(
                    loader.catalog().all().stream().<JsonNode>map(adapter -> Shown.tree(AdapterRecord.of(adapter))).toList(),
                    "");
        } catch (IOException e) {
            log.warn("the schema by which editors know the settings was not written: {}", FullDisk.meaning(e));
        }
    }

    private static List<String> sentences(Reading<String> draft) {
        return draft.problems().stream().map(ConfigProblem::forValues).toList();
    }

    private void addWeb(List<AccountFile> files, AccountFolder.Contents contents) {
        boolean spoken = contents.broken().contains(WEB) || files.stream()
                .anyMatch(file -> file.id().equals(WEB) || configuration.settings().canonical(file.im()).equals(WEB));
        if (!spoken && !loader.catalog().forImType(WEB).isEmpty()) {
            Path shown = Path.of("accounts", "web.yaml");
            files.add(new AccountFile(WEB, shown, WEB, "", new YamlNode.Place(shown, 0, 0, "im"), "", true, true, 100,
                    AccountTerms.NONE,
                    new YamlNode.YamlObject(new YamlNode.Place(shown, 0, 0, "config"), Map.of())));
        }
    }
}
