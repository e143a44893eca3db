package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.botyard.testkit.echo.Flaw;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// The kit under test: each deliberately broken adapter fails exactly the tests that are meant for it.
class KitTest {
    /// They wait more than they compute.
    private static final int AT_ONCE = 12;

    @TestFactory
    Stream<DynamicTest> everyFlawIsFoundByTheTestsMeantForIt() throws Exception {
        Map<Flaw, Future<Map<String, String>>> runs = new EnumMap<>(Flaw.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Flaw flaw : Flaw.values()) {
                runs.put(flaw, threads.submit(() -> failures(flaw)));
            }
        }
        return runs.entrySet().stream().map(run -> DynamicTest.dynamicTest(run.getKey().name(), () -> {
            Map<String, String> first = run.getValue().get();
            // So many at once may be late where the machine is busy; what differs is looked at once more, alone.
            Map<String, String> failed = run.getKey().found().equals(first.keySet()) ? first : failures(run.getKey());
            assertEquals(run.getKey().found(), failed.keySet(), () -> "failed: " + failed + ", at first: " + first);
        }));
    }

    private static Map<String, String> failures(Flaw flaw) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(FlawedContract.class))
                .configurationParameter(FlawedContract.PARAMETER, flaw.name()).build();
        LauncherFactory.create().execute(request, summary);
        Map<String, String> failed = new TreeMap<>();
        summary.getSummary().getFailures()
                .forEach(failure -> failed.merge(failure.getTestIdentifier().getDisplayName().substring(0, 4),
                        String.valueOf(failure.getException().getMessage()), (a, b) -> a + " | " + b));
        return failed;
    }
}
