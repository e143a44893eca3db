package dev.botyard.runtime.im.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.adapter.SampleJar;
import dev.botyard.runtime.im.ingress.PlatformRoutes;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.client.ConnectionScope;
import dev.botyard.runtime.net.client.Transport;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.netty.EventLoops;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real jar is lent, and what is taken back.
class LoadedGateTest {
    /// Does in `send` what the message says, and answers with what it found.
    private static final String PROBE = """
            package sample;
            import dev.botyard.api.adapter.*;
            import dev.botyard.api.conversation.*;
            import dev.botyard.api.event.*;
            import dev.botyard.api.message.*;
            import dev.botyard.api.transport.*;
            public final class Probe implements AdapterFactory {
                @Override public AdapterDescriptor descriptor() {
                    return AdapterDescriptor.adapter("played").imTypes("qq").limits(Limits.NONE.maxTextLength(7))
                            .formats(MediaFormats.ANY.voice("audio/amr")).build();
                }
                @Override public Adapter create(AdapterContext context) {
                    if (context.account().value().equals("refused")) throw new IllegalStateException("token=secret");
                    if (context.account().value().equals("nothing")) return null;
                    return new Adapter() {
                        @Override public void run(Connection connection) { }
                        @Override public Receipt send(OutboundMessage message) throws InterruptedException {
                            return switch (message.segments().getFirst().asText()) {
                                case "who" -> Receipt.of(context.account() + " " + context.imType() + " " + context.routes().address()
                                        + " " + context.command("accounts") + " " + context.log().getName() + " " + context);
                                case "keep" -> { context.storage().put("cursor", "5"); yield Receipt.of(); }
                                case "kept" -> Receipt.of(context.storage().get("cursor").orElse("nothing"));
                                case "commands" -> Receipt.of(context.commands().in(Chat.direct("5"), "5"));
                                case "folder" -> Receipt.of(context.folder().toString());
                                case "hear" -> Receipt.of(context.events().emit(MessageEvent.in(Chat.direct("5"), Person.of("5", ""))
                                        .text("hello").build()).name());
                                case "listen" -> { context.routes().http(Admission.of(request -> Admission.Decision.ADMIT),
                                        request -> RouteAnswer.status(204)); yield Receipt.of(); }
                                default -> throw new IllegalStateException("token=secret");
                            };
                        }
                    };
                }
            }
            """;

    @TempDir
    Path folder;
    private final EventLoops loops = EventLoops.start(1, Ticker.system());
    private final Transport transport = new Transport(loops);
    private final List<ConnectionScope> networks = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final CommandBoard commands = new CommandBoard();
    private final AccountSpec spec = SampleAccount.of("qq", "a").spec();
    private AdapterLoader loader;
    private Store store;
    private PlatformRoutes platform;
    private LoadedGate gate;

    @BeforeEach
    void open() throws Exception {
        loader = new AdapterLoader(folder.resolve("bundled"), folder.resolve("copies"), Ticker.system());
        loader.start();
        loader.load(probe("1.0.0"));
        store = Store.open(folder.resolve("botyard.db"));
        platform = new PlatformRoutes(new Router(), new Operators(new byte[16], () -> "operator", Ticker.system()),
                () -> URI.create("http://127.0.0.1:8200"), im -> im, (im, account) -> false, Ticker.system());
        gate = new LoadedGate(loader, platform, _ -> {
            networks.add(transport.scope());
            return networks.getLast();
        }, store, folder.resolve("accounts"), Ticker.system(), (im, account, event) -> {
            heard.add(im + " " + account + " " + event.getClass().getSimpleName());
            return Acceptance.ACCEPTED;
        }, commands, () -> loops.carrier().seat());
    }

    @AfterEach
    void close() {
        gate.forget(spec);
        loader.close();
        transport.close();
        store.close();
        loops.close();
    }

    private Path probe(String version) throws Exception {
        return SampleJar.of("played", version).source("sample.Probe", PROBE).indexed("sample.Probe")
                .write(folder.resolve("probe.jar"));
    }

    private String asked(Adapter adapter, String what) throws InterruptedException {
        OutboundMessage message = OutboundMessage.to(Target.person("5")).segments(new Segment.Text(what)).build();
        return String.join("", gate.call(spec, () -> adapter.send(message)).messageIds());
    }

    @Test
    void anAdapterKnowsWhoseItIsAndWhereItIsReached() throws Exception {
        assertEquals("a qq http://127.0.0.1:8200/api/qq/receive/a botyard accounts account.a AdapterContext[a]",
                asked(gate.create(spec), "who"));
    }

