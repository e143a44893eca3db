package dev.botyard.runtime.im.account;

import dev.botyard.runtime.config.AccountTerms;
import dev.botyard.runtime.config.SettingsCheck;
import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import java.util.Map;
import java.util.Set;

/// An account as configured. Two equal specs need no restart.
///
/// @param adapter      the adapter's id, `""` when none was found
/// @param capabilities what that adapter declares
/// @param hints        what it says about abilities that it lacks
/// @param terms        what its file says to the host
/// @param fingerprint  changes whenever the values of `config`, the proxy or the adapter's jar change
/// @param problem      why it cannot start, `""` for none
public record AccountSpec(AccountId id, String im, String adapter, String alias, boolean enabled, boolean preferred, int order,
        Set<Capability> capabilities, Map<Capability, String> hints, AccountTerms terms, AdapterConfig config,
        String fingerprint, String problem) {

    public AccountSpec(AccountId id, String im, String adapter, String alias, boolean enabled, boolean preferred, int order,
            Set<Capability> capabilities, AdapterConfig config, String fingerprint, String problem) {
        this(id, im, adapter, alias, enabled, preferred, order, capabilities, Map.of(), AccountTerms.NONE, config, fingerprint,
                problem);
    }

    public AccountSpec(AccountId id, String im, String adapter, String alias, boolean enabled, boolean preferred, int order,
            Set<Capability> capabilities, Map<Capability, String> hints, AdapterConfig config, String fingerprint,
            String problem) {
        this(id, im, adapter, alias, enabled, preferred, order, capabilities, hints, AccountTerms.NONE, config, fingerprint,
                problem);
    }

    /// What to tell a script that asks for something the adapter lacks, with a separator in front; `""` when the adapter says nothing.
    String hint(Capability capability) {
        return hints.containsKey(capability) ? "; " + hints.get(capability) : "";
    }

    /// Whether the account's file welcomes connections from everywhere without a token.
    public boolean allowsAnybody() {
        return config.declares(SettingsCheck.ALLOW_ANYBODY.key()) && config.flag(SettingsCheck.ALLOW_ANYBODY.key());
    }

    /// Whether people would see no difference.
    boolean looksLike(AccountSpec other) {
        return im.equals(other.im) && adapter.equals(other.adapter) && alias.equals(other.alias) && enabled == other.enabled
                && preferred == other.preferred && order == other.order && problem.equals(other.problem);
    }

    /// Whether a running account can go on under `other`: only name, order and default differ.
    boolean sameConnection(AccountSpec other) {
        return im.equals(other.im) && adapter.equals(other.adapter) && enabled == other.enabled
                && fingerprint.equals(other.fingerprint)
                && problem.equals(other.problem);
    }
}
