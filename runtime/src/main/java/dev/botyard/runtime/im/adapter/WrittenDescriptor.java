package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.adapter.TextUnit;
import dev.botyard.runtime.config.SettingView;
import dev.botyard.runtime.infra.json.Shown;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A descriptor as JSON: all that the host has to know of an adapter whose classes are not in memory.
///
/// @param identities the keys of the settings that name the bot
record WrittenDescriptor(String id, String name, List<String> imTypes, boolean anyImType, List<String> capabilities,
        Map<String, String> lacks, List<SettingView> settings, List<String> identities, Limits limits, MediaFormats formats) {

    static WrittenDescriptor of(AdapterDescriptor descriptor) {
        Map<String, String> lacks = new TreeMap<>();
        descriptor.hints().forEach((capability, hint) -> lacks.put(capability.name(), hint));
        List<ConfigField> fields = descriptor.schema().fields();
        return new WrittenDescriptor(descriptor.id(), descriptor.name(), descriptor.imTypes().stream().sorted().toList(),
                descriptor.anyImType(), descriptor.capabilities().stream().map(Enum::name).sorted().toList(), lacks,
                fields.stream().map(SettingView::of).toList(),
                fields.stream().filter(ConfigField::identifies).map(ConfigField::key).toList(), descriptor.limits(),
                descriptor.formats());
    }

    JsonNode json() {
        return Shown.tree(this);
    }

    /// @throws RuntimeException when this is not what [#json] writes
    static AdapterDescriptor read(JsonNode node) {
        AdapterDescriptor.Builder descriptor = AdapterDescriptor.adapter(text(node, "id")).name(text(node, "name"))
                .imTypes(texts(node, "im_types").toArray(String[]::new))
                .capabilities(texts(node, "capabilities").stream().map(Capability::valueOf).toArray(Capability[]::new))
                .schema(schema(node)).limits(limits(node.required("limits"))).formats(formats(node.required("formats")));
        node.required("lacks").properties()
                .forEach(hint -> descriptor.lacks(Capability.valueOf(hint.getKey()), hint.getValue().stringValue()));
        if (node.required("any_im_type").booleanValue()) {
            descriptor.anyImType();
        }
        return descriptor.build();
    }

    private static ConfigSchema schema(JsonNode node) {
        List<String> identities = texts(node, "identities");
        return ConfigSchema.of(node.required("settings").valueStream().map(each -> {
            ConfigField field = SettingView.of(each).field();
            return identities.contains(field.key()) ? field.identity() : field;
        }).toArray(ConfigField[]::new));
    }

    private static Limits limits(JsonNode node) {
        return new Limits(node.required("max_text_length").intValue(),
                TextUnit.valueOf(text(node, "text_unit").toUpperCase(java.util.Locale.ROOT)),
                node.required("max_media_bytes").longValue(), node.required("concurrent_sends").intValue(),
                node.required("deduplicates").booleanValue());
    }

    private static MediaFormats formats(JsonNode node) {
        return new MediaFormats(texts(node, "voice"), texts(node, "image"), texts(node, "video"),
                node.required("takes_others").booleanValue());
    }

    private static String text(JsonNode node, String key) {
        return node.required(key).stringValue();
    }

    private static List<String> texts(JsonNode node, String key) {
        return node.required(key).valueStream().map(JsonNode::stringValue).toList();
    }
}
