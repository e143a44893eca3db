package dev.botyard.runtime.im.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.runtime.net.http.HttpReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which doors of an IM a request may be meant for.
class ImEndpointsTest {
    private final ImEndpoints endpoints = new ImEndpoints();

    /// A door of `account`; its name is what the tests see.
    private static final class Named extends Endpoint {
        private final String name;
        private final boolean resting;

        Named(String name, String account, Admission admission, boolean sockets, boolean resting) {
            super(account, admission, sockets);
            this.name = name;
            this.resting = resting;
        }

        @Override
        boolean resting() {
            return resting;
        }

        @Override
        HttpReply answer(PlatformRequest request) {
            return HttpReply.text(200, name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Endpoint add(String name, String account, Admission admission, boolean sockets, boolean resting) {
        Endpoint endpoint = new Named(name, account, admission, sockets, resting);
        endpoints.add(endpoint);
        return endpoint;
    }

    private static Admission open() {
        return Admission.of(request -> Decision.ADMIT);
    }

    private static Admission keyed(String value) {
        return Admission.keyedBy("X-Self-ID", value, request -> Decision.ADMIT);
    }

    private record Asked(Optional<String> accountInPath, Map<String, String> headers) implements RouteRequest {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/api/qq/receive";
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }

        @Override
        public boolean operator() {
            return false;
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }
    }

    private List<String> asked(String account, String selfId, boolean socket) {
        return endpoints.candidates(new Asked(account.isEmpty() ? Optional.empty() : Optional.of(account),
                selfId.isEmpty() ? Map.of() : Map.of("X-Self-ID", selfId)), socket).stream().map(Endpoint::toString).toList();
    }

    @Test
    void whoIsNamedByTheHeaderComesBeforeThoseWhoTakeAnything() {
        add("open", "a", open(), false, false);
        add("one", "b", keyed("1"), false, false);
        add("two", "c", keyed("2"), false, false);
        assertEquals(List.of("one", "open"), asked("", "1", false));
        assertEquals(List.of("open"), asked("", "", false));
        assertEquals(List.of("open"), asked("", "3", false));
        assertEquals(Set.of("X-Self-ID"), endpoints.headers());
    }

    @Test
    void anAccountInThePathIsMeantAlone() {
        add("open", "a", open(), false, false);
        add("one", "b", keyed("1"), false, false);
        assertEquals(List.of("one"), asked("b", "", false));
        assertEquals(List.of("open"), asked("a", "1", false));
        assertEquals(List.of(), asked("nobody", "1", false));
    }

    @Test
    void socketsAndRequestsHaveDoorsOfTheirOwn() {
        add("http", "a", open(), false, false);
        add("socket", "a", open(), true, false);
        assertEquals(List.of("http"), asked("", "", false));
        assertEquals(List.of("socket"), asked("a", "", true));
    }

    @Test
    void aDoorThatRestsIsAskedAfterAllOthers() {
        add("resting key", "a", keyed("1"), false, true);
        add("resting", "a", open(), false, true);
        add("open", "b", open(), false, false);
        assertEquals(List.of("open", "resting key", "resting"), asked("", "1", false));
    }

    @Test
    void whoeverIsThereIsAttendedAndWhoRestsIsNot() {
        Endpoint one = add("one", "a", keyed("1"), false, false);
        add("resting", "b", open(), false, true);
        assertTrue(endpoints.attended("a"));
        assertTrue(endpoints.attended(""));
        assertFalse(endpoints.attended("b"));
        assertFalse(endpoints.attended("nobody"));
        endpoints.remove(one);
        assertFalse(endpoints.attended(""));
    }

    @Test
    void aDoorThatIsRemovedIsFoundNowhereAndTheOthersAre() {
        Endpoint one = add("one", "a", keyed("1"), false, false);
        Endpoint second = add("second of one", "a", keyed("1"), false, false);
        Endpoint open = add("open", "a", open(), false, false);
        endpoints.remove(one);
        endpoints.remove(one);
        assertEquals(List.of("second of one", "open"), asked("", "1", false));
        assertEquals(List.of("second of one", "open"), asked("a", "", false));
        endpoints.remove(second);
        endpoints.remove(open);
        assertEquals(List.of(), asked("", "1", false));
        assertEquals(List.of(), asked("a", "", false));
    }
}
