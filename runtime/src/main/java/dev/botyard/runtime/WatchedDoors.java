package dev.botyard.runtime;

import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.ingress.OpenDoors;
import java.util.function.BooleanSupplier;

/// Keeps the warnings about accounts without a token where operators see them.
record WatchedDoors(AccountRegistry registry, BooleanSupplier open) implements OpenDoors {

    @Override
    public boolean beyondLoopback() {
        return open.getAsBoolean();
    }

    @Override
    public void warn(String account, String warning) {
        registry.warn(account, warning);
    }
}
