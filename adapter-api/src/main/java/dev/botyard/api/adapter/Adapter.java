package dev.botyard.api.adapter;

import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.util.Optional;

/// One account on its platform.
///
/// An adapter with more to offer also implements interfaces of `dev.botyard.api.ability`.
public interface Adapter {

    /// Connects and receives until the connection ends. Called once per attempt on a virtual thread of its own, never twice at once.
    /// Report [Connection#connected] when messages can be sent. Return or throw when the connection is gone: the host reconnects,
    /// according to the kind of the exception. Interruption means: please stop; end within 5 seconds.
    ///
    /// @throws dev.botyard.api.error.AdapterException the kind says whether trying again makes sense
    void run(Connection connection) throws InterruptedException;

    /// Sends one message and waits for the platform's answer. Called only between [Connection#connected] and the end of [#run],
    /// on any thread, several at once for different chats, one after the other for the same chat.
    ///
    /// @throws dev.botyard.api.error.AdapterException when it was not accepted; `UNKNOWN_OUTCOME` when that is not known
    Receipt send(OutboundMessage message) throws InterruptedException;

    /// An ability of this adapter, see `dev.botyard.api.ability`.
    default <A> Optional<A> ability(Class<A> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }
}
