package dev.botyard.runtime.im.account;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.Capability;

/// One account at one moment. Immutable.
public record Account(AccountSpec spec, AccountStatus status) {

    public AccountId id() {
        return spec.id();
    }

    public String im() {
        return spec.im();
    }

    boolean has(Capability capability) {
        return spec.capabilities().contains(capability);
    }

    Account with(AccountStatus newStatus) {
        return new Account(spec, newStatus);
    }
}
