package dev.botyard.runtime.im.adapter;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The error boundary: the one place that calls adapter code and the one place where its exceptions stop. What leaves it is a result, an
/// [AdapterException] or an [InterruptedException]. Thread-safe.
public final class AdapterInvoker {
    private static final Logger log = LoggerFactory.getLogger(AdapterInvoker.class);

    /// Runs code of the adapter with its class loader as the thread's context class loader.
    ///
    /// @throws AdapterException `INTERNAL` for everything that is a bug of the adapter; its stack trace stands in the log
    public <T> T call(LoadedAdapter adapter, AccountId account, Callable<T> action) throws InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(adapter.classLoader());
        try {
            return action.call();
        } catch (AdapterException e) {
            if (e.kind() == ErrorKind.INTERNAL) {
                log.error("account {}: adapter {} reports an internal error", account, adapter, e);
            }
            throw e;
        } catch (InterruptedException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw classified(adapter, account, e);
        } catch (VirtualMachineError e) {
            log.error("account {}: {} in adapter {}", account, e, adapter);
            throw e;
        } catch (Exception | Error e) {
            throw classified(adapter, account, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static AdapterException classified(LoadedAdapter adapter, AccountId account, Throwable failure)
            throws InterruptedException {
        if (interrupted(failure)) {
            InterruptedException stop = new InterruptedException("adapter " + adapter + " was interrupted");
            stop.initCause(failure);
            throw stop;
        }
        log.error("account {}: adapter {} failed", account, adapter, failure);
        // The message of the failure is for the log alone: it may quote addresses with tokens, and this text reaches scripts.
        return new AdapterException(ErrorKind.INTERNAL,
                "adapter " + adapter + " failed with " + failure.getClass().getSimpleName()
                        + "; this is a bug of the adapter, the host's log has the details",
                failure);
    }

    private static boolean interrupted(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof InterruptedException || cause instanceof java.nio.channels.ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }
}
