package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.message.outbound.PlatformCaller;
import dev.botyard.runtime.message.outbound.PlatformReceipt;
import dev.botyard.runtime.message.outbound.PlatformRequest;
import dev.botyard.runtime.message.outbound.PushException;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallException;
import java.time.Duration;
import java.util.Map;

/// `platform.call`: a method of the platform itself. Answers with its receipt; a call that was not done is an error.
public final class PlatformActions implements Gateway.Calls {
    private final PlatformCaller platform;

    public PlatformActions(PlatformCaller platform) {
        this.platform = platform;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("platform.call", this::call);
    }

    private Object call(Run run, Params params) throws InterruptedException {
        Map<String, Object> options = params.options();
        PlatformReceipt receipt;
        try {
            receipt = platform.call(new PlatformRequest(Argument.IM_TYPE.of(options), Argument.ACCOUNT.of(options),
                    run.context().im(), run.context().account(), params.text("action").strip(), params.hints("params"),
                    Duration.ofMillis(Math.max(0, params.timeout()))));
        } catch (PushException e) {
            throw CallException.invalid(e.getMessage());
        }
        if (!receipt.ok()) {
            throw CallException.failed(receipt.code(), receipt.reason());
        }
        return receipt;
    }
}
