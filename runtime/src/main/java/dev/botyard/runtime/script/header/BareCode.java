package dev.botyard.runtime.script.header;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// JavaScript without its comments, texts and patterns, sign by sign in the place where it was. The code in templates stays.
///
/// One pass over any text, never more than its length: obfuscated scripts have texts of a hundred thousand escapes.
final class BareCode {
    private static final String BEFORE_PATTERN = "(,=:[!&|?{};+-*%<>~^\n";
    private static final int TEMPLATE = -1;

    private final String source;
    private final char[] code;
    /// Where code stands in templates, innermost first: how many brackets are open in it, or [#TEMPLATE] for the text of one.
    private final Deque<Integer> templates = new ArrayDeque<>();
    private int at;

    private BareCode(String source) {
        this.source = source;
        code = source.toCharArray();
    }

    static String of(String source) {
        BareCode bare = new BareCode(source);
        while (bare.at < source.length()) {
            bare.step();
        }
        return new String(bare.code);
    }

    private void step() {
        char sign = source.charAt(at);
        if (!templates.isEmpty() && templates.peek() == TEMPLATE) {
            inTemplate(sign);
        } else if (source.startsWith("//", at)) {
            blankTo(end("\n", at));
        } else if (source.startsWith("/*", at)) {
            int end = source.indexOf("*/", at + 2);
            blankTo(end < 0 ? source.length() : end + 2);
        } else if (sign == '\'' || sign == '"') {
            blankTo(quoted(sign, false));
        } else if (sign == '/' && beginsPattern()) {
            blankTo(quoted('/', true));
        } else {
            brackets(sign);
            at++;
        }
    }

    private void inTemplate(char sign) {
        if (sign == '`') {
            templates.pop();
        } else if (source.startsWith("${", at)) {
            templates.push(0);
            code[at++] = ';';
            code[at++] = ';';
            return;
        }
        blankTo(Math.min(source.length(), at + (sign == '\\' ? 2 : 1)));
    }

    private void brackets(char sign) {
        if (sign == '`') {
            templates.push(TEMPLATE);
        } else if (!templates.isEmpty() && (sign == '{' || sign == '}')) {
            int open = templates.pop() + (sign == '{' ? 1 : -1);
            if (open >= 0) {
                templates.push(open);
            } else {
                code[at] = ';';
            }
        }
    }

    /// Behind the text that begins here; at the line's end where it has none.
    private int quoted(char quote, boolean pattern) {
        boolean choice = false;
        for (int i = at + 1; i < source.length(); i++) {
            char sign = source.charAt(i);
            if (sign == '\\') {
                i++;
            } else if (sign == '\n') {
                return i;
            } else if (sign == quote && !choice) {
                return i + 1;
            } else if (pattern && (sign == '[' || sign == ']')) {
                choice = sign == '[';
            }
        }
        return source.length();
    }

    private boolean beginsPattern() {
        int before = at - 1;
        while (before >= 0 && (code[before] == ' ' || code[before] == '\t')) {
            before--;
        }
        return before < 0 || BEFORE_PATTERN.indexOf(code[before]) >= 0
                || new String(code, Math.max(0, before - 6), Math.min(7, before + 1)).endsWith("return");
    }

    private int end(String sign, int from) {
        int found = source.indexOf(sign, from);
        return found < 0 ? source.length() : found;
    }

    /// Lines stay lines.
    private void blankTo(int end) {
        for (int i = at; i < end; i++) {
            if (code[i] != '\n') {
                code[i] = ' ';
            }
        }
        if (end > at && code[at] == ' ' && source.charAt(at) != '/') {
            Arrays.fill(code, at, at + 1, '"');
        }
        at = end;
    }
}
