package dev.botyard.runtime.im.gate;

import dev.botyard.runtime.config.AccountFile;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which adapter connects an account: the one that its file names, else the only one that serves its IM type. Immutable.
///
/// @param adapter empty where none can, or several could
/// @param trouble why, without a full stop; `""` where there is one
public record AdapterChoice<A>(Optional<A> adapter, String trouble) {

    /// What decides about an adapter.
    ///
    /// @param imTypes those that it serves without being named
    /// @param any     whether accounts of every IM type may name it
    public record Facts(String id, Set<String> imTypes, boolean any) {
        private boolean mayServe(String im) {
            return any || imTypes.contains(im);
        }
    }

    /// @param im the IM type of the account, with no alias
    public static <A> AdapterChoice<A> of(AccountFile file, String im, Collection<A> adapters, Function<A, Facts> facts) {
        String name = file.adapter();
        if (name.isEmpty()) {
            return only(im, adapters, facts);
        }
        Optional<A> named = adapters.stream().filter(adapter -> facts.apply(adapter).id().equals(name)).findFirst();
        if (named.isEmpty()) {
            return none("there is no adapter '" + name + "'; see " + Launcher.hint("adapters"));
        }
        return facts.apply(named.get()).mayServe(im)
                ? new AdapterChoice<>(named, "")
                : none("adapter '" + name + "' does not serve '" + im + "'");
    }

    private static <A> AdapterChoice<A> only(String im, Collection<A> adapters, Function<A, Facts> facts) {
        List<A> serving = adapters.stream().filter(adapter -> facts.apply(adapter).imTypes().contains(im)).toList();
        if (serving.size() == 1) {
            return new AdapterChoice<>(Optional.of(serving.getFirst()), "");
        }
        return none(serving.isEmpty()
                ? "no adapter for '" + im + "' is loaded; put its jar into the home's adapters folder"
                : "several adapters serve '" + im + "' ("
                        + serving.stream().map(adapter -> facts.apply(adapter).id()).collect(Collectors.joining(", "))
                        + "); name one with 'adapter:'");
    }

    private static <A> AdapterChoice<A> none(String trouble) {
        return new AdapterChoice<>(Optional.empty(), trouble);
    }
}