    @Test
    void whatAnAccountKeepsIsItsOwnAndOutlivesTheAttempt() throws Exception {
        asked(gate.create(spec), "keep");
        gate.release(spec);
        assertEquals("5", asked(gate.create(spec), "kept"));
        gate.forget(spec);
        assertEquals("5", asked(gate.create(spec), "kept"));
        AccountSpec other = SampleAccount.of("qq", "b").spec();
        assertEquals("nothing", asked(gate.create(other), "kept"));
        gate.forget(other);
    }

    @Test
    void theFolderOfAnAccountIsMadeWhenItIsAskedFor() throws Exception {
        Adapter adapter = gate.create(spec);
        assertFalse(Files.exists(folder.resolve("accounts")));
        assertEquals(folder.resolve("accounts/a").toString(), asked(adapter, "folder"));
        assertTrue(Files.isDirectory(folder.resolve("accounts/a")));
    }

    @Test
    void aFolderThatCannotBeMadeIsAFailureOfTheCall() throws Exception {
        Files.writeString(folder.resolve("accounts"), "a file where the folder should be");
        AdapterException told = assertThrows(AdapterException.class, () -> asked(gate.create(spec), "folder"));
        assertEquals(ErrorKind.INTERNAL, told.kind());
    }

    @Test
    void whatItHearsGoesOnUnderItsName() throws Exception {
        assertEquals("ACCEPTED", asked(gate.create(spec), "hear"));
        assertEquals(List.of("qq a MessageEvent"), heard);
    }

    @Test
    void aFailureOfTheAdapterIsClassifiedAndItsWordsStayInTheLog() throws Exception {
        Adapter adapter = gate.create(spec);
        AdapterException told = assertThrows(AdapterException.class, () -> asked(adapter, "anything else"));
        assertEquals(ErrorKind.INTERNAL, told.kind());
        assertFalse(told.getMessage().contains("secret"), told.getMessage());
        AdapterException refused = assertThrows(AdapterException.class,
                () -> gate.create(SampleAccount.of("qq", "refused").spec()));
        assertTrue(refused.getMessage().contains("failed with IllegalStateException"), refused.getMessage());
        AdapterException nothing = assertThrows(AdapterException.class,
                () -> gate.create(SampleAccount.of("qq", "nothing").spec()));
        assertEquals("INTERNAL adapter played 1.0.0 made nothing for account nothing: its create() returned null",
                nothing.kind() + " " + nothing.getMessage());
    }

    @Test
    void anAdapterThatIsNotLoadedIsAMatterForAPerson() throws Exception {
        loader.sync(List.of());
        AdapterException told = assertThrows(AdapterException.class, () -> gate.create(spec));
        assertEquals("CONFIGURATION adapter played is not loaded; see 'botyard adapters'", told.kind() + " " + told.getMessage());
    }

    @Test
    void whoDoesNotRunIsNotCalledAndHasNoLimits() {
        AdapterException told = assertThrows(AdapterException.class, () -> gate.call(spec, () -> "never"));
        assertEquals("COMMUNICATION account a is not running", told.kind() + " " + told.getMessage());
        assertEquals(Limits.NONE, gate.limits(spec));
        assertEquals(MediaFormats.ANY, gate.formats(spec));
        gate.release(spec);
        gate.forget(spec);
    }

    @Test
    void limitsAndFormatsAreTheAdapters() throws Exception {
        gate.create(spec);
        assertEquals("7 [audio/amr]", gate.limits(spec).maxTextLength() + " " + gate.formats(spec).voice());
        gate.forget(spec);
        assertThrows(AdapterException.class, () -> gate.call(spec, () -> "never"));
    }

    @Test
    void anAdapterReadsWhatPluginsAnswerToOnItsIm() throws Exception {
        commands.serve((im, chat, user) -> List.of(im, chat.id(), user));
        assertEquals("qq55", asked(gate.create(spec), "commands"));
    }

    @Test
    void everyAttemptHasANetworkOfItsOwnWhichEndsWithIt() throws Exception {
        gate.create(spec);
        gate.release(spec);
        gate.create(spec);
        assertEquals(2, networks.size());
        assertEquals("nothing was sent: the account is stopping", refusal(networks.getFirst()));
        assertNotEquals("nothing was sent: the account is stopping", refusal(networks.getLast()), "nobody listens there");
    }

    private static String refusal(ConnectionScope network) {
        HttpCall call = HttpCall.get(URI.create("http://127.0.0.1:1/")).timeout(Duration.ofSeconds(1)).build();
        return assertThrows(AdapterException.class, () -> network.http().send(call)).getMessage();
    }

    @Test
    void theDoorsOfAnAccountStayWhileItsAdapterDoesAndGoWithIt() throws Exception {
        asked(gate.create(spec), "listen");
        gate.release(spec);
        asked(gate.create(spec), "listen");
        loader.sync(List.of(probe("1.1.0")));
        assertEquals("", asked(gate.create(spec), "listen"), "a new version gets routes of its own");
    }
}
