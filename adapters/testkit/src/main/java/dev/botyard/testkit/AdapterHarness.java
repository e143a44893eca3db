package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.EventSink;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/// A small host for an adapter author's own tests: runs one account, keeps what came in, sends what goes out, and serves the doors where
/// platforms come in, all on the loopback interface.
///
/// ```java
/// try (MyServer platform = new MyServer();
///         AdapterHarness host = AdapterHarness.of(new MyAdapterFactory()).with("url", platform.url()).online()) {
///     platform.says("hello");
///     assertEquals("hello", host.event(MessageEvent.class).segments().getFirst().asText());
///     host.send(Target.person("42"), "hi");
/// }
/// ```
///
/// Network and doors are the host's own. What a test is better off without is left out: no jar is loaded, no attempt follows another by
/// itself, and what the adapter throws reaches the test as it is. All that waits ends after [Patience#SOON] with a sentence that says what
/// came instead. Thread-safe.
public final class AdapterHarness implements AutoCloseable {
    /// By this bearer token the host knows an operator.
    public static final String OPERATOR_TOKEN = "operator-token-of-the-kit";

    private static final int LOOK = 20;

    private final AccountId account;
    private final AdapterFactory factory;
    private final Function<AdapterContext, Adapter> maker;
    private final LoopbackNetwork network;
    private final RecordingAdapterContext context;
    private final Map<String, List<String>> settings = new ConcurrentHashMap<>();
    private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    private final HttpClient poster = HttpClient.newHttpClient();
    private volatile HarnessRun newest;
    private Adapter idle;

    AdapterHarness(HarnessBuilder plan) {
        account = plan.account();
        factory = plan.factory();
        maker = plan.maker();
        network = plan.network();
        settings.putAll(plan.settings());
        context = new RecordingAdapterContext(account, plan.im(), config(), network, plan.clock(), plan.folder(), plan.store());
        context.handOn((im, id, event) -> room.getAndUpdate(left -> left > 0 ? left - 1 : 0) > 0
                ? EventSink.Acceptance.ACCEPTED
                : EventSink.Acceptance.REFUSED);
        network.enter(account, plan.im(), this::expected);
    }

    /// An account of this factory's adapter, to be set up.
    public static HarnessBuilder of(AdapterFactory factory) {
        return new HarnessBuilder(factory);
    }

    private AdapterConfig config() {
        return new AdapterConfig(factory.descriptor().schema(), Map.copyOf(settings));
    }

    LoopbackNetwork network() {
        return network;
    }

    /// What the adapter is lent.
    public AdapterContext context() {
        return context;
    }

    /// A setting of the account, from the next attempt on.
    public synchronized AdapterHarness with(String key, String... values) {
        settings.put(key, List.of(values));
        context.configure(config());
        idle = null;
        return this;
    }

    /// Begins an attempt with a fresh adapter and returns at once. One at a time, as on a host; a second one beside the first is for tests
    /// of an attempt that a host has given up.
    public synchronized HarnessRun start() {
        HarnessRun run = new HarnessRun(account, create(), states, this::ended);
        newest = run;
        run.begin();
        return run;
    }

    /// Begins an attempt and waits until it is connected.
    public HarnessRun connect() throws InterruptedException {
        HarnessRun run = start();
        try {
            run.awaitConnected();
            return run;
        } catch (AssertionError | InterruptedException failure) {
            run.close();
            throw failure;
        }
    }

    private Adapter create() {
        network.lend(account, context.imType(), factory.descriptor().id());
        return maker.apply(context);
    }

    /// Whoever runs beside its successor does not clean up after it.
    private synchronized void ended(HarnessRun run) {
        if (run == newest) {
            network.release(account);
        }
    }

    /// Whether it may listen in a moment.
    private boolean expected() {
        HarnessRun run = newest;
        return run != null && !run.ended() && !run.reported();
    }

    /// Ends the attempt as a host does that stops.
    public void stop() throws InterruptedException {
        run().stop();
    }

    /// Waits for the attempt to end by itself.
    ///
    /// @return what it threw, null when it returned
    public Throwable end() throws InterruptedException {
        return run().end();
    }

    /// Waits for the attempt to fail.
    public AdapterException failure() throws InterruptedException {
        return run().failure();
    }

    private HarnessRun run() {
        HarnessRun run = newest;
        if (run == null) {
            throw new IllegalStateException("no attempt was begun; call start() or connect() before");
        }
        return run;
    }

