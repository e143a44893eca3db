package dev.botyard.runtime.script.render;

import dev.botyard.runtime.infra.json.Arguments;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// HTML with places for data: `{{name}}`, `{{a.b}}`, `{{.}}`, `{{#list}}…{{/list}}` for each item, or once where something is there,
/// `{{^list}}…{{/list}}` where nothing is, `{{! remarks }}`.
///
/// Values are text and never markup, with three braces too: people's words stand in them.
final class Template {
    private static final Pattern TAG = Pattern.compile("\\{\\{(\\{?)\\s*([#^/!&]?)\\s*([^{}]*?)\\s*\\}?\\}\\}", Pattern.DOTALL);
    private static final int LARGEST = 8 << 20;
    private static final int DEEPEST = 64;

    private final String text;
    private final StringBuilder filled = new StringBuilder();
    /// What names are looked for in, the innermost first.
    private final Deque<JsonNode> scopes = new ArrayDeque<>();

    private Template(String text, JsonNode data) {
        this.text = text;
        scopes.push(data);
    }

    /// @throws RenderException when a section does not end, or the page becomes too large
    static String fill(String template, JsonNode data) {
        Template filling = new Template(template, data);
        filling.fill(0, template.length());
        return filling.filled.toString();
    }

    private void fill(int from, int to) {
        Matcher tag = TAG.matcher(text).region(from, to);
        int at = from;
        while (tag.find(at)) {
            if (tag.end() > to) {
                break;
            }
            add(text, at, tag.start());
            at = tag.end();
            switch (tag.group(2)) {
                case "!" -> {
                }
                case "#", "^" -> at = section(tag.group(2).equals("#"), tag.group(3), tag.end(), to);
                case "/" -> throw new RenderException("the template ends {{/" + tag.group(3) + "}}, which it has not begun");
                default -> {
                    String value = escaped(Arguments.scalar(find(tag.group(3))));
                    add(value, 0, value.length());
                }
            }
        }
        add(text, at, to);
    }

    /// @return where the section's end tag ends
    private int section(boolean wanted, String name, int from, int to) {
        Matcher tag = TAG.matcher(text);
        int open = 1;
        int at = from;
        while (tag.find(at) && tag.end() <= to) {
            at = tag.end();
            if (!tag.group(3).equals(name)) {
                continue;
            }
            open += switch (tag.group(2)) {
                case "#", "^" -> 1;
                case "/" -> -1;
                default -> 0;
            };
            if (open == 0) {
                repeat(wanted, find(name), from, tag.start());
                return at;
            }
        }
        throw new RenderException("the template does not end {{#" + name + "}}; write {{/" + name + "}}");
    }

    private void repeat(boolean wanted, JsonNode value, int from, int to) {
        if (there(value) != wanted) {
            return;
        }
        if (scopes.size() > DEEPEST) {
            throw new RenderException("the template has more than " + DEEPEST + " sections inside of one another");
        }
        Iterator<JsonNode> items = wanted && value.isArray() ? value.iterator() : List.of(value).iterator();
        while (items.hasNext()) {
            scopes.push(items.next());
            fill(from, to);
            scopes.pop();
        }
    }

    private static boolean there(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> false;
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.stringValue().isEmpty();
            case ARRAY -> !value.isEmpty();
            default -> true;
        };
    }

    private JsonNode find(String name) {
        if (name.equals(".")) {
            return scopes.peek();
        }
        String[] steps = name.split("\\.");
        for (JsonNode scope : scopes) {
            JsonNode found = step(scope, steps[0].strip());
            if (!found.isMissingNode()) {
                for (int i = 1; i < steps.length; i++) {
                    found = step(found, steps[i].strip());
                }
                return found;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode step(JsonNode from, String name) {
        return from.isArray() && name.matches("\\d{1,6}") ? from.path(Integer.parseInt(name)) : from.path(name);
    }

    private void add(String from, int start, int end) {
        if (filled.length() + (end - start) > LARGEST) {
            throw new RenderException("the page would have more than " + (LARGEST >> 20) + " million characters");
        }
        filled.append(from, start, end);
    }

    /// Fit for an element and for an attribute in quotes.
    private static String escaped(String value) {
        StringBuilder safe = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '`' -> safe.append("&#96;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
