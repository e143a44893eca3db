package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.Limits;
import java.util.concurrent.Callable;

/// Calls the adapters of a test as they are: nothing is loaded or lent.
public abstract class DirectGate implements AdapterGate {

    @Override
    public <T> T call(AccountSpec spec, Callable<T> action) throws InterruptedException {
        try {
            return action.call();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Limits limits(AccountSpec spec) {
        return Limits.NONE;
    }

    @Override
    public void release(AccountSpec spec) {
        // Nothing is lent.
    }

    @Override
    public void forget(AccountSpec spec) {
        // Nothing is lent.
    }
}
