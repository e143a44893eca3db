package dev.botyard.runtime.im.adapter;

import java.nio.file.Path;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/// The class loader of one loaded jar: shared classes from the host, then the jar, then the JDK.
final class AdapterClassLoader extends PluginClassLoader {

    AdapterClassLoader(PluginManager owner, PluginDescriptor descriptor, ClassLoader shared, Path jar) {
        super(owner, descriptor, shared);
        addFile(jar.toFile());
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return SharedClasses.has(className) || className.startsWith("org.pf4j.");
    }
}
