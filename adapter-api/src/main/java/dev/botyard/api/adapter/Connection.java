package dev.botyard.api.adapter;

import dev.botyard.api.account.AccountProfile;
import java.time.Duration;

/// The host's ear during one call of [Adapter#run]. Thread-safe. Calls after the attempt has ended are ignored.
public interface Connection {

    /// Logged in and able to send. May be called again when the profile changes.
    ///
    /// @throws dev.botyard.api.error.AdapterException when another account of the host is logged in as the same bot; leave `run` with it
    void connected(AccountProfile profile);

    /// The platform has to come to this host, and has not yet: "waiting for a OneBot implementation at ws://…". Shown to operators. When the
    /// attempt ends, the next one follows without the usual pause, so that the platform finds somebody listening; not for adapters that
    /// connect to the platform themselves.
    void waiting(String detail);

    /// The platform was reached and does not let the account send yet, and why: "it refuses get_login_info". Shown to operators until
    /// [#connected]; the adapter goes on trying.
    default void pending(@SuppressWarnings("unused") String reason) {}

    /// The connection lives but the login does not: the account becomes `needs_login` until [#connected] is called again.
    ///
    /// @param reason what happened
    /// @param action what a person can do about it
    void loginLost(String reason, String action);

    /// A sign of life: a heartbeat, a frame, an answer.
    void alive();

    /// From now on a sign of life must come within every `interval`, else the host ends the attempt as lost. Zero switches it off.
    void expectLife(Duration interval);
}
