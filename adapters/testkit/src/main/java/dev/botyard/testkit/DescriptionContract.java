package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.runtime.config.FieldRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class DescriptionContract {
    abstract Stage stage();

    @Test
    @DisplayName("A-01 the host loads the packed jar")
    void loads() {
        assertEquals(stage().host.adapter().id(), stage().host.descriptor().id());
    }

    @Test
    @DisplayName("A-06 the descriptor is always the same")
    void describesItselfTheSameEveryTime() throws InterruptedException {
        AdapterDescriptor first = stage().host.adapter().factory().descriptor();
        AdapterDescriptor second = stage().host.adapter().factory().descriptor();
        assertEquals(shape(first), shape(second));
    }

    private static List<Object> shape(AdapterDescriptor descriptor) {
        return List.of(descriptor.id(), descriptor.name(), descriptor.imTypes(), descriptor.anyImType(),
                descriptor.capabilities(),
                descriptor.limits(),
                descriptor.schema().fields().stream()
                        .map(field -> field.key() + field.type() + field.defaultValue() + field.choices())
                        .toList());
    }

    @Test
    @DisplayName("A-07 it has a name for people")
    void hasAName() {
        assertFalse(stage().host.descriptor().name().isBlank());
    }

    @Test
    @DisplayName("A-08 settings have legal keys, labels and defaults")
    void settingsAreWellFormed() {
        Set<String> keys = new HashSet<>();
        for (ConfigField field : stage().host.descriptor().schema().fields()) {
            assertTrue(field.key().matches("[a-z][a-z0-9_]*"), "key " + field.key());
            assertTrue(keys.add(field.key()), "the key " + field.key() + " stands there twice");
            assertFalse(field.label().isBlank(), "the label of " + field.key());
            assertFalse(field.secret() && !field.defaultValue().isEmpty(), "the secret " + field.key() + " has a default");
            assertEquals(Optional.empty(), FieldRule.fault(field));
            assertTrue(field.defaultValue().isEmpty() || FieldRule.value(field, field.defaultValue()).isPresent(),
                    "the default of " + field.key() + " is not legal");
            field.condition().ifPresent(when -> {
                ConfigField decides = stage().host.descriptor().schema().field(when.key()).orElse(null);
                assertTrue(
                        decides != null && when.values().stream().allMatch(value -> FieldRule.value(decides, value).isPresent()),
                        field.key() + " counts while " + when.key() + " is one of " + when.values() + ", which it never is");
            });
        }
    }

    @Test
    @DisplayName("A-09 create() touches no network")
    void createOnlyAssigns() throws InterruptedException {
        stage().prepared();
        stage().host.create(Stage.BOT);
        stage().staysSo("no connection", () -> stage().im.attempts() == 0);
    }
}