    /// The adapter of the newest attempt; one that is not running before the first.
    public synchronized Adapter adapter() {
        if (newest != null) {
            return newest.adapter();
        }
        idle = idle == null ? create() : idle;
        return idle;
    }

    /// What the adapter can do besides, such as an interface of `dev.botyard.api.ability`.
    public <A> A ability(Class<A> type) {
        return HarnessRun.ability(adapter(), type);
    }

    /// The newest attempt's profile, null before it is connected.
    public AccountProfile profile() {
        return run().profile();
    }

    /// Sends as a script's push does, without the host's queue before it.
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return adapter().send(message);
    }

    /// Sends a text.
    public Receipt send(Target target, String text) throws InterruptedException {
        return send(OutboundMessage.to(target).segments(new Segment.Text(text)).timeout(Patience.SOON).build());
    }

    /// What came in and was not taken by the test yet.
    public BlockingQueue<InboundEvent> emitted() {
        return context.emitted();
    }

    /// The next event, whatever it is.
    public InboundEvent event() throws InterruptedException {
        return event(InboundEvent.class);
    }

    /// The next event of this kind; others before it are passed over.
    public <E extends InboundEvent> E event(Class<E> kind) throws InterruptedException {
        return kind.cast(next(emitted(), kind.getSimpleName(), kind::isInstance));
    }

    /// Waits for a report of the adapter that begins like this: `connected ID NAME DETAIL`, `waiting DETAIL`, `pending REASON` or
    /// `lost REASON; ACTION`. Others before it are passed over.
    public String state(String start) throws InterruptedException {
        return next(states, "state '" + start + "'", state -> state.startsWith(start));
    }

    /// When the attempt is over nothing more can come, so that a test which waits in vain ends at once.
    private <T> T next(BlockingQueue<T> from, String what, Predicate<T> wanted) throws InterruptedException {
        StringBuilder others = new StringBuilder();
        long deadline = System.nanoTime() + Patience.SOON.toNanos();
        while (true) {
            HarnessRun run = newest;
            boolean over = run != null && run.ended();
            T found = from.poll(over ? 0 : LOOK, TimeUnit.MILLISECONDS);
            if (found != null && wanted.test(found)) {
                return found;
            }
            if (found != null) {
                others.append(others.isEmpty() ? " " : ", ").append(shown(found));
            } else if (over || System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " came" + (others.isEmpty() ? "" : ", only" + others)
                        + (over ? "; the attempt ended with " + run.ending() : ""), over ? run.ending() : null);
            }
        }
    }

    private static Object shown(Object found) {
        return found instanceof InboundEvent event ? event.getClass().getSimpleName() + " '" + event.id() + "'" : found;
    }

    /// What the adapter reported and the test has not waited for yet.
    public List<String> states() {
        return List.copyOf(states);
    }

    /// From now on the host takes so many events and refuses the rest, like one that is stopping.
    public void takeOnly(int count) {
        room.set(count);
    }

    /// From now on the host is busy: taking an event lasts until [#free].
    public void busy() {
        context.busy();
    }

    /// Ends [#busy].
    public void free() {
        context.free();
    }

    /// What plugins answer to here: nothing, until the test offers something.
    public OfferedCommands commands() {
        return context.commands();
    }

    /// Where this host is reached, for platforms that come to it.
    ///
    /// @param scheme `http` or `ws`
    public URI address(String scheme, String path) {
        URI http = network.address();
        return URI.create(scheme + "://" + http.getRawAuthority() + path);
    }

    /// The door that all accounts of the IM share.
    public URI sharedDoor(String scheme) {
        return address(scheme, "/api/" + context.imType() + "/receive");
    }

    /// The account's own door.
    public URI ownDoor(String scheme) {
        return address(scheme, "/api/" + context.imType() + "/receive/" + account.value());
    }

    /// Posts as a platform does.
    ///
    /// @return the HTTP status of the answer
    public int post(URI to, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to).timeout(Patience.SOON).POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return poster.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /// A link that makes one browser an operator's, once, and leads it to a page.
    public URI loginLink(String page) {
        return network.loginLink(page);
    }

    /// Ends the attempt, and the host when no other account uses it.
    @Override
    public void close() throws InterruptedException {
        try {
            HarnessRun run = newest;
            if (run != null) {
                run.close();
            }
        } finally {
            poster.shutdownNow();
            network.leave(account);
        }
    }
}
