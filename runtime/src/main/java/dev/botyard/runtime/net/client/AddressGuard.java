package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Which addresses may be called. Immutable. Asked with the very address that is then connected to, after name resolution and again for
/// each redirect, so that a name cannot change its mind in between.
public final class AddressGuard {
    private static final AddressGuard ANY = new AddressGuard(false);
    private static final AddressGuard PUBLIC = new AddressGuard(true);

    /// Everything that is not the public internet; see the special-purpose registries of IANA. The last is the host service of a cloud.
    private static final List<AddressRange> INTERNAL = ranges("""
            0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
            192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32
            64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
            """);
    /// Ranges whose addresses carry one of version 4 inside.
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(range("64:ff9b::/96"), 12),
            new Embedding(range("2002::/16"), 2),
            new Embedding(new AddressRange(new byte[16], 96), 12),
            new Embedding(new AddressRange(mappedPrefix(), 96), 12));

    private final boolean publicOnly;

    private AddressGuard(boolean publicOnly) {
        this.publicOnly = publicOnly;
    }

    /// Lets everything through: for addresses that the operator configured.
    public static AddressGuard any() {
        return ANY;
    }

    /// Only the public internet: for addresses that come from messages. Private, loopback, link-local and metadata addresses are refused,
    /// also inside mapped, NAT64 and 6to4 addresses.
    public static AddressGuard publicOnly() {
        return PUBLIC;
    }

    /// Whether this address may be called.
    public boolean allows(InetAddress address) {
        return !publicOnly || isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        for (Embedding embedding : EMBEDDINGS) {
            if (embedding.range.contains(address)) {
                return isPublic(Arrays.copyOfRange(address, embedding.offset, embedding.offset + 4));
            }
        }
        return INTERNAL.stream().noneMatch(range -> range.contains(address));
    }

    private static byte[] mappedPrefix() {
        byte[] prefix = new byte[16];
        prefix[10] = (byte) 0xff;
        prefix[11] = (byte) 0xff;
        return prefix;
    }

    private record Embedding(AddressRange range, int offset) {}

    private static List<AddressRange> ranges(String ranges) {
        return Arrays.stream(ranges.trim().split("\\s+")).map(AddressGuard::range).toList();
    }

    private static AddressRange range(String range) {
        int slash = range.indexOf('/');
        try {
            byte[] prefix = InetAddress.getByName(range.substring(0, slash)).getAddress();
            return new AddressRange(prefix, Integer.parseInt(range.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + range, e);
        }
    }
}
