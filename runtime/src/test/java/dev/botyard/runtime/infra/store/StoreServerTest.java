package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreServerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db/botyard                        | jdbc:postgresql://db/botyard                         | ''  | botyard on db
            postgresql://db:5433/botyard                        | jdbc:postgresql://db:5433/botyard                    | ''  | botyard on db:5433
            postgres://ann@db/yard?sslmode=require              | jdbc:postgresql://db/yard?sslmode=require            | ann | yard on db
            jdbc:postgresql://h1,h2:5433/y?targetServerType=any | jdbc:postgresql://h1,h2:5433/y?targetServerType=any  | ''  | y on h1,h2:5433
            jdbc:postgresql://[::1]:5432/y                      | jdbc:postgresql://[::1]:5432/y                       | ''  | y on [::1]:5432
            """)
    void anAddressIsUnderstoodAsOperatorsWriteIt(String written, String url, String user, String shown) {
        StoreServer server = StoreServer.of(written, "", "");
        assertEquals(new StoreServer(url, user, "", shown), server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "botyard", "mysql://db/x", "jdbc:postgresql:botyard", "postgresql://db", "postgresql://db/",
        "jdbc:sqlite:/x"})
    void whatIsNoAddressIsRefused(String written) {
        String said = assertThrows(IllegalArgumentException.class, () -> StoreServer.of(written, "", "")).getMessage();
        assertTrue(said.startsWith("the address of the store is written jdbc:postgresql://SERVER"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://ann:open-sesame@db/x", "jdbc:postgresql://db/x?password=open-sesame",
        "jdbc:postgresql://db/x?sslmode=require&sslpassword=open-sesame"})
    void aPasswordInItIsRefusedAndNotRepeated(String written) {
        String said = assertThrows(IllegalArgumentException.class, () -> StoreServer.of(written, "", "")).getMessage();
        assertTrue(said.contains("store.password"), said);
        assertFalse(said.contains("open-sesame"), said);
    }

    @Test
    void itNeverTellsItsPassword() {
        StoreServer server = StoreServer.of("postgresql://db/x", "ann", "open-sesame");
        assertFalse(server.toString().contains("open-sesame"));
        assertEquals("ann", server.user());
    }

    @ParameterizedTest
    @CsvSource({"postgresql://db/x, true", "postgresql://127.0.0.1/x, false", "postgresql://localhost:5433/x, false",
        "postgresql://[::1]:5432/x, false", "'postgresql://127.0.0.1,db/x', true", "postgresql://db/x?sslmode=verify-full, false",
        "postgresql://db/x?ssl=true, false", "postgresql://192.168.1.2/x, true"})
    void onlyAWayOverTheNetworkWithoutTlsIsReadable(String written, boolean readable) {
        assertEquals(readable, StoreServer.of(written, "", "").readableOnTheWay());
    }
}
