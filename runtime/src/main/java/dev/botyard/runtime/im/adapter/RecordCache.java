package dev.botyard.runtime.im.adapter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;

/// The JDK remembers, softly, the record whose `equals` was called for the first time last, and with it the record's class loader. An adapter
/// that was unloaded would look like a leak until memory runs short.
final class RecordCache {

    private RecordCache() {}

    /// Makes the JDK remember something of no consequence instead. It must come from a loader that is not the host's: those are remembered
    /// in another place.
    static void forget() {
        Class<?> stranger = Proxy.newProxyInstance(new ClassLoader(RecordCache.class.getClassLoader()) {
        },
                new Class<?>[]{Runnable.class}, (proxy, method, arguments) -> null).getClass();
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals",
                    MethodType.methodType(boolean.class, stranger, Object.class), stranger, "");
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
