package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.json.Shown;
import tools.jackson.databind.JsonNode;

/// What the host says to a process: JSON-RPC 2.0.
sealed interface RpcMessage {

    default byte[] bytes() {
        return Shown.MAPPER.writeValueAsBytes(this);
    }

    static RpcMessage notice(String method, Object params) {
        return new Notice("2.0", method, params);
    }

    static RpcMessage result(JsonNode id, Object result) {
        return new Result("2.0", id, result);
    }

    static RpcMessage error(JsonNode id, CallException refusal) {
        return new Failure("2.0", id, new Error(refusal.number(), refusal.getMessage(), new Data(refusal.code())));
    }

    /// The host ends while the call waits.
    static RpcMessage stopping(JsonNode id) {
        return error(id, CallException.failed(ReceiptCode.HOST_STOPPING, "the host is stopping"));
    }

    /// A fault of the host, which its log tells.
    static RpcMessage broken(JsonNode id, String method) {
        return new Failure("2.0", id,
                new Error(-32603, "the call '" + method + "' failed inside the host; see its log", new Data("internal")));
    }

    record Notice(String jsonrpc, String method, Object params) implements RpcMessage {}

    record Result(String jsonrpc, JsonNode id, Object result) implements RpcMessage {}

    record Failure(String jsonrpc, JsonNode id, Error error) implements RpcMessage {}

    record Error(int code, String message, Data data) {}

    /// @param code stable
    record Data(String code) {}
}
