package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.script.plugin.Run;
import java.util.Map;

/// What a run says about itself: `continue`, `return`, `response`.
public final class ControlCalls implements Gateway.Calls {

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("continue", (run, params) -> {
            run.letContinue();
            return true;
        });
        methods.put("return", (run, params) -> {
            run.returned(params.text("value"));
            return true;
        });
        methods.put("response", ControlCalls::respond);
    }

    private static Object respond(Run run, Params params) {
        run.respond(params.any("data"));
        return true;
    }
}
