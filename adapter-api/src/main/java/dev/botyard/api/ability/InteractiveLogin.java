package dev.botyard.api.ability;

import dev.botyard.api.account.AccountProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/// Logs an account in with the help of a person, such as by a QR code. The adapter keeps what it gets in its store; the host then starts
/// the account again.
public interface InteractiveLogin {

    /// Leads a person through the login; blocks until it is done. Called on a virtual thread, never twice at once; interruption cancels.
    ///
    /// @throws dev.botyard.api.error.AdapterException when it failed; the message says what to do
    AccountProfile login(Prompt prompt) throws InterruptedException;

    /// What the person sees. Implemented by the host for the terminal and for the API.
    interface Prompt {

        /// Shows a QR code of this content. A later call replaces it.
        void showQr(URI content, Instant expires);

        /// Says how far the login has come: "scanned, confirm on the phone".
        void tell(String text);

        /// Asks for a code that the platform shows to the person.
        ///
        /// @throws dev.botyard.api.error.AdapterException `AUTHENTICATION` when nobody answers in time
        String askCode(String question, Duration timeout) throws InterruptedException;
    }
}
