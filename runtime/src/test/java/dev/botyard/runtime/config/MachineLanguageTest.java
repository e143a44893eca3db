package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineLanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"LANG=zh_CN.UTF-8 | zh", "LANG=en_US.UTF-8,LC_ALL=zh_CN | zh",
        "LANG=zh_CN,LC_MESSAGES=de_DE@euro | de",
        "LC_ALL=,LANG=fr | fr"})
    void theLanguageIsThatOfTheMachine(String variables, String language) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(",")) {
            environment.put(variable.split("=", -1)[0], variable.split("=", -1)[1]);
        }
        assertEquals(language, MachineLanguage.of(environment));
    }

    @Test
    void aLanguageThatIsNoneIsThatOfJava() {
        String own = Locale.getDefault().getLanguage();
        for (String value : List.of("C", "POSIX", "C.UTF-8", "english")) {
            assertEquals(own, MachineLanguage.of(Map.of("LC_ALL", value)), value);
        }
        assertEquals(own, MachineLanguage.of(Map.of()));
    }
}
