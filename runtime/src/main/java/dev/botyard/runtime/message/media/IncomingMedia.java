package dev.botyard.runtime.message.media;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.message.inbound.PlatformReference;

/// Finds media that came with messages, through the account that received them. Thread-safe.
public final class IncomingMedia implements HostMediaSources.PlatformMedia {
    private final AccountSupervisor supervisor;

    public IncomingMedia(AccountSupervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public String proxy(PlatformReference reference) {
        return supervisor.session(reference.account()).map(session -> session.spec().terms().proxy()).orElse("");
    }

    @Override
    public Media find(PlatformReference reference) {
        AccountSession session = supervisor.session(reference.account())
                .orElseThrow(
                        () -> new AdapterException(ErrorKind.MEDIA, "the medium cannot be fetched: account " + reference.account()
                                + ", which received it, is not online"));
        try {
            return session.with(FileResolution.class, ability -> ability.resolve(reference.type(), reference.platform()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(ErrorKind.MEDIA, "fetching the medium was interrupted", e);
        }
    }
}
