package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.script.header.HeaderProblem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoneTestsTest {
    private static List<Integer> lines(String source) {
        return NoneTests.in(source.replace("; ", "\n")).stream().map(HeaderProblem::line).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = sender.listen(60000); if a is None:", "a = sender.input(60000, 0, False); if a == None:",
        "a = middleware.Sender(x).listen(1); if a is not None:", "const a = await sender.listen(1000); if (a === null) return",
        "let a = await s.input(); if (null == a) {", "a: str = s.listen(); while a is None:",
        "x = 1; if (a := s.listen(1)) is None:",
        "x = 1; if sender.listen(60000) is None:", "x = 1; if ((await s.listen(1000)) === null) {",
        "const a = await listen(5); if (a == undefined) return",
        "a = s.listen(1); if a is None or a == 'q':", "a = s.listen(1); if a == 'q' or a is None:"})
    void anAnswerThatIsComparedWithNoneOnlyIsFound(String source) {
        assertEquals(1, lines(source).size(), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = sender.listen(60000); if not a:", "a = s.listen(1); if a is None or a == '':",
        "a = s.listen(1); if a:; if a is None:", "const a = await s.listen(1); if (!a) return; if (a === null) return",
        "a = s.listen(1) or ''; if a is None:", "const a = await s.listen(1) ?? ''; if (a === null) {",
        "a = s.listen(1); b = a or 'x'; if a is None:",
        "a = s.listen(1); if a in (None, ''):", "a = s.listen(1); print(a)", "a = input('name'); if a is None:",
        "a = s.listen(1); a = other(); if a is None:", "def f():;     a = s.listen(1); def g(a):;     if a is None:",
        "# a = s.listen(1); if a is None:", "a = s.listen(1); # if a is None:",
        "const a = await s.listen(1); if (a !== null && a !== '') {",
        "const a = await s.listen(1); if (a && a !== null) {", "a = s.listen(1); if a is None or len(a) == 0:",
        "a = s.listen(1); if b.a is None:", "a = s.listen(1); if a == 'None':"})
    void whoeverAlsoLooksForNothingIsLeftAlone(String source) {
        assertEquals(List.of(), lines(source), source);
    }
}
