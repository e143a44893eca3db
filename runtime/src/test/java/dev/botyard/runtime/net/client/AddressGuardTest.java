package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {

    @ParameterizedTest
    @CsvSource({"8.8.8.8, true", "1.1.1.1, true", "172.15.255.255, true", "172.32.0.0, true", "100.63.255.255, true",
        "100.128.0.0, true",
        "2606:4700::1111, true", "2a00:1450:4001::1, true", "64:ff9b::8.8.8.8, true", "2002:808:808::1, true",
        "::ffff:8.8.8.8, true",
        "127.0.0.1, false", "127.255.255.254, false", "0.0.0.0, false", "10.1.2.3, false", "172.16.0.1, false",
        "172.31.255.255, false",
        "192.168.0.1, false", "169.254.169.254, false", "100.64.0.1, false", "100.100.100.200, false", "168.63.129.16, false",
        "192.0.0.192, false", "198.18.0.1, false", "224.0.0.1, false", "255.255.255.255, false", "::, false", "::1, false",
        "::ffff:127.0.0.1, false", "::127.0.0.1, false", "::ffff:169.254.169.254, false", "64:ff9b::10.0.0.1, false",
        "64:ff9b::a9fe:a9fe, false", "64:ff9b:1::808:808, false", "2002:7f00:1::, false", "2002:a9fe:a9fe::1, false",
        "2001:0:4136:e378::1, false", "fd00:ec2::254, false", "fc00::1, false", "fe80::1, false", "fec0::1, false",
        "ff02::1, false",
        "2001:db8::1, false"})
    void onlyThePublicInternetIsPublic(String address, boolean isPublic) throws Exception {
        assertEquals(isPublic, AddressGuard.publicOnly().allows(InetAddress.getByName(address)), address);
        assertTrue(AddressGuard.any().allows(InetAddress.getByName(address)));
    }
}
