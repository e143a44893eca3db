package dev.botyard.runtime.script.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    @Test
    void pipsFaultsAreFoldedIntoOneLine() {
        assertEquals(
                "Could not find a version that satisfies the requirement teapto (from versions: none); "
                        + "No matching distribution found for teapto",
                LastWords.of(List.of("Looking in links: /x", "",
                        "\u001b[31mERROR: Could not find a version that satisfies the requirement teapto (from versions: none)\u001b[0m",
                        "ERROR: No matching distribution found for teapto", "", "[notice] A new release of pip is available",
                        "[notice] To update, run: pip install --upgrade pip")));
    }

    @Test
    void npmsFaultsAreFoldedIntoOneLine() {
        assertEquals("code E404; 404 Not Found - GET https://r.example/teapto - Not found",
                LastWords.of(List.of("npm warn deprecated x@1: old", "npm error code E404",
                        "npm error 404 Not Found - GET https://r.example/teapto - Not found", "npm error",
                        "npm error A complete log of this run can be found in: /home/u/.npm/_logs/1-debug-0.log")));
    }

    @Test
    void whateverElseWasSaidStandsThereWhenNothingLooksLikeAFault() {
        assertEquals("/usr/bin/python3: No module named pip",
                LastWords.of(List.of("/usr/bin/python3: No module named pip", " ")));
        assertEquals("it said nothing", LastWords.of(List.of("", "  ")));
    }

    @Test
    void longWordsKeepTheirEnd() {
        String words = LastWords.of(List.of("x".repeat(5_000) + " the end"));
        assertTrue(words.startsWith("…") && words.endsWith(" the end") && words.length() <= 401, words);
    }
}
