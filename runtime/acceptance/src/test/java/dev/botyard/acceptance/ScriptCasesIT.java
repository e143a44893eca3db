package dev.botyard.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Plays every `scripts/*.yaml` in every language that it has a script for, one after another on one host. CONTRIBUTING tells how to add one.
///
/// `-Dbotyard.case=REGEX` plays the files with such names alone.
@TestInstance(Lifecycle.PER_CLASS)
class ScriptCasesIT {
    private static final String CHOSEN = System.getProperty("botyard.case", "");

    private Yard yard;
    private int played;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        yard = new Yard(home);
    }

    @AfterAll
    void close() {
        yard.close();
    }

    @TestFactory
    Stream<DynamicContainer> cases() throws Exception {
        return CaseFile.in(Yard.resource("scripts")).stream().filter(file -> CHOSEN.isEmpty() || file.name().matches(CHOSEN))
                .map(file -> DynamicContainer.dynamicContainer(file.name(), tests(file)));
    }

    private List<DynamicTest> tests(CaseFile file) {
        List<DynamicTest> tests = new ArrayList<>();
        for (CaseFile.Scene scene : file.scenes()) {
            for (String language : file.languages()) {
                int number = played++;
                tests.add(DynamicTest.dynamicTest(scene.name() + " [" + language + "]",
                        () -> Performance.play(yard, new Cast(file.name(), language, number), scene)));
            }
        }
        return tests;
    }
}
