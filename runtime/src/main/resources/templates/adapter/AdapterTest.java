package com.example.{{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is particular to {{type}}; what every adapter must do is in {{type}}ContractTest.
class {{type}}AdapterTest {
    private final Fake{{type}} platform = new Fake{{type}}();

    @AfterEach
    void close() {
        platform.close();
    }

    private AdapterHarness online() throws InterruptedException {
        HarnessBuilder account = AdapterHarness.of(new {{type}}AdapterFactory());
        platform.config().forEach((key, values) -> account.with(key, values.toArray(String[]::new)));
        AdapterHarness host = account.online();
        // The platform may see the connection a little later than the adapter.
        Patience.await().until(() -> platform.connections() == 1);
        return host;
    }

    @Test
    void itTalksBothWays() throws Exception {
        try (AdapterHarness host = online()) {
            platform.deliver(Chat.direct("42"), Person.of("42", "Ann"), "m-1", "hello");
            assertEquals("hello", host.event(MessageEvent.class).segments().getFirst().asText());
            assertEquals("id-1", host.send(Target.person("42"), "hi").messageIds().getFirst());
            assertEquals(List.of(new SentCall(Target.person("42"), "hi")), platform.sent());
        }
    }

    @Test
    void aLostConnectionEndsTheAttempt() throws Exception {
        try (AdapterHarness host = online()) {
            platform.dropConnections();
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
            assertEquals(ErrorKind.COMMUNICATION,
                    assertThrows(AdapterException.class, () -> host.send(Target.person("42"), "too late")).kind());
        }
    }
}
