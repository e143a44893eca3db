package dev.botyard.runtime.im.adapter;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the threads that may hold a class loader. Platform threads are asked for their context class loader and their stack; virtual
/// threads are not enumerable, so they come from the JVM's own thread dump, which has names and stacks only.
final class ThreadSuspects {
    private static final Pattern DUMPED = Pattern.compile("^#\\d+ \"(.*)\" virtual.*$");

    private final ClassLoader loader;
    private final Set<String> packages = new LinkedHashSet<>();
    private final List<String> suspects = new ArrayList<>();

    private ThreadSuspects(ClassLoader loader) {
        this.loader = loader;
        for (Package defined : loader.getDefinedPackages()) {
            packages.add(defined.getName() + ".");
        }
    }

    static List<String> of(ClassLoader loader) {
        ThreadSuspects search = new ThreadSuspects(loader);
        Thread.getAllStackTraces().forEach(search::platform);
        search.virtual();
        return List.copyOf(search.suspects);
    }

    private void platform(Thread thread, StackTraceElement[] stack) {
        if (thread == Thread.currentThread()) {
            return;
        }
        ClassLoader context = thread.getContextClassLoader();
        Optional<String> frame = Arrays.stream(stack).map(StackTraceElement::toString).filter(this::ours).findFirst();
        if (thread.getClass().getClassLoader() == loader) {
            suspects.add("thread '" + thread.getName() + "' is of its class " + thread.getClass().getName());
        } else if (context == loader) {
            suspects.add("thread '" + thread.getName() + "' has it as context class loader"
                    + frame.map(at -> ", running " + at).orElse(""));
        } else {
            // Another load of the same adapter has classes of the same names; its threads carry its own loader.
            frame.filter(_ -> !(context instanceof AdapterClassLoader))
                    .ifPresent(at -> suspects.add("thread '" + thread.getName() + "' runs " + at));
        }
    }

    private void virtual() {
        try {
            Path folder = Files.createTempDirectory("botyard-threads");
            Path dump = folder.resolve("threads.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                        HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
                read(Files.readAllLines(dump));
            } finally {
                Files.deleteIfExists(dump);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | UnsupportedOperationException e) {
            suspects.add("virtual threads could not be listed (" + e.getMessage() + ")");
        }
    }

    private void read(List<String> lines) {
        Map<String, String> found = new java.util.LinkedHashMap<>();
        String name = null;
        for (String line : lines) {
            if (line.startsWith("#")) {
                Matcher thread = DUMPED.matcher(line);
                name = thread.matches() ? thread.group(1) : null;
            } else if (name != null && line.strip().startsWith("at ") && ours(line.strip().substring(3))) {
                found.putIfAbsent(name, line.strip().substring(3));
            }
        }
        found.forEach((thread, frame) -> suspects.add("virtual thread '" + thread + "' runs " + frame));
    }

    private boolean ours(String frame) {
        return packages.stream().anyMatch(frame::startsWith);
    }
}
