package dev.botyard.runtime.im.gate;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.config.SettingsCheck;
import dev.botyard.runtime.im.adapter.AdapterCatalog;
import dev.botyard.runtime.im.adapter.LoadedAdapter;
import dev.botyard.runtime.config.AccountFile;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.ImTypes;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Makes runnable specs of account files: finds the adapter, checks its settings. Pure.
///
/// A file with problems keeps what ran before under its id; a new one becomes a failed account that says what is wrong.
public final class AccountPlans {
    private final AdapterCatalog adapters;
    private final UnaryOperator<String> canonical;
    private final Map<String, AccountSpec> before = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private AccountPlans(AdapterCatalog adapters, UnaryOperator<String> canonical, Collection<AccountSpec> running) {
        this.adapters = adapters;
        this.canonical = canonical;
        running.forEach(spec -> before.put(spec.id().value(), spec));
    }

    /// Specs and everything that is wrong.
    public record Plan(List<AccountSpec> specs, List<ConfigProblem> problems) {}

    /// @param files    the valid ones, and accounts that exist without a file
    /// @param contents of the folder, for what its broken files can still tell
    /// @param running  specs that run now
    public static Plan of(List<AccountFile> files, AccountFolder.Contents contents, AdapterCatalog adapters,
            UnaryOperator<String> canonical, Collection<AccountSpec> running) {
        AccountPlans plans = new AccountPlans(adapters, canonical, running);
        List<AccountSpec> specs = new ArrayList<>();
        files.forEach(file -> specs.add(plans.spec(file)));
        contents.doubtful().forEach(file -> plans.check(file, contents.problems()));
        for (String id : contents.broken()) {
            Optional.ofNullable(plans.before.get(id)).ifPresent(specs::add);
        }
        return new Plan(specs, List.copyOf(plans.problems));
    }

    /// The preset aliases that accounts bear as their IM type, since their adapters serve one of that very name.
    public static Set<String> borne(List<AccountFile> files, AdapterCatalog adapters) {
        return files.stream().filter(file -> {
            String im = ImTypes.plain(file.im());
            return ImTypes.PRESET.containsKey(im) && (file.adapter().isEmpty()
                    ? !adapters.forImType(im).isEmpty()
                    : adapters.find(file.adapter()).filter(adapter -> adapter.mayServe(im)).isPresent());
        }).map(file -> ImTypes.plain(file.im())).collect(Collectors.toUnmodifiableSet());
    }

    /// The adapter that connects an account, if there is exactly one.
    public static Optional<LoadedAdapter> adapterOf(AccountFile file, AdapterCatalog adapters, UnaryOperator<String> canonical) {
        return choice(file, adapters, canonical.apply(file.im())).adapter();
    }

    private AccountSpec spec(AccountFile file) {
        String im = canonical.apply(file.im());
        AdapterChoice<LoadedAdapter> choice = choice(file, adapters, im);
        Optional<LoadedAdapter> adapter = choice.adapter();
        if (adapter.isEmpty()) {
            problems.add(file.choice().problem(choice.trouble() + "."));
            return kept(file).orElseGet(() -> failed(file, im, choice.trouble()));
        }
        Reading<AdapterConfig> config = SettingsCheck.of(adapter.get().descriptor().schema(), file.config());
        if (!config.ok()) {
            problems.addAll(config.problems());
            return kept(file).orElseGet(() -> failed(file, im,
                    config.problems().stream().map(ConfigProblem::toString).collect(Collectors.joining("; "))));
        }
        String fingerprint = adapter.get().generation() + "|" + file.terms().proxy() + "|" + flat(file.config());
        return new AccountSpec(new AccountId(file.id()), im, adapter.get().id(), file.alias(), file.enabled(), file.preferred(),
                file.order(),
                adapter.get().descriptor().capabilities(), adapter.get().descriptor().hints(), file.terms(), config.value(),
                fingerprint, "");
    }

    /// What ran before under the file's id, if its adapter is still there to run it.
    private Optional<AccountSpec> kept(AccountFile file) {
        return Optional.ofNullable(before.get(file.id()))
                .filter(known -> known.problem().isEmpty() && adapters.find(known.adapter()).isPresent());
    }

    /// The mistakes of a broken file that only its adapter can see. What is known to be wrong is not told twice.
    private void check(AccountFile file, List<ConfigProblem> known) {
        Set<String> told = known.stream().filter(problem -> problem.file().equals(file.choice().file())).map(ConfigProblem::key)
                .collect(Collectors.toSet());
        AdapterChoice<LoadedAdapter> choice = choice(file, adapters, canonical.apply(file.im()));
        List<ConfigProblem> found = choice.adapter().isEmpty()
                ? file.im().isEmpty() ? List.of() : List.of(file.choice().problem(choice.trouble() + "."))
                : SettingsCheck.of(choice.adapter().get().descriptor().schema(), file.config()).problems();
        found.stream().filter(problem -> !told.contains(problem.key())).forEach(problems::add);
    }

    private static AdapterChoice<LoadedAdapter> choice(AccountFile file, AdapterCatalog adapters, String im) {
        return AdapterChoice.of(file, im, adapters.all(), adapter -> new AdapterChoice.Facts(adapter.id(),
                adapter.descriptor().imTypes(), adapter.descriptor().anyImType()));
    }

    private AccountSpec failed(AccountFile file, String im, String problem) {
        return new AccountSpec(new AccountId(file.id()), im, file.adapter(), file.alias(), file.enabled(), file.preferred(),
                file.order(), Set.of(),
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "", problem);
    }

    /// All values, to notice a change. Stays in memory; holds secrets.
    private static String flat(YamlNode node) {
        return switch (node) {
            case YamlNode.YamlScalar scalar -> scalar.text();
            case YamlNode.YamlList list ->
                list.items().stream().map(AccountPlans::flat).collect(Collectors.joining("\u0001", "[", "]"));
            case YamlNode.YamlObject object ->
                object.fields().entrySet().stream().map(entry -> entry.getKey() + "=" + flat(entry.getValue()))
                        .sorted().collect(Collectors.joining("\u0001", "{", "}"));
        };
    }
}
