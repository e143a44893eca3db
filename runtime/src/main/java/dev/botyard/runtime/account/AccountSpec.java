package dev.botyard.runtime.account;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import java.util.Set;

/// An account as configured. Two equal specs need no restart.
///
/// @param adapter      the adapter's id, `""` when none was found
/// @param capabilities what that adapter declares
/// @param fingerprint  changes whenever the values of `config` or the adapter's jar change
/// @param problem      why it cannot start, `""` for none
public record AccountSpec(AccountId id, String im, String adapter, String alias, boolean enabled, boolean preferred, int order,
        Set<Capability> capabilities, AdapterConfig config, String fingerprint, String problem) {

    /// Whether a running account can go on under `other`: only name, order and default differ.
    boolean sameConnection(AccountSpec other) {
        return im.equals(other.im) && adapter.equals(other.adapter) && enabled == other.enabled
                && fingerprint.equals(other.fingerprint)
                && problem.equals(other.problem);
    }
}
