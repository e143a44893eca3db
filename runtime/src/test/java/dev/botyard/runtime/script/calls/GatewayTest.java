package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.script.worker.CallException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class GatewayTest {
    @Test
    void aScriptIsToldWhyTheStoreRefused() {
        StoreException full = mock(StoreException.class);
        when(full.getMessage()).thenReturn("the disk is full");
        Gateway gateway = new Gateway(methods -> methods.put("bucket.set", (run, params) -> {
            throw full;
        }));
        CallException told = assertThrows(CallException.class,
                () -> gateway.call(null, "bucket.set", JsonNodeFactory.instance.objectNode()));
        assertEquals("store_failed the disk is full", told.code() + " " + told.getMessage());
    }
}
