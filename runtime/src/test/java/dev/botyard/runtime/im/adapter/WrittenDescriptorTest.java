package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.adapter.TextUnit;
import dev.botyard.runtime.infra.json.Json;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrittenDescriptorTest {

    private static AdapterDescriptor again(AdapterDescriptor descriptor) {
        return WrittenDescriptor.read(Json.MAPPER.readTree(WrittenDescriptor.of(descriptor).json().toString()));
    }

    private static ConfigField again(ConfigField field) {
        return again(AdapterDescriptor.adapter("one").schema(ConfigSchema.of(field)).build()).schema().fields().getFirst();
    }

    @Test
    void everythingThatADescriptorSaysComesBack() throws Exception {
        AdapterDescriptor rich = AdapterDescriptor.adapter("one").name("One").imTypes("a", "b").anyImType()
                .capabilities(Capability.SEND_TEXT, Capability.RECALL).lacks(Capability.MEMBER_LIST, "ask the person")
                .limits(new Limits(7, TextUnit.UTF_8, 1L << 40, 3, true))
                .formats(MediaFormats.ANY.voice("audio/amr", "audio/mpeg").image("image/png").video("video/mp4").takingOthers())
                .schema(ConfigSchema.of(ConfigField.text("name", "Name"))).build();

        AdapterDescriptor back = again(rich);

        Map<String, Object> facts = facts(rich, AdapterDescriptor.adapter("two").build());
        Map<String, Object> same = facts(back, null);
        facts.remove("schema");
        same.remove("schema");
        assertEquals(facts, same);
        assertEquals(List.of("name"), back.schema().fields().stream().map(ConfigField::key).toList());
    }

    @Test
    void everythingThatASettingSaysComesBack() throws Exception {
        ConfigField rich = ConfigField.secret("key", "Key").mandatory().defaultsTo("x").describedAs("A key.")
                .inChinese("\u94a5\u5319", "\u4e00\u628a").unit("MiB").atLeast("1").atMost("9").advanced().identity()
                .onlyWhile("mode", "a", "b").generatedWhile("mode", List.of("a"), "the console")
                .enterAtInChinese("\u63a7\u5236\u53f0")
                .defaultsTo("y");

        assertEquals(settingFacts(rich, ConfigField.text("other", "Other")), settingFacts(again(rich), null));
    }

    static List<ConfigField> kinds() {
        return List.of(ConfigField.text("a", "A"), ConfigField.secret("a", "A"), ConfigField.integer("a", "A").within(1, 5),
                ConfigField.flag("a", "A"), ConfigField.duration("a", "A", "5s").atLeast("1s"),
                ConfigField.address("a", "A", "ws", "wss").countsWhile("b", "c"), ConfigField.choice("a", "A", "x", "y"),
                ConfigField.choice("a", "A", "x", "y").defaultsTo("y"), ConfigField.list("a", "A").generated("there"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfSettingComesBack(ConfigField field) throws Exception {
        assertEquals(settingFacts(field, null), settingFacts(again(field), null));
    }

    /// What a setting keeps, with what shows in another language as it shows.
    private static Map<String, Object> settingFacts(ConfigField field, ConfigField poor) throws ReflectiveOperationException {
        Field kept = ConfigField.class.getDeclaredField("facts");
        kept.setAccessible(true);
        Map<String, Object> facts = facts(kept.get(field), poor == null ? null : kept.get(poor));
        facts.put("words", field.label("zh") + field.description("zh") + field.label() + field.description());
        facts.put("enterAtChinese", field.enterAt("zh"));
        facts.remove("type");
        facts.put("kind", field.type());
        return facts;
    }

    /// All fields by name.
    ///
    /// @param poor to see that each of them says something; null where that does not matter
    private static Map<String, Object> facts(Object rich, Object poor) throws ReflectiveOperationException {
        Map<String, Object> facts = new TreeMap<>();
        for (Field field : Arrays.stream(rich.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers())).toList()) {
            field.setAccessible(true);
            facts.put(field.getName(), field.get(rich));
            if (poor != null && !field.getName().matches("type|choices")) {
                assertNotEquals(field.get(poor), field.get(rich), field.getName() + " is not tried");
            }
        }
        return facts;
    }
}
