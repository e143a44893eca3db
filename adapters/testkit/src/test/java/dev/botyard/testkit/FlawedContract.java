package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.echo.Flaw;
import dev.botyard.testkit.echo.FlawedAdapterFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
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
            case UNNAMED -> FlawedAdapterFactory.Unnamed.class;
            case UNLABELLED -> FlawedAdapterFactory.Unlabelled.class;
            case DECLARES_IDLE_FORMATS -> FlawedAdapterFactory.Playing.class;
            case LEAKS_MEDIA -> FlawedAdapterFactory.Uploading.class;
            case BREAKS_AT_CALLS -> FlawedAdapterFactory.Calling.class;
            case EDITS_BY_SENDING -> FlawedAdapterFactory.Editing.class;
            default -> FlawedAdapterFactory.class;
        };
    }

    @Override
    protected FakeIm im(URI host) {
        return new EchoServer(flaw.name());
    }

    @Override
    protected Duration patience() {
        return Patience.seconds(3);
    }

    /// So few that A-50 does not count sockets and threads, which other requirements count too.
    @Override
    protected int reconnects() {
        return 20;
    }

    /// Pauses take their time; only those who are meant to fail at them have to wait.
    @Override
    protected Set<Behaviour> absent() {
        return switch (flaw) {
            case IMPATIENT, SWALLOWS_INTERRUPTS -> Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
            case KEEPS_SILENT_THAT_IT_WAITS -> Set.of(Behaviour.CONNECTS_TWICE, Behaviour.PAUSES);
            default -> Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY, Behaviour.PAUSES);
        };
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
