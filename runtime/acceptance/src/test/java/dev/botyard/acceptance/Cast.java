package dev.botyard.acceptance;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The names that a case uses: `$lang` (`py`, `js` or `es5`), `$group` and `$me`, the chat and the person that no other case has, `$host`,
/// `$yesterday`, and what its steps keep.
final class Cast {
    /// Beyond what a double holds exactly: no id may become a number on its way.
    private static final long FIRST_PERSON = 9007199254740993L;
    private static final int FIRST_GROUP = 1001;
    private static final Pattern NAME = Pattern.compile("\\$(\\w+)");

    private final String script;
    private final Map<String, String> names = new LinkedHashMap<>();

    /// @param number another for every performance
    Cast(String file, String language, int number) {
        script = CaseFile.script(file, language);
        names.put("lang", language);
        names.put("yesterday", LocalDate.now().minusDays(1).toString());
        names.put("group", Integer.toString(FIRST_GROUP + number));
        names.put("me", Long.toString(FIRST_PERSON + 2L * number));
    }

    /// The file of the script.
    String script() {
        return script;
    }

    String name(String name) {
        return names.get(name);
    }

    void keep(String name, String value) {
        names.put(name, value);
    }

    /// A text with the names filled in.
    String fill(String text) {
        return NAME.matcher(text).replaceAll(
                name -> Matcher.quoteReplacement(names.getOrDefault(name.group(1), name.group())));
    }

    /// The same for all texts of a tree, names of members too.
    JsonNode fill(JsonNode tree) {
        if (tree.isString()) {
            return JsonNodeFactory.instance.stringNode(fill(tree.stringValue()));
        }
        if (tree.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        if (tree.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(member -> filled.set(fill(member.getKey()), fill(member.getValue())));
            return filled;
        }
        return tree;
    }
}
