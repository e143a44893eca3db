package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandedOnTest {
    private final Names names = new Names(Ticker.system());
    private final HandedOn guarded = new HandedOn(names, AddressGuard.publicOnly(), Ticker.system());

    @AfterEach
    void close() {
        names.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8200/metrics", "http://localhost/x", "http://10.1.2.3/x", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0177.0.0.1/",
        "http://2130706433/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://127.1/", "http://127.0.0.1./",
        "http://printer.local/", "http://nas.lan/", "http://napcat/", "http://a.internal/", "http://user:pw@1.1.1.1/",
        "http:///x"})
    void innerAddressesAreNotHandedOn(String address) throws Exception {
        assertEquals(false, guarded.allows(URI.create(address)), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://1.1.1.1/x", "https://[2606:4700:4700::1111]/x",
        "https://no-such-name.botyard-test.example/a.png"})
    void publicOnesAre(String address) throws Exception {
        assertTrue(guarded.allows(URI.create(address)), address);
    }

    @Test
    void whereTheSettingsAllowItEverythingIs() throws Exception {
        assertTrue(new HandedOn(names, AddressGuard.any(), Ticker.system()).allows(URI.create("http://127.0.0.1/")));
    }
}
