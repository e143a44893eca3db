package dev.botyard.runtime.ops.admin;

import dev.botyard.api.ability.InteractiveLogin;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.DirectGate;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// An IM whose accounts need a login, which goes as a test says: step by step on the adapter's thread.
final class LoginAdapter extends DirectGate {
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean loggedIn;

    /// One step of a login; it is done when it returns a profile.
    @FunctionalInterface
    interface Step {
        AccountProfile go(InteractiveLogin.Prompt prompt) throws InterruptedException;
    }

    /// A step that leads on.
    @FunctionalInterface
    interface Showing {
        void go(InteractiveLogin.Prompt prompt) throws InterruptedException;
    }

    void then(Showing step) {
        steps.add(prompt -> {
            step.go(prompt);
            return null;
        });
    }

    void succeed(AccountProfile profile) {
        steps.add(prompt -> {
            loggedIn = true;
            return profile;
        });
    }

    int logins() {
        return logins.get();
    }

    CountDownLatch interrupted() {
        return interrupted;
    }

    @Override
    public Adapter create(AccountSpec spec) {
        return new Adapter() {
            @Override
            public void run(Connection connection) throws InterruptedException {
                if (!loggedIn) {
                    throw new AdapterException(ErrorKind.AUTHENTICATION, "there is no token");
                }
                connection.connected(AccountProfile.of("bot"));
                new CountDownLatch(1).await();
            }

            @Override
            public Receipt send(OutboundMessage message) {
                return Receipt.of("1");
            }

            @Override
            public <T> Optional<T> ability(Class<T> type) {
                return type == InteractiveLogin.class
                        ? Optional.of(type.cast((InteractiveLogin) LoginAdapter.this::login))
                        : Optional.empty();
            }
        };
    }

    private AccountProfile login(InteractiveLogin.Prompt prompt) throws InterruptedException {
        logins.incrementAndGet();
        try {
            AccountProfile profile = null;
            while (profile == null) {
                profile = steps.take().go(prompt);
            }
            return profile;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }
}
