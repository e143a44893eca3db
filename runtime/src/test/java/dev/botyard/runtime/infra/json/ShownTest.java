package dev.botyard.runtime.infra.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;

class ShownTest {

    /// Spelled in a way of its own.
    enum Fruit implements Labelled {
        APPLE("an apple"), PEAR("a pear");

        private final String label;

        Fruit(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /// Spelled as it is called.
    enum Size {
        VERY_SMALL, LARGE
    }

    private record Basket(String zName, Instant sinceWhen, Duration howLong, Fruit bestFruit, Size size, Path where,
            List<Fruit> others, Map<String, Integer> counts, Optional<String> note) {}

    private record Small(int count, boolean on, String text, Duration time, Fruit fruit) {}

    private static final Basket BASKET = new Basket("茶", Instant.parse("2026-01-02T12:00:00.120Z"),
            Duration.ofNanos(1_234_567), Fruit.PEAR, Size.VERY_SMALL, Path.of("/a/../b c"), List.of(Fruit.APPLE, Fruit.PEAR),
            Map.of("KeyAsItIs", 1), Optional.of("n"));

    @Test
    void aRecordIsWrittenInItsOrderAndInSnakeCase() {
        assertEquals("{\"z_name\":\"茶\",\"since_when\":\"2026-01-02T12:00:00.120Z\",\"how_long\":1.234,"
                + "\"best_fruit\":\"a pear\",\"size\":\"very_small\",\"where\":\"/a/../b c\",\"others\":[\"an apple\",\"a pear\"],"
                + "\"counts\":{\"KeyAsItIs\":1},\"note\":\"n\"}", Shown.text(BASKET));
    }

    @Test
    void treeAndMapSayTheSameAsTheText() {
        assertEquals(Shown.MAPPER.readTree(Shown.text(BASKET)), Shown.tree(BASKET));
        assertEquals(Shown.MAPPER.readTree(Shown.text(BASKET)), Shown.tree(Shown.map(BASKET)));
        assertEquals(List.of("z_name", "since_when", "how_long", "best_fruit", "size", "where", "others", "counts", "note"),
                List.copyOf(Shown.map(BASKET).keySet()));
    }

    @Test
    void whatWasWrittenIsReadBack() {
        Small small = new Small(3, true, "茶", Duration.ofMillis(1_500), Fruit.APPLE);
        assertEquals(small, Shown.read(Shown.tree(small), Small.class));
    }

    @Test
    void whatAnotherVersionWroteIsReadAsFarAsItGoes() {
        assertEquals(new Small(0, false, null, null, null),
                Shown.read(Shown.MAPPER.readTree("{\"later\":[1],\"count\":null}"), Small.class));
    }

    @Test
    void aWordThatIsNoneIsRefused() {
        var other = Shown.MAPPER.readTree("{\"fruit\":\"a plum\"}");
        assertThrows(InvalidFormatException.class, () -> Shown.read(other, Small.class));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0.0", "PT0.000001S, 0.001", "PT1S, 1000.0", "PT-1S, -1000.0", "PT24H, 8.64E7"})
    void durationsAreMilliseconds(Duration duration, double millis) {
        assertEquals(millis, Shown.tree(new Small(0, false, "", duration, null)).path("time").doubleValue());
        assertEquals(duration, Shown.read(Shown.MAPPER.readTree("{\"time\":" + millis + "}"), Small.class).time());
    }

    @Test
    void labelsAreTheirOwnOrTheNameInLowerCase() {
        assertEquals("an apple", Shown.label(Fruit.APPLE));
        assertEquals("very_small", Shown.label(Size.VERY_SMALL));
    }

    @Test
    void theMapperOfTheProtocolTakesWhatItGave() {
        String text = "\u2028 \" \\ \u0000 🍵";
        assertEquals(text, Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(text)).stringValue());
        assertThrows(JacksonException.class, () -> Json.MAPPER.readTree("{\"a\":1} trailing }"));
    }
}
