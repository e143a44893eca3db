package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.echo.Flaw;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The text of the contract and the tests of the kit name the same requirements.
class ContractTextTest {
    private static final Pattern REQUIREMENT = Pattern.compile("\\*\\*(A-\\d\\d)\\*\\*(.*?)\\*\\((kit|loader|review)\\)\\*",
            Pattern.DOTALL);
    /// A jar that is none fails everything; whether the socket gives a line in pieces is not in a flaw's hands.
    private static final Set<String> UNBROKEN = Set.of("A-01", "A-29");
    private static final List<Class<?>> GROUPS = List.of(DescriptionContract.class, LifeContract.class, InboundContract.class,
            OutboundContract.class, ChaosContract.class, AbilityContract.class, IsolationContract.class);

    @Test
    void everyNumberIsTextAndEveryTextSaysHowItIsHeld() throws IOException {
        Map<String, String> held = new TreeMap<>();
        String text = Files.readString(Path.of("../../adapter-api/README.md"));
        Matcher found = REQUIREMENT.matcher(text);
        while (found.find()) {
            assertTrue(held.put(found.group(1), found.group(3)) == null, found.group(1) + " stands there twice");
            assertTrue(!found.group(2).contains("**A-"), found.group(1) + " does not say how it is held");
        }
        TreeSet<String> tested = new TreeSet<>();
        for (Class<?> group : GROUPS) {
            for (Method method : group.getDeclaredMethods()) {
                DisplayName name = method.getAnnotation(DisplayName.class);
                if (name != null) {
                    tested.add(name.value().substring(0, 4));
                }
            }
        }
        held.values().removeIf(how -> !how.equals("kit"));
        assertEquals(held.keySet(), tested);
        tested.removeAll(Arrays.stream(Flaw.values()).flatMap(flaw -> flaw.found().stream()).collect(Collectors.toSet()));
        assertEquals(UNBROKEN, tested, "no broken adapter shows that these can fail");
    }
}
