package dev.botyard.runtime.im.account;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An account of a test: enabled, of the adapter `played`, able to do everything, unless it is told otherwise.
public final class SampleAccount {
    private final String im;
    private final String id;
    private final Map<Capability, String> hints = new EnumMap<>(Capability.class);
    private Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    private AdapterConfig config = new AdapterConfig(ConfigSchema.EMPTY, Map.of());
    private boolean enabled = true;
    private boolean preferred;
    private int order = 100;
    private String fingerprint = "1";
    private String problem = "";

    private SampleAccount(String im, String id) {
        this.im = im;
        this.id = id;
    }

    public static SampleAccount of(String im, String id) {
        return new SampleAccount(im, id);
    }

    public SampleAccount disabled() {
        enabled = false;
        return this;
    }

    public SampleAccount preferred() {
        preferred = true;
        return this;
    }

    public SampleAccount order(int value) {
        order = value;
        return this;
    }

    public SampleAccount able(Capability first, Capability... others) {
        capabilities = EnumSet.of(first, others);
        return this;
    }

    /// Without this capability, and with something to tell whoever asks for it.
    public SampleAccount lacks(Capability capability, String hint) {
        capabilities.remove(capability);
        hints.put(capability, hint);
        return this;
    }

    public SampleAccount fingerprint(String value) {
        fingerprint = value;
        return this;
    }

    public SampleAccount problem(String value) {
        problem = value;
        return this;
    }

    /// Its settings name the bot that it is.
    public SampleAccount bot(String number) {
        ConfigSchema schema = ConfigSchema.of(ConfigField.text("self_id", "The bot's number").identity());
        config = new AdapterConfig(schema, Map.of("self_id", List.of(number)));
        return this;
    }

    public SampleAccount config(AdapterConfig value) {
        config = value;
        return this;
    }

    public AccountSpec spec() {
        return new AccountSpec(new AccountId(id), im, "played", "", enabled, preferred, order, capabilities, hints, config,
                fingerprint, problem);
    }

    /// The account in this state.
    public Account in(AccountState state) {
        return new Account(spec(), AccountStatus.of(state, "", Instant.EPOCH));
    }
}
