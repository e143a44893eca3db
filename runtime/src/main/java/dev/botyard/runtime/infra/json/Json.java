package dev.botyard.runtime.infra.json;

import tools.jackson.databind.json.JsonMapper;

/// The mapper of the worker protocol. Immutable, thread-safe.
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
