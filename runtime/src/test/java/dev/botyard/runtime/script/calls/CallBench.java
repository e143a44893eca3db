package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.config.AccountTerms;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.EventHandler;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.PushPolicy;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.Scripts;
import dev.botyard.runtime.script.worker.CallException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// The host behind the calls of scripts, with three accounts on a platform that the test plays: `bot`, the default of `qq`; `spare` of `qq`,
/// which can send and nothing else; `wx` of `weixin`, which is not online.
final class CallBench implements AutoCloseable {
    final PlayedPlatform platform = new PlayedPlatform();
    final AccountRegistry registry = new AccountRegistry();
    final AccountSupervisor supervisor = new AccountSupervisor(registry, platform, Ticker.system(),
            HostSettings.defaults()::reconnect);
    final Waiters waiters = new Waiters();
    final List<InboundMessage> heard = new CopyOnWriteArrayList<>();
    final InboundPipeline pipeline = new InboundPipeline(waiters).serve(new EventHandler() {
        @Override
        public void message(InboundMessage message, EventMark mark, Journey journey) {
            heard.add(message);
        }

        @Override
        public void event(String im, String account, EventDetails details, EventMark mark) {
            throw new AssertionError(details);
        }

        @Override
        public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
            throw new AssertionError(payment);
        }
    });
    final Store store;
    final Dispatcher dispatcher;
    final Injector injector;
    final Sessions sessions;

    CallBench(Path folder) throws InterruptedException {
        store = Store.open(folder.resolve("botyard.db"));
        dispatcher = new Dispatcher(registry, supervisor, new PlayedSources(folder), (media, kind, formats, im, atMost) -> media,
                store.queuedPushes(), () -> PushPolicy.DEFAULT, Ticker.system());
        injector = new Injector(pipeline, registry, im -> im.equals("penguin") ? "qq" : dispatcher.canonical(im),
                Ticker.system());
        sessions = new Sessions(registry, supervisor, dispatcher);
        Set<Capability> sending = Set.of(Capability.SEND_TEXT, Capability.SEND_IMAGE, Capability.SEND_MIXED);
        registry.start();
        supervisor.configure(
                List.of(spec("bot", "qq", true, true, Set.of(Capability.values())), spec("spare", "qq", true, false, sending),
                        spec("wx", "weixin", false, false, sending)));
        await().until(() -> state("bot") == AccountState.ONLINE && state("spare") == AccountState.ONLINE);
    }

    private static AccountSpec spec(String id, String im, boolean enabled, boolean preferred, Set<Capability> capabilities) {
        return new AccountSpec(new AccountId(id), im, "played", id, enabled, preferred, 100, capabilities, Map.of(),
                new AccountTerms("", List.of("get_*", "leave", "forbidden")), new AdapterConfig(ConfigSchema.EMPTY, Map.of()),
                "1", "");
    }

    private AccountState state(String id) {
        return registry.snapshot().find(id).orElseThrow().status().state();
    }

    /// A run that Ann's words in the group 700 of `bot` have fired.
    static Run run() {
        return Scripts.run(Scripts.plugin("tea.py"), Scripts.context(Scripts.said("tea")));
    }

    /// What the script gets.
    static JsonNode ask(Gateway gateway, Run run, String method, String params) throws InterruptedException {
        return Shown.tree(gateway.call(run, method, Json.MAPPER.readTree(params)));
    }

    /// The code and the sentence that the script gets as an exception.
    static String refusal(Gateway gateway, Run run, String method, String params) {
        CallException told = assertThrows(CallException.class, () -> ask(gateway, run, method, params));
        return told.code() + ": " + told.getMessage();
    }

    @Override
    public void close() throws InterruptedException {
        dispatcher.stop();
        supervisor.close();
        registry.close();
        store.close();
    }
}
