package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterFactory;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.DefaultPluginFactory;
import org.pf4j.DefaultPluginManager;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;

/// One jar inside PF4J. Confined to the loader's thread, but for the class loader and the names.
final class LoadedJar {
    private final SinglePlugin owner;
    private final String id;
    private final Path copy;
    private final ClassLoader classLoader;
    private final List<String> extensions;

    private LoadedJar(SinglePlugin owner, String id, Path copy) {
        this.owner = owner;
        this.id = id;
        this.copy = copy;
        classLoader = owner.getPluginClassLoader(id);
        extensions = List.copyOf(owner.getExtensionClassNames(id));
    }

    /// @throws JarRefusedException when PF4J cannot load it
    static LoadedJar open(Path copy, JarFacts facts, SharedClasses shared) {
        SinglePlugin owner = new SinglePlugin(copy.resolveSibling(""), shared);
        try {
            owner.loadPlugin(copy);
            if (owner.startPlugin(facts.id()) != PluginState.STARTED) {
                throw new JarRefusedException("it could not be started");
            }
            return new LoadedJar(owner, facts.id(), copy);
        } catch (PluginRuntimeException e) {
            owner.unloadPlugins();
            throw new JarRefusedException("it could not be loaded (" + e.getMessage() + ")", e);
        } catch (JarRefusedException e) {
            owner.unloadPlugins();
            throw e;
        }
    }

    /// @throws JarRefusedException when the API version does not fit
    static void refuseOtherApi(JarFacts facts) {
        boolean fits;
        try {
            fits = new DefaultVersionManager().checkVersionConstraint(AdapterFactory.API_VERSION, facts.requires());
        } catch (RuntimeException e) {
            throw new JarRefusedException("its Plugin-Requires '" + facts.requires()
                    + "' is not a range of versions; write it like '>=1.0.0 & <2.0.0'", e);
        }
        if (!fits) {
            throw new JarRefusedException(
                    "adapter " + facts.id() + " " + facts.version() + " needs adapter API " + facts.requires()
                            + ", but this host has " + AdapterFactory.API_VERSION
                            + "; use a version of the adapter or of the host that fits");
        }
    }

    ClassLoader classLoader() {
        return classLoader;
    }

    /// The names of the classes in the index.
    List<String> extensions() {
        return extensions;
    }

    Path copy() {
        return copy;
    }

    void close() {
        owner.stopPlugin(id);
        owner.unloadPlugin(id);
    }

    /// PF4J for a single jar, without its folders, its state files and its plugin classes.
    private static final class SinglePlugin extends DefaultPluginManager {
        private final SharedClasses shared;

        SinglePlugin(Path folder, SharedClasses shared) {
            super(folder);
            this.shared = shared;
            setSystemVersion(AdapterFactory.API_VERSION);
            setExactVersionAllowed(true);
        }

        @Override
        protected PluginDescriptorFinder createPluginDescriptorFinder() {
            return new ManifestPluginDescriptorFinder();
        }

        @Override
        protected PluginLoader createPluginLoader() {
            return new PluginLoader() {
                @Override
                public boolean isApplicable(Path jar) {
                    return true;
                }

                @Override
                public ClassLoader loadPlugin(Path jar, PluginDescriptor descriptor) {
                    return new AdapterClassLoader(SinglePlugin.this, descriptor, shared, jar);
                }
            };
        }

        @Override
        protected PluginFactory createPluginFactory() {
            return new DefaultPluginFactory() {
                @Override
                public Plugin create(PluginWrapper wrapper) {
                    return new Plugin() {
                    };
                }
            };
        }

        @Override
        protected PluginStatusProvider createPluginStatusProvider() {
            return new PluginStatusProvider() {
                @Override
                public boolean isPluginDisabled(String pluginId) {
                    return false;
                }

                @Override
                public void disablePlugin(String pluginId) {
                    throw new UnsupportedOperationException("adapters are removed, not disabled");
                }

                @Override
                public void enablePlugin(String pluginId) {
                    throw new UnsupportedOperationException("adapters are added, not enabled");
                }
            };
        }
    }
}
