package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.proxy.ProxyRules;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The environment of the processes that the host starts: its own, without what may be secret. Thread-safe.
///
/// Kept back are the variables that `${env:…}` named in settings and account files, those whose names speak of secrets, and the host's
/// own. `plugins.environment` lets names through, except the host's own. What tells programs about proxies is replaced by what is given here.
public final class ChildEnvironment implements Supplier<Map<String, String>> {
    private static final Pattern SECRET_NAME = Pattern.compile("TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL"
            + "|(API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|MASTER|AUTH)_?KEY|_KEY$|PASS$|(^|_)AUTH$|_PWD$");
    /// No program starts well without these, and none of them is a secret, even where a settings file refers to one.
    private static final Set<String> NEEDED = Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ",
            "TMPDIR",
            "TMP", "TEMP", "PWD", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
            // Of Windows, where names have no case.
            "SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "USERPROFILE", "USERNAME", "HOMEDRIVE", "HOMEPATH",
            "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES");
    private static final String OWN = "BOTYARD_";

    private final Map<String, String> environment;
    private final Set<String> referenced;
    private final Supplier<List<String>> allowed;
    private final Supplier<Map<String, String>> proxies;
    private volatile Made made = new Made(-1, List.of(), Map.of(), Map.of());

    /// @param environment the host's
    /// @param referenced  names that `${env:…}` named; may grow
    /// @param allowed     names that are let through
    /// @param proxies     the variables that tell about proxies, none to keep them back
    public ChildEnvironment(Map<String, String> environment, Set<String> referenced, Supplier<List<String>> allowed,
            Supplier<Map<String, String>> proxies) {
        this.proxies = proxies;
        this.environment = Map.copyOf(environment);
        this.referenced = referenced;
        this.allowed = allowed;
    }

    /// @param names how many names had been referenced by then; they only grow, so that another number means other names
    private record Made(int names, List<String> allowed, Map<String, String> proxies, Map<String, String> variables) {}

    /// What a process started now gets. The same object until something changes, so that the holder of an older one can tell.
    @Override
    public Map<String, String> get() {
        Made known = made;
        List<String> names = allowed.get();
        Map<String, String> proxied = proxies.get();
        boolean same = known.names == referenced.size() && known.allowed.equals(names) && known.proxies.equals(proxied);
        return same ? known.variables : makeAgain(names, proxied);
    }

    private synchronized Map<String, String> makeAgain(List<String> names, Map<String, String> proxied) {
        int count = referenced.size();
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> isOwn(name) || !names.contains(name) && keptBack(name));
        variables.keySet().removeIf(name -> ProxyRules.isVariable(name) && !names.contains(name));
        proxied.forEach(variables::putIfAbsent);
        Map<String, String> next = variables.equals(made.variables) ? made.variables : Map.copyOf(variables);
        made = new Made(count, List.copyOf(names), proxied, next);
        return next;
    }

    private boolean keptBack(String name) {
        return !isNeeded(name) && (referenced.contains(name) || looksSecret(name));
    }

    /// The least that a program needs, for those that have no business with anything else.
    public static Map<String, String> least(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> !isNeeded(name));
        return variables;
    }

    /// Makes these the only variables of a process that is about to be started.
    public static void give(ProcessBuilder process, Map<String, String> variables) {
        process.environment().clear();
        process.environment().putAll(variables);
    }

    /// Whether a variable belongs to the host alone and cannot be let through.
    static boolean isOwn(String name) {
        return name.startsWith(OWN);
    }

    private static boolean isNeeded(String name) {
        return NEEDED.contains(name.toUpperCase(Locale.ROOT)) || name.startsWith("LC_");
    }

    static boolean looksSecret(String name) {
        return SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).find();
    }
}
