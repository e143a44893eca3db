package dev.botyard.runtime.im.adapter;

import java.util.List;
import java.util.Set;

/// The parent of every adapter's class loader: the JDK and the few packages of the host that adapters share with it. Everything else of the
/// host is invisible, so that adapters may bring libraries of their own in any version. Resources come from the JDK alone.
final class SharedClasses extends ClassLoader {
    private static final List<String> PACKAGES = List.of("dev.botyard.api.", "org.slf4j.", "tools.jackson.core.",
            "tools.jackson.databind.", "com.fasterxml.jackson.annotation.");
    private static final Set<String> CLASSES = Set.of("org.pf4j.ExtensionPoint", "org.pf4j.Extension");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    SharedClasses(ClassLoader host) {
        super("botyard-shared", getPlatformClassLoader());
        this.host = host;
    }

    /// Whether the class always comes from the host.
    static boolean has(String className) {
        return CLASSES.contains(className) || PACKAGES.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return has(name) ? host.loadClass(name) : super.loadClass(name, resolve);
    }
}
