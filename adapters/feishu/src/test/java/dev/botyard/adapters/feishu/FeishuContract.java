package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import java.util.List;

/// What both ways of receiving have in common.
abstract class FeishuContract extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return FeishuAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }
}
