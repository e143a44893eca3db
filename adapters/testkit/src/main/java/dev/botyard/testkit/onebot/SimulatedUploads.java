package dev.botyard.testkit.onebot;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Takes media in pieces as NapCat's `upload_file_stream` does: the first piece opens a stream and says how many there are, a call without a
/// piece joins them and names a path, `reset` forgets the stream and is answered with a refusal. Thread-safe.
final class SimulatedUploads {
    private final Map<String, Stream> open = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    private record Stream(int pieces, String name, String sha256, TreeMap<Integer, byte[]> got) {}

    /// A call that is refused.
    static final class Refused extends Exception {
        Refused(String message) {
            super(message);
        }
    }

    /// The answer's data.
    synchronized String take(JsonNode params) throws Refused {
        String id = params.path("stream_id").asString("");
        if (params.path("reset").asBoolean(false)) {
            open.remove(id);
            throw new Refused("Stream reset completed");
        }
        Stream stream = open.get(id);
        if (stream == null) {
            if (params.path("total_chunks").asInt(0) == 0) {
                throw new Refused("total_chunks required for new stream");
            }
            stream = new Stream(params.path("total_chunks").asInt(), params.path("filename").asString(id),
                    params.path("expected_sha256").asString(""), new TreeMap<>());
            open.put(id, stream);
        }
        String piece = params.path("chunk_data").asString("");
        if (piece.isEmpty()) {
            return complete(id, stream);
        }
        int index = params.path("chunk_index").asInt(-1);
        if (index < 0 || index >= stream.pieces()) {
            throw new Refused("Invalid chunk index: " + index);
        }
        stream.got().put(index, Base64.getDecoder().decode(piece));
        return "{\"type\":\"stream\",\"stream_id\":\"" + id + "\",\"status\":\"chunk_received\",\"received_chunks\":"
                + stream.got().size() + ",\"total_chunks\":" + stream.pieces() + "}";
    }

    private String complete(String id, Stream stream) throws Refused {
        if (stream.got().size() < stream.pieces()) {
            throw new Refused("Missing memory chunk");
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        stream.got().values().forEach(joined::writeBytes);
        byte[] bytes = joined.toByteArray();
        if (!stream.sha256().isEmpty() && !stream.sha256().equals(sha256(bytes))) {
            throw new Refused("SHA256 mismatch");
        }
        open.remove(id);
        String path = "/napcat/temp/" + stream.name();
        files.put(path, bytes);
        return "{\"type\":\"response\",\"stream_id\":\"" + id + "\",\"status\":\"file_complete\",\"file_path\":\"" + path
                + "\",\"file_size\":" + bytes.length + "}";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    synchronized byte[] file(String path) {
        return files.getOrDefault(path, new byte[0]).clone();
    }

    synchronized int unfinished() {
        return open.size();
    }
}
