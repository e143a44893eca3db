package dev.botyard.runtime.net.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy that speaks HTTP and SOCKS5, asks for a login where the test says so, takes every name for this machine, and remembers what it
/// was asked for.
public final class PlayedProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final String login;

    /// @param login `user:password`, `""` for none
    public PlayedProxy(String login) throws IOException {
        this.login = login;
        // Of the platform's threads: where a virtual one accepts, a closed server goes on listening until that thread is woken.
        Thread.ofPlatform().daemon().start(this::listen);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = keep(listener.accept());
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int first = in.read();
            if (first == 5) {
                socks(in, socket);
            } else {
                http((char) first + head(in), socket);
            }
        } catch (IOException _) {
            // one of both sides ended it
        }
    }

    private void http(String head, Socket client) throws IOException {
        String[] line = head.lines().findFirst().orElse("").split(" ");
        String wanted = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        if (!login.isEmpty() && !head.contains("\r\nProxy-Authorization: " + wanted + "\r\n")
                && !head.contains("\r\nproxy-authorization: " + wanted + "\r\n")) {
            say(client,
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        asked.add(line[0] + " " + line[1]);
        String place = line[0].equals("CONNECT") ? line[1] : line[1].replaceFirst("^http://([^/]*).*", "$1");
        try (Socket server = keep(connect(Integer.parseInt(place.substring(place.lastIndexOf(':') + 1))))) {
            if (line[0].equals("CONNECT")) {
                say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            } else {
                server.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            }
            relay(client, server);
        }
    }

    private void socks(DataInputStream in, Socket client) throws IOException {
        in.skipNBytes(in.read());
        OutputStream out = client.getOutputStream();
        out.write(new byte[]{5, (byte) (login.isEmpty() ? 0 : 2)});
        if (!login.isEmpty()) {
            in.read();
            String given = text(in) + ":" + text(in);
            out.write(new byte[]{1, (byte) (given.equals(login) ? 0 : 1)});
            if (!given.equals(login)) {
                return;
            }
        }
        in.skipNBytes(3);
        String host = switch (in.read()) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 3 -> text(in);
            default -> "[" + InetAddress.getByAddress(in.readNBytes(16)).getHostAddress() + "]";
        };
        int port = in.readUnsignedShort();
        asked.add("SOCKS " + host + ":" + port);
        try (Socket server = keep(connect(port))) {
            out.write(new byte[]{5, 0, 0, 3, 1, 'x', 0, 0});
            relay(client, server);
        } catch (ConnectException refused) {
            out.write(new byte[]{5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void relay(Socket client, Socket server) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (client) {
                server.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException _) {
                // the client is gone
            }
        });
        client.getInputStream().transferTo(server.getOutputStream());
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// `CONNECT name:port`, `GET http://name:port/`, `SOCKS name:port`, in order.
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
