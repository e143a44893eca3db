package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.message.border.Incoming;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunCalls;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.script.worker.CallCode;
import dev.botyard.runtime.script.worker.CallException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The table of methods that scripts can call. Immutable once the host runs.
public final class Gateway implements RunCalls {
    private static final Set<String> SPEAKING = Set.of("reply", "push", "platform.call", "im.act", "notifyMasters", "recall",
            "group.act", "breakIn",
            "listen",
            "waitPay");
    /// What these answer was written by the script itself, its author or an operator; people's text in it has its marks already.
    private static final Set<String> WRITTEN = Set.of("bucket.get", "bucket.all", "bucket.keys", "cron.list", "cron.get",
            "cron.add", "cron.update", "dependency.ensure");

    private final Map<String, SdkCall> methods = new HashMap<>();

    /// A gateway of these topics.
    public Gateway(Calls... topics) {
        for (Calls topic : topics) {
            topic.register(methods);
        }
    }

    /// Methods on one topic.
    public interface Calls {
        /// Puts its methods into the table.
        void register(Map<String, SdkCall> methods);
    }

    @Override
    public Object call(Run run, String method, JsonNode params) throws InterruptedException {
        SdkCall call = methods.get(method);
        if (call == null) {
            throw CallException.unknownMethod(method);
        }
        try {
            Object answer = call.answer(run, new Params(params));
            return WRITTEN.contains(method) ? answer : Incoming.value(answer);
        } catch (StoreException e) {
            // Such as a full disk: the script is told what the operator would be told.
            throw CallException.failed(CallCode.STORE_FAILED, e.getMessage());
        }
    }

    Set<String> methods() {
        return Set.copyOf(methods.keySet());
    }

    @Override
    public boolean speaks(String method, JsonNode params) {
        return SPEAKING.contains(method) || method.equals("chat") && ModelCalls.streamed(new Params(params).options());
    }
}
