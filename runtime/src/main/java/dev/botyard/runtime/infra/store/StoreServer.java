package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.secret.Secrets;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A database on PostgreSQL, or on several servers of which one is the primary.
///
/// @param url      as its driver wants it, without a password
/// @param user     `""` where the address names one, or the driver is to choose
/// @param password `""` for none
/// @param shown    servers and database, for people
public record StoreServer(String url, String user, String password, String shown) {
    private static final Pattern URL = Pattern
            .compile(
                    "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^/?]+)/(?<database>[^/?]+)(?:\\?(?<options>.*))?");
    private static final List<String> SECRETS = List.of("password", "sslpassword");

    /// An address as operators write it: `jdbc:postgresql://h1,h2/botyard?sslmode=verify-full`, or the same without `jdbc:`.
    ///
    /// A password in it is taken only where the process knows it as a secret: from `${env:…}`, `${file:…}` or a variable.
    ///
    /// @throws IllegalArgumentException saying what is expected
    public static StoreServer of(String address, String user, String password) {
        Matcher parts = URL.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "the address of the store is written jdbc:postgresql://SERVER[:PORT][,SERVER…]/DATABASE[?OPTION=VALUE&…]");
        }
        String named = decoded(parts.group("user"));
        String written = decoded(parts.group("password"));
        String options = parts.group("options") == null ? "" : parts.group("options");
        if (!(written.isEmpty() || Secrets.process().mask(written).equals(Secrets.MASK))
                || Arrays.stream(options.split("&")).anyMatch(StoreServer::isSecret)) {
            throw new IllegalArgumentException(
                    "the address of the store holds a password, which would be shown with it; write it as ${env:NAME}, there or in store.password");
        }
        String hosts = parts.group("hosts");
        String database = parts.group("database");
        return new StoreServer("jdbc:postgresql://" + hosts + "/" + database + (options.isEmpty() ? "" : "?" + options),
                user.isEmpty() ? named : user, password.isEmpty() ? written : password, database + " on " + hosts);
    }

    /// What stands between `:` and `@` in an address, `""` for nothing.
    public static String passwordIn(String address) {
        Matcher parts = URL.matcher(address);
        return parts.matches() ? decoded(parts.group("password")) : "";
    }

    /// A part of an address, in which `%40` is `@` and a plus is a plus.
    private static String decoded(String part) {
        try {
            return part == null ? "" : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return part;
        }
    }

    private static boolean isSecret(String option) {
        return SECRETS.contains(option.replaceFirst("=.*", ""));
    }

    /// Whether what is said to it can be read on the way: it is on another machine, and nothing asks for TLS.
    public boolean readableOnTheWay() {
        return !url.contains("sslmode=") && !url.contains("ssl=true")
                && Arrays.stream(hosts().split(",")).anyMatch(host -> !onThisMachine(host));
    }

    private String hosts() {
        return shown.substring(shown.lastIndexOf(' ') + 1);
    }

    private static boolean onThisMachine(String host) {
        String name = host.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
        try {
            return name.equals("localhost") || InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Without the password.
    @Override
    public String toString() {
        return "StoreServer[" + shown + "]";
    }
}
