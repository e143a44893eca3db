package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.runtime.infra.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the schemas say; that they judge files as the host does is tried with whole files elsewhere.
class EditorSchemaTest {

    private static EditorSchema.Adapter adapter(String id, List<String> imTypes, ConfigField... fields) {
        return new EditorSchema.Adapter(id, "The " + id, imTypes, Stream.of(fields).map(SettingView::of).toList());
    }

    private static JsonNode accounts(EditorSchema.Adapter... adapters) {
        return Json.MAPPER.valueToTree(EditorSchema.accounts(List.of(adapters), "en"));
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    @Test
    void everySettingOfTheHostStandsAtItsPlace() {
        JsonNode schema = Json.MAPPER.valueToTree(EditorSchema.host("en"));
        for (Setting setting : HostDeclaration.SETTINGS) {
            String path = "/properties/" + setting.key().replace(".", "/properties/");
            assertTrue(schema.at(path).has("title"), setting.key());
        }
        assertFalse(schema.path("additionalProperties").booleanValue());
        assertFalse(schema.at("/properties/push/additionalProperties").booleanValue());
        assertEquals(8_200, schema.at("/properties/port/default").intValue());
        assertTrue(schema.at("/properties/media/properties/pass_addresses/default").booleanValue());
    }

    @Test
    void aReplyHasAnyNameAndKnownKeys() {
        JsonNode schema = Json.MAPPER.valueToTree(EditorSchema.replies("en"));
        assertEquals("[\"when\"]", schema.at("/additionalProperties/required").toString());
        assertFalse(schema.at("/additionalProperties/additionalProperties").booleanValue(true));
        for (Setting setting : ReplyDeclaration.SETTINGS) {
            assertTrue(schema.at("/additionalProperties/properties/" + setting.key()).has("title"), setting.key());
        }
    }

    @Test
    void explanationsAreInTheLanguageAskedFor() {
        JsonNode schema = Json.MAPPER.valueToTree(EditorSchema.host("zh"));
        assertEquals("端口", schema.at("/properties/port/title").stringValue());
        String plain = schema.at("/properties/port/description").stringValue();
        String marked = schema.at("/properties/port/markdownDescription").stringValue();
        assertFalse(plain.contains("`"), plain);
        assertTrue(marked.contains("`--port`"), marked);
    }

    @Test
    void aValueMayAlwaysBeAReferenceOrNothing() {
        JsonNode values = accounts(adapter("a", List.of("qq"), ConfigField.integer("n", "N").within(1, 5)))
                .at("/definitions/a/properties/n/anyOf");
        assertEquals("[\"integer\",\"string\",\"string\",\"null\"]",
                Json.MAPPER.valueToTree(values.valueStream().map(value -> value.path("type")).toList()).toString());
        assertEquals("1 5", values.get(0).path("minimum") + " " + values.get(0).path("maximum"));
        assertTrue("${env:X}".matches(".*" + values.get(2).path("pattern").stringValue() + ".*"));
    }

    @Test
    void valuesFollowTheirKind() {
        JsonNode properties = accounts(adapter("a", List.of("qq"), ConfigField.flag("f", "F"),
                ConfigField.choice("c", "C", "x", "y"), ConfigField.duration("d", "D", "5s"), ConfigField.list("l", "L"),
                ConfigField.address("u", "U", "ws", "wss"), ConfigField.address("v", "V"), ConfigField.secret("s", "S")))
                .at("/definitions/a/properties");
        assertEquals("boolean", properties.at("/f/anyOf/0/type").stringValue());
        assertTrue(properties.at("/f/anyOf/1/enum").valueStream().anyMatch(word -> word.stringValue().equals("Yes")));
        assertEquals("[\"x\",\"y\"]", properties.at("/c/anyOf/0/enum").toString());
        assertTrue("1h30m".matches(properties.at("/d/anyOf/0/pattern").stringValue()));
        assertFalse("30".matches(properties.at("/d/anyOf/0/pattern").stringValue()));
        assertEquals("array", properties.at("/l/anyOf/0/type").stringValue());
        assertEquals("^(ws|wss)://", properties.at("/u/anyOf/0/pattern").stringValue());
        assertEquals("^[A-Za-z][A-Za-z0-9+.-]*://", properties.at("/v/anyOf/0/pattern").stringValue());
        assertFalse(properties.path("s").has("default"));
    }

    @Test
    void theImTypeDecidesWhereOneAdapterAloneServesIt() {
        JsonNode rules = accounts(adapter("one", List.of("qq", "wx")), adapter("two", List.of("wx")), adapter("any", List.of()))
                .path("allOf");
        assertEquals(List.of(2, 1, 1), rules.valueStream().map(rule -> rule.at("/if/anyOf").size()).toList());
        assertEquals("[\"qq\"]", rules.at("/0/if/anyOf/1/properties/im/enum").toString());
        assertEquals("#/definitions/two", rules.at("/1/then/properties/config/$ref").stringValue());
    }

    @Test
    void whatIsNeededIsNeededAlsoWhereItDependsOnAnother() {
        JsonNode config = accounts(adapter("a", List.of("qq"), ConfigField.text("id", "Id").mandatory(),
                ConfigField.choice("mode", "Mode", "reverse", "forward"),
                ConfigField.address("url", "Address", "ws").mandatory().onlyWhile("mode", "forward"),
                ConfigField.secret("token", "Token").onlyWhile("mode", "reverse"),
                ConfigField.secret("sign", "Sign").countsWhile("mode", "forward"))).at("/definitions/a");
        assertEquals("[\"id\"]", config.path("required").toString());
        assertEquals("object", config.path("type").stringValue());
        JsonNode rules = config.path("allOf");
        assertEquals(3, rules.size(), rules::toString);
        assertEquals("[\"url\"]", rules.at("/0/then/required").toString());
        assertEquals("[\"mode\"]", rules.at("/0/if/required").toString());
        assertEquals("[\"url\"]", rules.at("/1/if/required").toString());
        assertFalse(rules.at("/2/then").has("required"), "mode is reverse where nobody says anything");
    }

    @Test
    void theHostsOwnSettingStandsAmongThoseOfEveryAdapter() {
        JsonNode schema = accounts(adapter("a", List.of("qq")));
        assertEquals(List.of("allow_anybody"), names(schema.at("/definitions/a/properties")));
        assertEquals(List.of("im", "adapter", "alias", "enabled", "default", "order", "allow_anybody", "platform_calls",
                "proxy", "config"),
                names(schema.path("properties")));
        assertEquals("[\"im\"]", schema.path("required").toString());
        assertFalse(schema.at("/allOf/0/then").has("required"), "an adapter that needs nothing needs no config");
    }
}
