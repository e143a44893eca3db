package dev.botyard.runtime.script.container;

import dev.botyard.runtime.infra.words.Sentence;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.config.ContainerEntry;
import java.time.Instant;
import java.util.Optional;

/// A container as operators see it, without its secret. Immutable.
///
/// @param line     where it begins in `containers.yaml`
/// @param state    what its last test said, since the host was started or the entry changed
/// @param detail   why it does not let the host in, `""` when it does
/// @param testedAt when that was
public record ContainerRecord(String id, int line, String kind, String name, String address,
        @JsonProperty("client_id") String clientId, State state, @Sentence String detail, Optional<Instant> testedAt) {

    /// What is known of a login.
    public enum State {
        /// Nobody has asked.
        UNTESTED,
        /// The panel let the host in.
        OK,
        /// It did not.
        FAILED
    }

    static ContainerRecord of(ContainerEntry entry, State state, String detail, Optional<Instant> testedAt) {
        return new ContainerRecord(entry.name(), entry.line(), entry.kind(), entry.title(), entry.address(), entry.clientId(),
                state, detail, testedAt);
    }
}
