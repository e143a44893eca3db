package dev.botyard.runtime.script.worker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// How processes reach the host: the one place where that is decided.
public enum WorkerTransport {
    /// A socket in a folder that only the host's user can enter.
    UNIX,
    /// A port of this machine's own address, which everybody on it can reach: there a token alone lets in.
    TCP;

    /// What the setting `plugins.transport` means on this machine.
    ///
    /// @param setting `auto`, `unix` or `tcp`
    public static WorkerTransport of(String setting) {
        return of(setting, System.getProperty("os.name", ""));
    }

    /// @param system the name of the operating system, as Java tells it
    static WorkerTransport of(String setting, String system) {
        return switch (setting) {
            case "unix" -> UNIX;
            case "tcp" -> TCP;
            // Java has Unix sockets on Windows, Python has none there.
            default -> system.startsWith("Windows") ? TCP : UNIX;
        };
    }

    /// A port that is free, reached from this machine alone.
    static SocketAddress port() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }
}
