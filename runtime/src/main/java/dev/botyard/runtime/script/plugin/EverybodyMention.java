package dev.botyard.runtime.script.plugin;

import java.util.regex.Pattern;

/// Whether an author wrote mentions of everybody. Where no word of the script could make one, a code that mentions everybody was put together
/// from what somebody typed, such as the lone word that a script puts into `[CQ:at,qq=…]`.
final class EverybodyMention {
    private static final Pattern WRITTEN = Pattern.compile("qq\\s*=\\s*all\\b|([\"'`])all\\1");

    private EverybodyMention() {}

    static boolean in(String source) {
        return WRITTEN.matcher(source).find();
    }
}
