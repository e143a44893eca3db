package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.nio.channels.ClosedByInterruptException;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdapterInvokerTest {
    private static final AccountId ACCOUNT = new AccountId("bot");

    private final ClassLoader inside = new ClassLoader("inside", null) {
    };
    private final LoadedAdapter adapter = SampleAdapters
            .loaded(AdapterDescriptor.adapter("one").imTypes("x").build(), inside, 1);
    private final AdapterInvoker invoker = new AdapterInvoker();

    @Test
    void setsTheContextClassLoaderForTheCallOnly() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        ClassLoader during = invoker.call(adapter, ACCOUNT, () -> Thread.currentThread().getContextClassLoader());

        assertSame(inside, during);
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void adapterExceptionsPassUnchanged() {
        AdapterException known = new AdapterException(ErrorKind.REJECTED, "no");
        assertSame(known, assertThrows(AdapterException.class, () -> call(() -> {
            throw known;
        })));
    }

    static Throwable[] bugs() {
        return new Throwable[]{new IllegalStateException("token=secret"), new java.io.IOException("token=secret"),
            new NoClassDefFoundError("x"), new StackOverflowError(), new AssertionError("x"), new IncompatibleClassChangeError(),
            new ServiceConfigurationError("x"), new Error("x")};
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void everythingElseIsABugOfTheAdapter(Throwable bug) {
        AdapterException failure = assertThrows(AdapterException.class, () -> call(() -> sneak(bug)));

        assertEquals(ErrorKind.INTERNAL, failure.kind());
        assertTrue(failure.getMessage().contains("adapter one 1.0.0 failed with " + bug.getClass().getSimpleName()),
                failure.getMessage());
        assertFalse(failure.getMessage().contains("secret"));
    }

    @Test
    void interruptionStaysInterruption() {
        assertThrows(InterruptedException.class, () -> call(() -> {
            throw new InterruptedException();
        }));
        assertThrows(InterruptedException.class, () -> call(() -> {
            throw new java.io.UncheckedIOException(new ClosedByInterruptException());
        }));
    }

    @Test
    void lackOfMemoryIsNotTheAdaptersBug() {
        assertThrows(OutOfMemoryError.class, () -> call(() -> sneak(new OutOfMemoryError("test"))));
    }

    private <T> T call(Callable<T> action) throws InterruptedException {
        return invoker.call(adapter, ACCOUNT, action);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> Object sneak(Throwable failure) throws X {
        throw (X) failure;
    }
}
