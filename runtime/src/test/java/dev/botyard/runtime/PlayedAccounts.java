package dev.botyard.runtime;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.DirectGate;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.adapter.SampleJar;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The accounts of a host with two adapters, `sample` and `web`: real jars that do nothing. Every account connects at once.
final class PlayedAccounts implements AutoCloseable {
    final HomeFolder home;
    final AdapterLoader loader;
    final HostConfiguration configuration;
    final AccountRegistry registry = new AccountRegistry();
    final AccountSupervisor supervisor = new AccountSupervisor(registry, new Connecting(), Ticker.system(),
            HostSettings.defaults()::reconnect);
    final HostAccounts accounts;

    private static final class Connecting extends DirectGate {
        @Override
        public Adapter create(AccountSpec spec) {
            return new Adapter() {
                @Override
                public void run(Connection connection) throws InterruptedException {
                    connection.connected(AccountProfile.of(spec.id().value()));
                    new CountDownLatch(1).await();
                }

                @Override
                public Receipt send(OutboundMessage message) {
                    return Receipt.of("1");
                }
            };
        }
    }

    PlayedAccounts(Path folder) throws IOException, InterruptedException {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        Path bundled = Files.createDirectory(folder.resolve("bundled"));
        SampleJar.adapter("sample", "1.0.0").write(bundled.resolve("sample.jar"));
        SampleJar.of("web", "1.0.0")
                .source("sample.WebFactory",
                        SampleJar.factory("WebFactory", "web", "", "").replace("imTypes(\"sample\")", "imTypes(\"web\", \"dd\")"))
                .indexed("sample.WebFactory").write(bundled.resolve("web.jar"));
        loader = new AdapterLoader(bundled, folder.resolve("copies"), Ticker.system());
        loader.start();
        registry.start();
        loader.sync(List.of());
        configuration = new HostConfiguration(home);
        accounts = new HostAccounts(home, configuration, loader, registry, supervisor);
    }

    /// The ids of all accounts, sorted.
    List<String> ids() {
        return registry.snapshot().all().stream().map(account -> account.id().value()).sorted().toList();
    }

    @Override
    public void close() throws InterruptedException {
        supervisor.close();
        registry.close();
        loader.close();
    }
}
