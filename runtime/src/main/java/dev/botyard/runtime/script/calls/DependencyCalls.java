package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.script.packages.DependencyStore;
import dev.botyard.runtime.script.packages.InstallFailedException;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallCode;
import dev.botyard.runtime.script.worker.CallException;
import java.nio.file.Path;
import java.util.Map;

/// `dependency.ensure`: packages that a run asks for while it runs.
public final class DependencyCalls implements Gateway.Calls {
    private final DependencyStore store;

    public DependencyCalls(DependencyStore store) {
        this.store = store;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("dependency.ensure", this::ensure);
    }

    private Object ensure(Run run, Params params) throws InterruptedException {
        String module = params.text("module");
        if (module.isBlank()) {
            throw CallException.invalid("module is required");
        }
        String packageName = params.text("package").isBlank() ? module.split("\\.")[0] : params.text("package");
        try {
            return Map.of("paths", store.ensure(run.plugin().language(), packageName, params.text("version")).stream()
                    .map(Path::toString).toList());
        } catch (InstallFailedException e) {
            throw CallException.failed(CallCode.DEPENDENCY_FAILED, e.getMessage());
        }
    }
}
