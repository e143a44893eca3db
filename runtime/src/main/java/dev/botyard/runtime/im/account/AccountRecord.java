package dev.botyard.runtime.im.account;

import dev.botyard.runtime.infra.words.Sentence;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Capability;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An account as operators see it; no setting of its adapter is in it. Immutable.
///
/// @param preferred    whether it is the default account of its IM type
/// @param waiting      whether it waits for the platform to connect
/// @param platformId   its own id on the IM, `""` while that is unknown
/// @param name         its name there
/// @param warning      what the operator should know though it works, `""` for nothing
public record AccountRecord(String id, String imType, String adapter, String alias, boolean enabled,
        @JsonProperty("default") boolean preferred, int order, AccountState state, boolean sendable, @Sentence String detail,
        @Sentence String reason,
        Instant since, boolean waiting, Optional<Instant> nextRetry, Optional<Instant> coolingUntil, int attempt,
        String platformId, String name, @Sentence String warning, List<Capability> capabilities) {

    /// The account as it is now.
    public static AccountRecord of(Account account, AccountRegistry registry) {
        AccountSpec spec = account.spec();
        AccountStatus status = account.status();
        AccountProfile profile = status.profile().orElse(AccountProfile.of(""));
        boolean preferred = registry.snapshot().preferred(account.im()).filter(found -> found.id().equals(account.id()))
                .isPresent();
        return new AccountRecord(account.id().value(), account.im(), spec.adapter(), spec.alias(), spec.enabled(), preferred,
                spec.order(), status.state(), status.sendable(), status.detail(), status.reason(), status.since(),
                status.waiting(), status.nextRetry(), status.coolingUntil(), status.attempt(), profile.platformId(),
                profile.name(), registry.warning(account.id().value()),
                spec.capabilities().stream().sorted(java.util.Comparator.comparing(Capability::name)).toList());
    }
}
