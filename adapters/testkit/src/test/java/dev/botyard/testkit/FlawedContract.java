package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.echo.Flaw;
import dev.botyard.testkit.echo.FlawedAdapterFactory;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/// The contract tests of an adapter with one flaw. Not for the build: [KitTest] runs it, once per flaw.
@ExtendWith(FlawedContract.Injection.class)
class FlawedContract extends AdapterContractTest {
    static final String PARAMETER = "flaw";

    private Flaw flaw;

    @Override
    protected Class<? extends AdapterFactory> factory() {
        return switch (flaw) {
            case CHANGING_DESCRIPTOR -> FlawedAdapterFactory.Changing.class;
            case DECLARES_TOO_MUCH -> FlawedAdapterFactory.Declaring.class;
            default -> FlawedAdapterFactory.class;
        };
    }

    @Override
    protected FakeIm im(URI host) {
        return new EchoServer(flaw.name());
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(4);
    }

    static final class Injection implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            if (instance instanceof FlawedContract contract) {
                contract.flaw = Flaw.valueOf(context.getConfigurationParameter(PARAMETER).orElseThrow());
            }
        }
    }
}
