package dev.botyard.api.adapter;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What an adapter is and can do. Immutable.
public final class AdapterDescriptor {
    private final String id;
    private final String name;
    private final Set<String> imTypes;
    private final boolean anyImType;
    private final Set<Capability> capabilities;
    private final Map<Capability, String> hints;
    private final ConfigSchema schema;
    private final Limits limits;
    private final MediaFormats formats;

    private AdapterDescriptor(Builder builder) {
        id = builder.id;
        name = Objects.requireNonNull(builder.name);
        imTypes = Set.copyOf(builder.imTypes);
        anyImType = builder.anyImType;
        capabilities = Set.copyOf(builder.capabilities);
        hints = Map.copyOf(builder.hints);
        schema = builder.schema;
        limits = builder.limits;
        formats = builder.formats;
    }

    /// Describes the adapter `id`; lower-case letters, digits and `-`. It must equal the jar's `Plugin-Id`.
    public static Builder adapter(String id) {
        return new Builder(id);
    }

    /// The id of the adapter, which is the `Plugin-Id` of its jar.
    public String id() {
        return id;
    }

    /// For people: `OneBot v11`.
    public String name() {
        return name;
    }

    /// The IM types it serves without being named in the account's file.
    public Set<String> imTypes() {
        return imTypes;
    }

    /// Whether an account of any other IM type may name it.
    public boolean anyImType() {
        return anyImType;
    }

    /// What accounts of this adapter can do.
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /// What scripts are told who ask for an ability that the adapter lacks, see [Builder#lacks].
    public Map<Capability, String> hints() {
        return hints;
    }

    /// The settings of an account.
    public ConfigSchema schema() {
        return schema;
    }

    /// What the platform allows.
    public Limits limits() {
        return limits;
    }

    /// What the platform plays.
    public MediaFormats formats() {
        return formats;
    }

    /// Builds descriptors.
    public static final class Builder {
        private final String id;
        private final Set<String> imTypes = new LinkedHashSet<>();
        private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        private final Map<Capability, String> hints = new EnumMap<>(Capability.class);
        private String name;
        private boolean anyImType;
        private ConfigSchema schema = ConfigSchema.EMPTY;
        private Limits limits = Limits.NONE;
        private MediaFormats formats = MediaFormats.ANY;

        private Builder(String id) {
            if (!id.matches("[a-z0-9][a-z0-9-]{0,40}")) {
                throw new IllegalArgumentException("not an adapter id: '" + id + "' (use lower-case letters, digits and '-')");
            }
            this.id = id;
            this.name = id;
        }

        /// The name for people.
        public Builder name(String value) {
            name = value;
            return this;
        }

        /// The IM types that it connects.
        public Builder imTypes(String... values) {
            imTypes.addAll(List.of(values));
            return this;
        }

        /// Accounts of other IM types may name this adapter too.
        public Builder anyImType() {
            anyImType = true;
            return this;
        }

        /// What accounts of this adapter can do.
        public Builder capabilities(Capability... values) {
            capabilities.addAll(List.of(values));
            return this;
        }

        /// The adapter lacks an ability. Scripts that ask for it are told so with these words: why, and what they can do instead.
        public Builder lacks(Capability capability, String hint) {
            hints.put(capability, hint);
            return this;
        }

        /// The settings of an account; without it there are none.
        public Builder schema(ConfigSchema value) {
            schema = value;
            return this;
        }

        /// What the platform allows; without it everything.
        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        /// What the platform plays; without it anything.
        public Builder formats(MediaFormats value) {
            formats = value;
            return this;
        }

        /// The descriptor.
        public AdapterDescriptor build() {
            if (hints.keySet().stream().anyMatch(capabilities::contains)) {
                throw new IllegalStateException("an ability is either declared or lacking: " + hints.keySet());
            }
            return new AdapterDescriptor(this);
        }
    }
}
