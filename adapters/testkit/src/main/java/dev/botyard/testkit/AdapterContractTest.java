package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// The contract of `adapter-api/README.md` as tests. Extend it in your adapter's tests, say which factory and give a fake of the wire:
///
/// ```java
/// class EchoContractTest extends AdapterContractTest {
///     @Override
///     protected Class<? extends AdapterFactory> factory() {
///         return EchoAdapterFactory.class;
///     }
///
///     @Override
///     protected FakeIm im(URI host) {
///         return new EchoServer();
///     }
/// }
/// ```
public abstract class AdapterContractTest {
    /// By this bearer token the host knows an operator, for adapters whose routes are open to operators only.
    protected static final String OPERATOR_TOKEN = AdapterHarness.OPERATOR_TOKEN;

    @TempDir
    private Path folder;

    private Stage stage;

    /// The factory of the adapter; its package and what lies below it are packed into the jar under test.
    protected abstract Class<? extends AdapterFactory> factory();

    /// A fresh fake of the platform.
    ///
    /// @param host where this host is reached, for platforms that connect to it (below `/api/{imType}/receive`)
    protected abstract FakeIm im(URI host);

    /// What the platform's wire cannot do. The tests for it are left out.
    protected Set<Behaviour> absent() {
        return Set.of();
    }

    /// How long a test waits for something that must happen.
    protected Duration patience() {
        return Patience.SOON;
    }

    /// How often the adapter connects and loses its connection again in a row; fewer where three seconds are over before.
    protected int reconnects() {
        return 1_000;
    }

    /// Libraries that the build packs into the jar beside the adapter's own package: a class of each, whose package and what lies below it are
    /// packed too.
    protected List<Class<?>> bundled() {
        return List.of();
    }

    /// The jar under test; override it to test the jar that the build made, libraries included.
    protected Path jar(Path target) throws ReflectiveOperationException {
        String id = factory().getConstructor().newInstance().descriptor().id();
        return AdapterPackage.pack(factory(), bundled(), id, "1.0.0", target);
    }

    /// The IM type of the accounts.
    protected String imType() throws ReflectiveOperationException {
        return factory().getConstructor().newInstance().descriptor().imTypes().stream().findFirst().orElse("test");
    }

    @BeforeEach
    final void open() throws Exception {
        ContractHost host = new ContractHost(jar(folder.resolve("adapter.jar")), folder);
        stage = new Stage(host, im(host.address()), imType(), absent(), patience(), reconnects());
    }

    @AfterEach
    final void close() throws InterruptedException {
        if (stage != null) {
            stage.close();
        }
    }

    @Nested
    @DisplayName("Descriptor and configuration")
    class Description extends DescriptionContract {
        @Override
        Stage stage() {
            return stage;
        }
    }

    @Nested
    @DisplayName("Run, stop and status")
    class Life extends LifeContract {
        @Override
        Stage stage() {
            return stage;
        }
    }

    @Nested
    @DisplayName("Inbound")
    class Inbound extends InboundContract {
        @Override
        Stage stage() {
            return stage;
        }
    }

    @Nested
    @DisplayName("Outbound and errors")
    class Outbound extends OutboundContract {
        @Override
        Stage stage() {
            return stage;
        }
    }

    @Nested
    @DisplayName("Chaos")
    class Chaos extends ChaosContract {
        @Override
        Stage stage() {
            return stage;
        }

        @Override
        Path folder() {
            return folder;
        }
    }

    @Nested
    @DisplayName("Abilities")
    class Abilities extends AbilityContract {
        @Override
        Stage stage() {
            return stage;
        }

        @Override
        Path folder() {
            return folder;
        }
    }

    @Nested
    @DisplayName("Isolation and endurance")
    class Isolation extends IsolationContract {
        @Override
        Stage stage() {
            return stage;
        }
    }
}
