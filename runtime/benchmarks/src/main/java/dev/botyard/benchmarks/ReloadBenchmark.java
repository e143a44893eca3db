package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// An adapter's jar is replaced again and again, as a person would copy it into the folder, while its account is connected and messages run
/// through accounts of another adapter. Afterwards: what was lost, and what class loaders, threads, files and memory stayed.
///
/// Arguments: `DISTRIBUTION SCRIPT [RELOADS]`; a reload takes about a second, because the folder is looked at twice a second.
public final class ReloadBenchmark {
    private static final int PER_SECOND = 100;

    private ReloadBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path distribution = Path.of(args[0]);
        int reloads = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
        EchoLoad load = new EchoLoad();
        try (OneBotSimulator simulator = new OneBotSimulator();
                HostUnderLoad host = new HostUnderLoad(distribution, List.of(Path.of(args[1])), false)) {
            List<SimulatedAccount> accounts = List.of(host.connect(simulator, load::answered));
            QxLife reloaded = new QxLife("reloaded", host);
            reloaded.arrive(host);
            AtomicBoolean stop = new AtomicBoolean();
            Thread speaker = Thread.ofPlatform().start(() -> speak(load, accounts, stop));
            Path bundled = bundled(distribution);
            for (int version = 1; version <= reloads; version++) {
                replace(bundled, version, host);
                if (version == 10 || version % 100 == 0) {
                    System.out.printf(Locale.ROOT, "after %4d reloads: %s%n", version, host.footprint());
                }
            }
            stop.set(true);
            speaker.join();
            System.out.println(load.balance() + "; accounts online of the other adapter: " + host.online());
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(60));
            System.out.println("a minute later:     " + host.footprint() + "; " + host.loaders());
        }
        System.exit(0);
    }

    private static void speak(EchoLoad load, List<SimulatedAccount> accounts, AtomicBoolean stop) {
        try {
            while (!stop.get()) {
                // Ends when all is answered, or after ten seconds with what is lost.
                load.openLoop(accounts, PER_SECOND, 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path bundled(Path distribution) throws IOException {
        try (Stream<Path> jars = Files.list(distribution.resolve("adapters"))) {
            return jars.filter(jar -> jar.getFileName().toString().contains("-qx-")).findFirst().orElseThrow();
        }
    }

    private static void replace(Path bundled, int version, HostUnderLoad host) throws Exception {
        String text = "1.0." + version;
        Path part = host.home().resolve("reloaded.part");
        copy(bundled, text, part);
        Files.move(part, host.home().resolve("adapters/reloaded.jar"), StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        LifeMember.until(() -> host.api("GET", "/adapters", "").contains("\"" + text + "\""));
        LifeMember.until(() -> host.api("GET", "/accounts/reloaded", "").contains("\"online\""));
    }

    private static void copy(Path bundled, String version, Path copy) throws IOException {
        try (JarFile jar = new JarFile(bundled.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().put(new Attributes.Name("Plugin-Version"), version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                List<JarEntry> entries = new ArrayList<>();
                for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements();) {
                    entries.add(all.nextElement());
                }
                for (JarEntry entry : entries) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(out);
                        out.closeEntry();
                    }
                }
            }
        }
    }
}
