package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountId;
import dev.botyard.runtime.infra.thread.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderWatchTest {
    private static final int CYCLES = 200;

    @TempDir
    private Path folder;

    private AdapterLoader loader;

    @BeforeEach
    void open() {
        loader = new AdapterLoader(folder.resolve("none"), folder.resolve("copies"), Ticker.system());
        loader.start();
    }

    @AfterEach
    void close() {
        loader.close();
    }

    @Test
    void manyReloadsLeaveNoClassLoader() throws Exception {
        AdapterInvoker invoker = new AdapterInvoker();
        Path jar = folder.resolve("one.jar");
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            SampleJar.adapter("one", "1.0." + cycle).write(jar);
            loader.load(jar);
            use(invoker);
        }
        loader.remove(jar);

        List<LoaderLeak> leaks = loader.loaders().examine();

        assertEquals(List.of(), leaks);
        assertEquals(CYCLES, loader.loaders().released());
        assertEquals(0, loader.loaders().waiting());
        try (var copies = Files.list(folder.resolve("copies"))) {
            assertEquals(0, copies.filter(file -> file.toString().endsWith(".jar")).count());
        }
    }

    private void use(AdapterInvoker invoker) throws InterruptedException {
        LoadedAdapter adapter = loader.catalog().find("one").orElseThrow();
        invoker.call(adapter, new AccountId("a"), () -> adapter.factory().create(null).ability(Object.class));
    }

    @Test
    void refusedJarsLeaveNoClassLoader() throws Exception {
        Path jar = folder.resolve("one.jar");
        SampleJar.of("one", "1.0.0")
                .source("sample.SampleFactory", SampleJar.factory("one", "throw new IllegalStateException();", ""))
                .indexed("sample.SampleFactory").write(jar);
        loader.load(jar);

        assertEquals(1, loader.catalog().refused().size());
        assertEquals(List.of(), loader.loaders().examine());
    }

    @Test
    void aForgottenPlatformThreadIsNamed() throws Exception {
        leaky("Thread leak = new Thread(new Sleeper(), \"forgotten-timer\"); leak.setDaemon(true); leak.start();");

        List<LoaderLeak> leaks = loader.loaders().examine();

        assertEquals(1, leaks.size());
        assertEquals("one", leaks.getFirst().adapterId());
        assertTrue(leaks.getFirst().suspects().stream().anyMatch(text -> text.contains("forgotten-timer")), leaks.toString());
        Sleepers.interrupt("forgotten-timer");
    }

    @Test
    void aForgottenVirtualThreadIsNamed() throws Exception {
        leaky("Thread.ofVirtual().name(\"forgotten-virtual\").start(new Sleeper());");

        List<LoaderLeak> leaks = loader.loaders().examine();

        assertEquals(1, leaks.size());
        assertTrue(leaks.getFirst().suspects().stream().anyMatch(text -> text.contains("forgotten-virtual")), leaks.toString());
    }

    @Test
    void aLeakThatEndsIsReleased() throws Exception {
        leaky("Thread leak = new Thread(new Sleeper(), \"late-end\"); leak.setDaemon(true); leak.start();");
        assertEquals(1, loader.loaders().examine().size());

        Sleepers.interrupt("late-end");

        assertEquals(List.of(), loader.loaders().examine());
        assertEquals(1, loader.loaders().released());
    }

    private void leaky(String start) throws Exception {
        Path jar = SampleJar.of("one", "1.0.0")
                .sources(java.util.Map.of("sample.SampleFactory", SampleJar.factory("one", start, ""), "sample.Sleeper", """
                        package sample;
                        final class Sleeper implements Runnable {
                            @Override public void run() {
                                try {
                                    new java.util.concurrent.CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                        }
                        """))
                .indexed("sample.SampleFactory").write(folder.resolve("one.jar"));
        loader.load(jar);
        loader.remove(jar);
    }

    private static final class Sleepers {
        static void interrupt(String name) throws InterruptedException {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals(name)) {
                    thread.interrupt();
                    thread.join();
                }
            }
        }
    }
}
