package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Callback;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JacksonException;

class QxInboundProperties {
    private static final QxInbound INBOUND = new QxInbound("qx", "wxid_bot", true, Clock.systemUTC());

    /// Nothing but a refusal that [Reception] answers with 400.
    private static void read(byte[] body) {
        try {
            INBOUND.read(Callback.of(Json.parse(body)), false);
        } catch (JacksonException | IllegalArgumentException refused) {
            // As it should be.
        }
    }

    @Property
    void bytesAreReadOrRefused(@ForAll byte[] body) {
        read(body);
    }

    @Property
    void wrongTypesAreReadOrRefused(@ForAll("values") List<String> v) {
        read(("{\"event\":" + v.get(0) + ",\"type\":" + v.get(1) + ",\"wxid\":" + v.get(2) + ",\"data\":{\"type\":" + v.get(3)
                + ",\"timestamp\":" + v.get(4) + ",\"data\":{\"fromWxid\":" + v.get(5) + ",\"msgType\":" + v.get(6) + ",\"msg\":"
                + v.get(7) + ",\"fromType\":" + v.get(8) + ",\"msgSource\":" + v.get(9) + ",\"atWxidList\":" + v.get(10)
                + ",\"msgId\":" + v.get(11) + ",\"money\":" + v.get(12) + ",\"v3\":" + v.get(13) + "}}}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries
                .of("null", "1", "2", "3", "49", "10006", "10007", "10008", "10011", "10013", "10014", "1e400", "[]", "{}",
                        "[1,null]", "[\"wxid_a\"]", "true", "\"\"", "\"D0003\"", "\"recvMsg\"", "\"wxid_bot\"", "\"9@chatroom\"",
                        "\"[@,wxid=\"",
                        "\"<msg><appmsg><type>57</type></appmsg></msg>\"", "\"[pic=\"", "9007199254740993123")
                .list().ofSize(14);
    }
}
