package dev.botyard.runtime.infra.proxy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Through which proxy a connection goes, if through one. Immutable.
///
/// What the settings say wins over the environment: a proxy over all variables that name one, a list of exceptions over `NO_PROXY`.
public final class ProxyRules {
    /// The word for no proxy at all.
    public static final String NONE = "none";
    /// What programs read, in either case.
    private static final List<String> VARIABLES = List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");
    /// Everything goes straight.
    public static final ProxyRules DIRECT = new ProxyRules(null, null, NoProxy.of(List.of()), "", List.of());

    private final @Nullable Proxy plain;
    private final @Nullable Proxy secure;
    private final NoProxy except;
    private final String origin;
    private final List<String> problems;

    private ProxyRules(@Nullable Proxy plain, @Nullable Proxy secure, NoProxy except, String origin, List<String> problems) {
        this.plain = plain;
        this.secure = secure;
        this.except = except;
        this.origin = origin;
        this.problems = List.copyOf(problems);
    }

    /// @param setting     the address of a proxy, [#NONE], or `""` to leave it to the environment
    /// @param exceptions  where connections go straight; empty to leave it to the environment
    /// @param environment the process's
    /// @throws IllegalArgumentException when `setting` or `exceptions` are wrong; what is wrong in the environment is in [#problems]
    public static ProxyRules of(String setting, List<String> exceptions, Map<String, String> environment) {
        Variables variables = new Variables(environment);
        NoProxy except = exceptions.isEmpty() ? variables.exceptions() : NoProxy.of(exceptions);
        if (!setting.isEmpty()) {
            Proxy proxy = setting.equals(NONE) ? null : Proxy.of(setting);
            return new ProxyRules(proxy, proxy, except, proxy == null ? "" : "http.proxy", List.of());
        }
        Proxy any = variables.proxy("ALL_PROXY");
        Proxy plain = variables.proxy("HTTP_PROXY");
        Proxy secure = variables.proxy("HTTPS_PROXY");
        return new ProxyRules(plain == null ? any : plain, secure == null ? any : secure, except,
                variables.used.isEmpty() ? "" : String.join(", ", variables.used), variables.problems);
    }

    private static final class Variables {
        private final Map<String, String> environment;
        private final List<String> used = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        private Variables(Map<String, String> environment) {
            this.environment = environment;
        }

        private String text(String name) {
            String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip();
            return lower.isEmpty() ? environment.getOrDefault(name, "").strip() : lower;
        }

        private @Nullable Proxy proxy(String name) {
            if (text(name).isEmpty()) {
                return null;
            }
            try {
                Proxy proxy = Proxy.of(text(name));
                used.add(name);
                return proxy;
            } catch (IllegalArgumentException e) {
                problems.add("the environment variable " + name + " does not count: " + e.getMessage());
                return null;
            }
        }

        private NoProxy exceptions() {
            List<String> good = new ArrayList<>();
            for (String entry : text("NO_PROXY").split("[\\s,;]+")) {
                try {
                    NoProxy.of(List.of(entry));
                    good.add(entry);
                } catch (IllegalArgumentException e) {
                    problems.add("an entry of the environment variable NO_PROXY does not count: " + e.getMessage());
                }
            }
            return NoProxy.of(good);
        }
    }

    /// The same where an account has a proxy of its own.
    ///
    /// @param setting as for [#of]; `""` leaves everything as it is
    public ProxyRules over(String setting) {
        if (setting.isEmpty()) {
            return this;
        }
        Proxy own = setting.equals(NONE) ? null : Proxy.of(setting);
        return new ProxyRules(own, own, except, "proxy", List.of());
    }

    /// @param secure whether TLS is spoken
    /// @param host   in lower case
    public Optional<Proxy> to(boolean secure, String host, int port) {
        Proxy proxy = secure ? this.secure : plain;
        return proxy == null || except.covers(host, port) ? Optional.empty() : Optional.of(proxy);
    }

    /// All proxies of the rules.
    public Set<Proxy> proxies() {
        Set<Proxy> all = new HashSet<>();
        Optional.ofNullable(plain).ifPresent(all::add);
        Optional.ofNullable(secure).ifPresent(all::add);
        return all;
    }

    /// Where the proxies were named: `http.proxy`, or environment variables; `""` when there is none.
    public String origin() {
        return origin;
    }

    /// Where connections go straight all the same, besides loopback.
    public List<String> exceptions() {
        return except.written();
    }

    /// Whether even this machine is reached through them.
    public boolean reachLoopback() {
        return !except.coversLoopback();
    }

    /// What is wrong in the environment, a sentence each.
    public List<String> problems() {
        return problems;
    }

    /// The same for programs that are started: the variables that they read, in both cases; none without a proxy.
    public Map<String, String> variables() {
        if (proxies().isEmpty()) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        put(variables, "HTTP_PROXY", plain == null ? "" : plain.address());
        put(variables, "HTTPS_PROXY", secure == null ? "" : secure.address());
        List<String> straight = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
        except.written().stream().filter(entry -> !entry.startsWith("<")).forEach(straight::add);
        put(variables, "NO_PROXY", String.join(",", straight));
        return Map.copyOf(variables);
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (!value.isEmpty()) {
            variables.put(name, value);
            variables.put(name.toLowerCase(Locale.ROOT), value);
        }
    }

    /// Whether a variable of this name tells programs about proxies.
    public static boolean isVariable(String name) {
        return VARIABLES.contains(name.toUpperCase(Locale.ROOT));
    }
}
