package dev.botyard.adapters.common;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An account between the start and the end of its connection, for sends and abilities: they are refused while there is none, and where one shows that
/// the login is gone, people are told. Thread-safe.
public final class LiveAccount {
    private final AdapterContext context;
    private final String renewal;
    private volatile @Nullable Connection connection;

    /// @param renewal what a person does when the login is gone
    public LiveAccount(AdapterContext context, String renewal) {
        this.context = context;
        this.renewal = renewal;
    }

    /// Something that waits for the platform.
    @FunctionalInterface
    public interface Call<T> {
        /// Makes the call.
        T make() throws InterruptedException;
    }

    /// Messages can be sent from now on.
    public void connected(Connection current, AccountProfile profile) {
        connection = current;
        current.connected(profile);
    }

    /// Nothing can be sent any more.
    public void ended() {
        connection = null;
    }

    /// Makes a call while the account is connected.
    public <T> T call(Call<T> call) throws InterruptedException {
        Connection current = connection;
        if (current == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the account " + context.account() + " is not connected");
        }
        try {
            return call.make();
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                current.loginLost(failure.getMessage(), renewal);
            }
            throw failure;
        }
    }

    /// Makes a call that may be made again whatever became of it, such as a question.
    ///
    /// @throws AdapterException `COMMUNICATION` in the place of `UNKNOWN_OUTCOME`
    public static <T> T harmless(Call<T> call) throws InterruptedException {
        try {
            return call.make();
        } catch (AdapterException failure) {
            throw failure.kind() == ErrorKind.UNKNOWN_OUTCOME
                    ? new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure)
                    : failure;
        }
    }

    /// Makes a call of `run` again and again, with a pause before each, until it fails or the account stops: for platforms that tell nobody when the
    /// login is gone.
    public static void every(Duration pause, Call<?> call) throws InterruptedException {
        while (true) {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            call.make();
        }
    }

    /// Makes a call of `run`, from which whatever is not about the login or the settings means: connect again.
    ///
    /// @throws AdapterException `COMMUNICATION` in the place of all else
    public static <T> T connecting(Call<T> call) throws InterruptedException {
        try {
            return call.make();
        } catch (AdapterException failure) {
            throw switch (failure.kind()) {
                case AUTHENTICATION, CONFIGURATION, COMMUNICATION, RATE_LIMITED -> failure;
                default -> new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure)
                        .withPlatformCode(failure.platformCode());
            };
        }
    }
}
