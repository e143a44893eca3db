package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.StoreServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where what survives is kept.
///
/// @param url `""` for the file in the home
public record StoreSettings(String url, String user, String password) {
    /// What wins over the file: an address, or this word for the file in the home.
    private static final String VARIABLE = "BOTYARD_STORE";
    private static final String FILE = "sqlite";
    /// The one section that may be written as one value.
    static final String SECTION = "store";

    /// `store: ADDRESS` is a short word for `store: { url: ADDRESS }`.
    static YamlNode.YamlObject inFull(YamlNode.YamlObject settings) {
        if (!(settings.fields().get(SECTION) instanceof YamlNode.YamlScalar address) || address.absent()) {
            return settings;
        }
        Map<String, YamlNode> fields = new LinkedHashMap<>(settings.fields());
        fields.put(SECTION, new YamlNode.YamlObject(address.place(), Map.of("url", address)));
        return new YamlNode.YamlObject(settings.place(), fields);
    }

    static StoreSettings of(CheckedSettings checked) {
        StoreSettings settings = new StoreSettings(checked.text("store.url"), checked.text("store.user"),
                checked.text("store.password"));
        try {
            settings.server();
        } catch (IllegalArgumentException wrong) {
            checked.problem("store.url", wrong.getMessage() + ".");
        }
        return settings;
    }

    /// With what the environment says.
    ///
    /// @param environment `BOTYARD_STORE`, with `BOTYARD_STORE_USER` and `BOTYARD_STORE_PASSWORD`
    public StoreSettings in(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "").strip();
        Secrets.process().add(environment.getOrDefault(VARIABLE + "_PASSWORD", ""));
        if (!named.isEmpty()) {
            Secrets.process().add(StoreServer.passwordIn(named));
        }
        return new StoreSettings(named.isEmpty() ? url : named.equals(FILE) ? "" : named,
                environment.getOrDefault(VARIABLE + "_USER", user), environment.getOrDefault(VARIABLE + "_PASSWORD", password));
    }

    /// Empty for the file in the home.
    ///
    /// @throws IllegalArgumentException when the address is none
    public Optional<StoreServer> server() {
        return url.isEmpty() ? Optional.empty() : Optional.of(StoreServer.of(url, user, password));
    }

    @Override
    public String toString() {
        return "StoreSettings[" + server().map(StoreServer::shown).orElse(FILE) + "]";
    }
}
