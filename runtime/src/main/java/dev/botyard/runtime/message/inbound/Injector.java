package dev.botyard.runtime.message.inbound;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSelector;
import dev.botyard.runtime.im.account.Selection;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// Says things in a person's name: for scripts that break in, for schedules that scripts make, and for the API. Thread-safe.
public final class Injector {
    private final InboundPipeline pipeline;
    private final AccountRegistry registry;
    private final UnaryOperator<String> canonical;
    private final InstantSource clock;

    /// @param canonical the IM type behind an alias
    public Injector(InboundPipeline pipeline, AccountRegistry registry, UnaryOperator<String> canonical, InstantSource clock) {
        this.pipeline = pipeline;
        this.registry = registry;
        this.canonical = canonical;
        this.clock = clock;
    }

    /// The IM type behind an alias.
    public String canonical(String im) {
        return canonical.apply(im);
    }

    /// The account that hears it.
    ///
    /// @param im    canonical IM type
    /// @param named the account that the caller named, `""` for none
    public Selection receiver(String im, String named) {
        return AccountSelector.receiver(im, named, registry.snapshot());
    }

    /// The IM type of an account, `""` when there is no such account.
    public String imOf(String account) {
        return registry.snapshot().find(account).map(Account::im).orElse("");
    }

    /// Says it now.
    ///
    /// @param account who hears it, `""` for nobody
    public Acceptance say(String im, String account, MessageEvent.Builder words) {
        return tell(im, account, words.receivedAt(clock.instant()).build());
    }

    /// Tells any event as if `account` had received it.
    public Acceptance tell(String im, String account, InboundEvent event) {
        return pipeline.accept(im, account, event);
    }
}
