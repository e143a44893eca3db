package dev.botyard.runtime;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.config.AccountFile;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.AccountTerms;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.EditorSchemas;
import dev.botyard.runtime.config.ExposedFiles;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.ImTypes;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.YamlNode;
import dev.botyard.runtime.im.gate.AccountPlans;
import dev.botyard.runtime.im.adapter.AdapterRecord;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Makes the running accounts follow the files and the adapters. Thread-safe.
///
/// The account `web` exists without a file while no file speaks of the IM `web`, so that a new host has somebody to talk to.
final class HostAccounts {
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

    /// Writes the file of a new account and starts it, unless something is wrong.
    ///
    /// @return what is wrong, nothing when the account is there
    /// @throws FileAlreadyExistsException when the account has a file
    synchronized List<String> create(String id, String text) throws IOException, InterruptedException {
        AccountFolder folder = new AccountFolder(home.accounts(), configuration.reader());
        Reading<AccountFile> draft = folder.draft(id, text);
        List<ConfigProblem> wrong = draft.ok() ? wrong(draft.value()) : draft.problems();
        if (!wrong.isEmpty()) {
            return wrong.stream().map(HostAccounts::sentence).toList();
        }
        EditorSchemas schemas = new EditorSchemas(home, null);
        folder.create(id, schemas.accountLine() + "\n" + text);
        explain(schemas);
        log.info("account {}: its file was written", id);
        apply();
        return List.of();
    }

    private List<ConfigProblem> wrong(AccountFile draft) {
        Set<String> borne = AccountPlans.borne(List.of(draft), loader.catalog());
        return AccountPlans.of(List.of(draft), AccountFolder.Contents.NOTHING, loader.catalog(),
                im -> borne.contains(ImTypes.plain(im)) ? ImTypes.plain(im) : configuration.settings().canonical(im), List.of())
                .problems();
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

    /// Without file and line, which the writer of a draft does not see.
    private static String sentence(ConfigProblem problem) {
        return (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.message();
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
