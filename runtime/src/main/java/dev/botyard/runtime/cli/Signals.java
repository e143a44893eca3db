package dev.botyard.runtime.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Takes signals of the system. A shutdown hook would do for a clean end, but leaves the exit code to the JVM, which says 143 after SIGTERM
/// although everything went well. The class behind it is not part of the standard, so it is looked up by name.
final class Signals {
    private Signals() {}

    /// Calls `action` on a thread of its own each time the signal comes.
    ///
    /// @param name without `SIG`
    /// @return whether this JVM can do that
    static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "handler of " + name;
            };
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name),
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler}, calls));
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
