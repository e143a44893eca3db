package dev.botyard.runtime.message.media;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.config.HostSettings.MediaSettings;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.net.client.AddressGuard;
import dev.botyard.runtime.net.client.Downloads;
import dev.botyard.runtime.net.client.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Fetches media that scripts and messages name. Addresses of the local network are refused unless the settings allow them.
public final class MediaDownloads implements RemoteFetch, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Transport transport;
    private final Supplier<ProxyRules> proxies;
    private final AddressGuard guard;
    private final Map<String, Downloads> downloads = new ConcurrentHashMap<>();
    private final long maxBytes;
    private final boolean pass;

    /// @param proxies the host's, asked for each new connection
    public MediaDownloads(Transport transport, Supplier<ProxyRules> proxies, MediaSettings settings) {
        this.transport = transport;
        this.proxies = proxies;
        guard = settings.allowPrivateAddresses() ? AddressGuard.any() : AddressGuard.publicOnly();
        maxBytes = settings.maxBytes();
        pass = settings.passAddresses();
    }

    /// @param proxy an account's own; accounts with the same one share their connections
    private Downloads by(String proxy) {
        return downloads.computeIfAbsent(proxy, own -> transport.downloads(guard, () -> proxies.get().over(own)));
    }

    @Override
    public Fetched fetch(URI uri, Path folder) {
        return fetch("", uri, folder);
    }

    @Override
    public RemoteFetch through(String proxy) {
        return new RemoteFetch() {
            @Override
            public Fetched fetch(URI uri, Path folder) {
                return MediaDownloads.this.fetch(proxy, uri, folder);
            }

            @Override
            public boolean mayPass(URI uri) {
                return MediaDownloads.this.mayPass(uri);
            }

            @Override
            public RemoteFetch through(String other) {
                return MediaDownloads.this.through(other);
            }
        };
    }

    private Fetched fetch(String proxy, URI uri, Path folder) {
        try {
            Downloads.Downloaded file = by(proxy).fetch(uri, folder, maxBytes, LIMIT);
            return new Fetched(file.file(), file.name(), file.mimeType());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(ErrorKind.MEDIA, "the download of " + uri.getHost() + " was interrupted", e);
        }
    }

    @Override
    public boolean mayPass(URI uri) {
        try {
            return pass && by("").mayHandOn(uri);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(ErrorKind.MEDIA, "looking up " + uri.getHost() + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        downloads.values().forEach(Downloads::close);
    }
}
