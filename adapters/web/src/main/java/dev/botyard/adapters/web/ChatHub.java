package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Command;
import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Brings the running accounts and the open pages together. A page's connection belongs to the hub and outlives any account. Thread-safe; the
/// lock order is hub, room, session.
final class ChatHub implements ServerRoutes.WebSocketHandler {
    private static final Logger log = LoggerFactory.getLogger(ChatHub.class);
    private static final int MAX_SESSIONS = 200;

    private final Map<String, WebAccount> accounts = new TreeMap<>();
    private final Set<BrowserSession> sessions = new LinkedHashSet<>();
    private ChatPages pages;

    /// What is served to browsers; one for all accounts, so that an upload goes on when another account serves it.
    ///
    /// @param command by which the host's commands are started
    synchronized ChatPages pages(String command) {
        if (pages == null) {
            pages = new ChatPages(this, command);
        }
        return pages;
    }

    synchronized void enter(WebAccount account) {
        accounts.put(account.id(), account);
        sessions.forEach(session -> account.room().follow(null, session.ear(), session.ear()));
    }

    /// Takes an account out, unless a newer run of it took its place.
    synchronized void leave(WebAccount account) {
        if (accounts.remove(account.id(), account)) {
            sessions.forEach(session -> session.tell(Frame.gone(account.id())));
        }
    }

    /// Tells all pages that plugins answer otherwise from now on, unless a newer run of the account took its place.
    synchronized void commandsChanged(WebAccount account) {
        if (accounts.get(account.id()) == account) {
            sessions.forEach(session -> session.tell(Frame.commandsChanged(account.id())));
        }
    }

    synchronized WebAccount account(String id) {
        WebAccount account = accounts.get(id);
        if (account == null) {
            throw new AdapterException(ErrorKind.REJECTED, "the account '" + id + "' is not running");
        }
        return account;
    }

    synchronized List<WebAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    /// Lives with one page until its connection ends.
    @Override
    public void handle(RouteRequest request, WebSocket socket) throws InterruptedException {
        BrowserSession session = new BrowserSession(socket, log);
        try {
            Command hello = next(socket);
            if (hello == null || !hello.type().equals("hello")) {
                socket.close(1008, "say hello first");
                return;
            }
            if (!join(session, hello.known())) {
                log.warn("the page at {} was refused: {} pages are open", socket.peer(), MAX_SESSIONS);
                socket.close(1013, "too many open pages");
                return;
            }
            session.catchUp();
            PageCommands commands = new PageCommands(this, session);
            for (Command next = next(socket); next != null; next = next(socket)) {
                commands.handle(next);
            }
            socket.close(1008, "not a command");
        } catch (JacksonException malformed) {
            log.debug("the page at {} sent something that is not a command", socket.peer(), malformed);
            socket.close(1008, "not a command");
        } finally {
            quit(session);
        }
    }

    /// JSON's `null` is read as no command.
    private static Command next(WebSocket socket) throws InterruptedException {
        return Wire.read(socket.receive(), Command.class);
    }

    private synchronized boolean join(BrowserSession session, Map<String, Command.Known> known) {
        if (sessions.size() >= MAX_SESSIONS) {
            return false;
        }
        sessions.add(session);
        accounts.values().forEach(account -> account.room().follow(known.get(account.id()), session.ear(), session.ear()));
        session.tell(Frame.of("ready", ""));
        return true;
    }

    private synchronized void quit(BrowserSession session) {
        sessions.remove(session);
        accounts.values().forEach(account -> account.room().unfollow(session.ear()));
    }
}
