package dev.botyard.runtime.ops.manual;

import java.util.List;
import java.util.regex.Pattern;

/// The pages of the manual and what is to be copied out of them, for tests.
public final class ManualText {
    public static final List<String> PAGES = ManualPages.PAGES;
    private static final Pattern SNIPPET = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private ManualText() {}

    /// What stands between fences.
    public record Snippet(String language, String text) {}

    public static String page(String language, String page) {
        return ManualPages.text(language, page);
    }

    public static List<Snippet> snippets(String language, String page) {
        return SNIPPET.matcher(page(language, page)).results().map(found -> new Snippet(found.group(1), found.group(2))).toList();
    }

    /// Those of all pages in one language of programs.
    public static List<String> snippets(String program) {
        return PAGES.stream().flatMap(page -> snippets("en", page).stream()).filter(snippet -> snippet.language().equals(program))
                .map(Snippet::text).toList();
    }
}
