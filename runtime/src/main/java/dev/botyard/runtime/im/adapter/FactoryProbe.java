package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.runtime.config.FieldRule;
import dev.botyard.runtime.infra.thread.Threads;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes the factory of a jar and asks for its descriptor: the first code of the adapter that runs. It runs on a thread of its own with a
/// deadline, so that a factory that hangs stops nothing but itself.
final class FactoryProbe {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int FIRST_JAVA = 44;
    private static final Pattern CLASS_VERSION = Pattern.compile("class file version (\\d+)");

    private final JarFacts facts;
    private final LoadedJar jar;

    FactoryProbe(JarFacts facts, LoadedJar jar) {
        this.facts = facts;
        this.jar = jar;
    }

    /// What was found.
    record Found(AdapterFactory factory, AdapterDescriptor descriptor) {}

    /// @throws JarRefusedException when there is not exactly one factory that works
    Found find() throws InterruptedException {
        FutureTask<Found> task = new FutureTask<>(this::probe);
        Thread thread = Threads.virtual("adapter-probe-" + facts.id()).newThread(task);
        thread.setContextClassLoader(jar.classLoader());
        thread.start();
        try {
            return task.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new JarRefusedException("its factory did not describe itself within " + DEADLINE.toSeconds()
                    + " s; constructor and descriptor() must not wait for anything", e);
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        }
    }

    private Found probe() throws Exception {
        AdapterFactory factory = newFactory(factoryClass());
        AdapterDescriptor descriptor = factory.descriptor();
        if (descriptor == null) {
            throw new JarRefusedException("descriptor() of " + factory.getClass().getName() + " returns null");
        }
        if (!descriptor.id().equals(facts.id())) {
            throw new JarRefusedException(
                    "its descriptor says the id is '" + descriptor.id() + "', but its manifest says Plugin-Id '"
                            + facts.id() + "'; make them equal");
        }
        if (descriptor.imTypes().isEmpty() && !descriptor.anyImType()) {
            throw new JarRefusedException(
                    "its descriptor names no IM type and does not say anyImType(), so no account could use it");
        }
        for (ConfigField field : descriptor.schema().fields()) {
            FieldRule.fault(field).ifPresent(fault -> {
                throw new JarRefusedException("its descriptor declares what no account could be checked by: " + fault);
            });
        }
        return new Found(factory, descriptor);
    }

    private Class<? extends AdapterFactory> factoryClass() throws ClassNotFoundException {
        List<Class<? extends AdapterFactory>> factories = new ArrayList<>();
        for (String name : jar.extensions()) {
            Class<?> type = jar.classLoader().loadClass(name);
            if (AdapterFactory.class.isAssignableFrom(type)) {
                factories.add(type.asSubclass(AdapterFactory.class));
            }
        }
        if (factories.isEmpty()) {
            throw new JarRefusedException("none of its extensions " + jar.extensions() + " is an AdapterFactory");
        }
        if (factories.size() > 1) {
            throw new JarRefusedException(
                    "it has " + factories.size() + " factories " + factories.stream().map(Class::getName).toList()
                            + "; an adapter jar has exactly one");
        }
        return factories.getFirst();
    }

    private static AdapterFactory newFactory(Class<? extends AdapterFactory> type) throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw new JarRefusedException(
                    "its factory " + type.getName() + " needs to be a public class with a public constructor without "
                            + "parameters",
                    e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof LinkageError linkage) {
                throw linkage;
            }
            throw new JarRefusedException("the constructor of its factory " + type.getName() + " failed with " + e.getCause(),
                    e.getCause());
        }
    }

    private JarRefusedException refusal(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new JarRefusedException("its factory failed and did not say why");
            case JarRefusedException known -> known;
            case UnsupportedClassVersionError newer -> new JarRefusedException("it was compiled for Java " + java(newer)
                    + ", but this host runs on Java " + Runtime.version().feature() + "; compile it with --release "
                    + Runtime.version().feature() + " or run the host on a newer Java", newer);
            case ClassNotFoundException missing -> new JarRefusedException("its index names the class " + missing.getMessage()
                    + ", which is not in the jar", missing);
            case ExceptionInInitializerError failed -> new JarRefusedException(
                    "a static initializer of adapter " + facts.id() + " failed with " + failed.getCause(), failed);
            case NoClassDefFoundError missing -> new JarRefusedException("it needs the class "
                    + String.valueOf(missing.getMessage()).replace('/', '.')
                    + ", which neither the jar nor the host's adapter API has; "
                    + "bundle the library into the jar", missing);
            case LinkageError broken -> new JarRefusedException("its classes do not fit together (" + broken + ")", broken);
            default -> new JarRefusedException("descriptor() of adapter " + facts.id() + " failed with " + cause, cause);
        };
    }

    private static String java(UnsupportedClassVersionError error) {
        Matcher version = CLASS_VERSION.matcher(String.valueOf(error.getMessage()));
        return version.find() ? Integer.toString(Integer.parseInt(version.group(1)) - FIRST_JAVA) : "newer than this one";
    }
}
