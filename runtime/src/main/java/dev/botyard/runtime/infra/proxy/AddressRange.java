package dev.botyard.runtime.infra.proxy;

import java.util.Arrays;

/// Addresses with the same first bits, such as `10.0.0.0/8`. Addresses of the other version are never among them.
///
/// @param prefix an address of the range
/// @param bits   how many of its bits count
public record AddressRange(byte[] prefix, int bits) {

    /// Whether an address is one of them.
    public boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(prefix, 0, whole, address, 0, whole)) {
            return false;
        }
        int spare = 8 - bits % 8;
        return spare == 8 || (prefix[whole] & 0xff) >> spare == (address[whole] & 0xff) >> spare;
    }
}
