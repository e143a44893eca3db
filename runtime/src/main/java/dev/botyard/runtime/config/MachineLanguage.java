package dev.botyard.runtime.config;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// In which language settings are explained.
public final class MachineLanguage {
    private MachineLanguage() {}

    /// What the machine is set to. The variables are asked first: Java knows them only where the system has that locale installed.
    public static String of(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG").map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty()).findFirst().filter(value -> value.matches("[a-z]{2}([_.@-].*)?"))
                .map(value -> value.substring(0, 2)).orElseGet(() -> Locale.getDefault().getLanguage());
    }
}
