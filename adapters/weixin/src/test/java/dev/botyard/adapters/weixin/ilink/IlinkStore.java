package dev.botyard.adapters.weixin.ilink;

import dev.botyard.adapters.common.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// The media store: encrypted bytes by handle. Thread-safe.
final class IlinkStore {
    private final Map<String, JsonNode> announced = new ConcurrentHashMap<>();
    private final Map<String, byte[]> media = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /// An upload is announced.
    ///
    /// @return the parameter for the upload
    String announce(JsonNode request) {
        long raw = Json.number(request, "rawsize");
        if (Json.number(request, "filesize") != (raw / 16 + 1) * 16) {
            throw new IlinkComplaint("filesize is not the padded length of " + raw);
        }
        for (String key : new String[]{"filekey", "aeskey", "rawfilemd5"}) {
            if (!Json.text(request, key).matches("[0-9a-f]{32}")) {
                throw new IlinkComplaint(key + " is not of 32 hexadecimal digits");
            }
        }
        if (!request.path("no_need_thumb").booleanValue(false) || Json.text(request, "to_user_id").isEmpty()) {
            throw new IlinkComplaint("no_need_thumb or to_user_id is missing");
        }
        String param = "up+/=" + count.incrementAndGet();
        announced.put(param, request);
        return param;
    }

    /// @return the handle for downloads
    String upload(String param, String fileKey, byte[] bytes) {
        JsonNode request = announced.get(param);
        if (request == null || !Json.text(request, "filekey").equals(fileKey)) {
            throw new IlinkComplaint("an upload that was not announced");
        }
        if (bytes.length != Json.number(request, "filesize")) {
            throw new IlinkComplaint("uploaded " + bytes.length + " bytes, announced " + Json.number(request, "filesize"));
        }
        return put(bytes);
    }

    /// Keeps bytes under a new handle.
    String put(byte[] bytes) {
        String handle = "down+/=" + count.incrementAndGet();
        media.put(handle, bytes);
        return handle;
    }

    byte[] download(String handle) {
        byte[] bytes = media.get(handle);
        if (bytes == null) {
            throw new IlinkComplaint("nothing is kept under this handle");
        }
        return bytes;
    }
}
