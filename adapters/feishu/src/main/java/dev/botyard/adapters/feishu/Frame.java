package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.ProtoFields;
import java.util.LinkedHashMap;
import java.util.Map;

/// A message of the long connection, in Protocol Buffers.
///
/// @param seq     64 unsigned bits, as they came; so is `log`
/// @param control whether it is about the connection, else it brings an event
record Frame(long seq, long log, int service, boolean control, Map<String, String> headers, String encoding, String type,
        byte[] payload, String newLog) {

    static Frame ping(int service) {
        return new Frame(0, 0, service, true, Map.of("type", "ping"), "", "", new byte[0], "");
    }

    /// @throws IllegalArgumentException when it is none
    static Frame read(byte[] bytes) {
        ProtoFields fields = ProtoFields.read(bytes);
        Map<String, String> headers = new LinkedHashMap<>();
        for (byte[] header : fields.all(5)) {
            ProtoFields pair = ProtoFields.read(header);
            headers.put(pair.text(1), pair.text(2));
        }
        return new Frame(fields.number(1), fields.number(2), (int) fields.number(3), fields.number(4) == 0, headers,
                fields.text(6),
                fields.text(7), fields.bytes(8), fields.text(9));
    }

    /// The same frame with another payload and one more header: how events are answered.
    Frame answer(String header, String value, byte[] answer) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Frame(seq, log, service, control, all, encoding, type, answer, newLog);
    }

    byte[] bytes() {
        ProtoFields fields = new ProtoFields().number(1, seq).number(2, log).number(3, service).number(4, control ? 0 : 1);
        headers.forEach((key, value) -> fields.bytes(5, new ProtoFields().text(1, key).text(2, value).message()));
        return fields.text(6, encoding).text(7, type).bytes(8, payload).text(9, newLog).message();
    }
}
