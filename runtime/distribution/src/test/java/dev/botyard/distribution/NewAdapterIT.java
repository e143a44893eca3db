package dev.botyard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.botyard.distribution.Launcher.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// What `new adapter` writes compiles as it is, tests included, and a running host loads it.
class NewAdapterIT {
    @TempDir
    private Path folder;

    @Test
    void theWrittenProjectWorks() throws Exception {
        Launcher launcher = Launcher.in(folder.resolve("home"));
        Path project = folder.resolve("project");
        assertEquals(0, launcher.say("new", "adapter", "my-chat", "--dir", project.toString()).code());
        Path classes = compiled(project);
        try (RunningHost host = launcher.run()) {
            pack(classes, folder.resolve("home/adapters/my-chat.jar"));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> launcher.say("adapters").out().contains("my-chat"));
            Said said = launcher.say("adapters");
            assertTrue(said.out().lines().noneMatch(line -> line.startsWith("refused")), said.out());
            Said account = launcher.say("new", "account", "my-chat", "mine");
            assertTrue(account.out().contains("Fill in url"), account.toString());
            assertEquals(0, host.signal("TERM"));
        }
    }

    @Test
    void theWrittenProjectKeepsTheContract() throws Exception {
        Path project = folder.resolve("project");
        assertEquals(0, Launcher.in(folder.resolve("home")).say("new", "adapter", "my-chat", "--dir", project.toString()).code());
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[]{compiled(project).toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader, "com.example.mychat.MychatContractTest")).build(), summary);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertEquals(List.of(), summary.getSummary().getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException()).toList());
        assertTrue(summary.getSummary().getTestsSucceededCount() > 10,
                "the kit ran: " + summary.getSummary().getTestsFoundCount());
    }

    private Path compiled(Path project) throws IOException {
        Path classes = folder.resolve("classes");
        List<String> sources;
        try (Stream<Path> files = Files.walk(project)) {
            sources = files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
        }
        assertEquals(4, sources.size());
        List<String> arguments = Stream.concat(Stream.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"),
                "-processorpath", System.getProperty("java.class.path"), "-processor",
                "org.pf4j.processor.ExtensionAnnotationProcessor", "-Xlint:all,-processing,-options,-path,-serial,-exports"),
                sources.stream()).toList();
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        return classes;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", "my-chat");
        manifest.getMainAttributes().putValue("Plugin-Version", "0.1.0");
        manifest.getMainAttributes().putValue("Plugin-Requires", ">=1.0.0 & <2.0.0");
        Path partial = jar.resolveSibling("my-chat.partial");
        try (OutputStream file = Files.newOutputStream(partial);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path entry : files.filter(Files::isRegularFile).filter(path -> !path.toString().contains("Test")).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                try (InputStream in = Files.newInputStream(entry)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
        Files.move(partial, jar);
    }
}
