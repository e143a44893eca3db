package dev.botyard.runtime.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How an IM type may be spelled: in any case, with blanks around it, by an alias.
public final class ImTypes {
    /// The names that scripts written for AutClaw and autMan hard-code, and the IM type that each means here. One that means another kind
    /// of account than any adapter connects, such as `wxmp` for a WeChat subscription account, has no place here: what is meant for such
    /// an account must not go to another.
    public static final Map<String, String> PRESET = Map.of("tg", "telegram", "tb", "telegram", "wx", "weixin", "fs", "feishu",
            "dd",
            "dingtalk", "db", "discord", "kk", "kook", "qb", "qqbot");

    private ImTypes() {}

    /// Without case and blanks.
    public static String plain(String im) {
        return im.strip().toLowerCase(Locale.ROOT);
    }

    /// The IM type that `im` stands for.
    ///
    /// @param aliases plain names only
    public static String canonical(Map<String, String> aliases, String im) {
        String plain = plain(im);
        return aliases.getOrDefault(plain, plain);
    }

    /// All aliases in force: the operator's own over the preset ones, each leading to its end.
    ///
    /// @param own   plain names only, none of them leading to another of them
    /// @param borne IM types of accounts, which are themselves whatever is preset
    static Map<String, String> aliases(Map<String, String> own, Set<String> borne) {
        Map<String, String> preset = new HashMap<>();
        PRESET.forEach((alias, im) -> {
            String target = own.getOrDefault(im, im);
            if (!borne.contains(alias) && !own.containsKey(alias) && !target.equals(alias)) {
                preset.put(alias, target);
            }
        });
        Map<String, String> aliases = new HashMap<>(preset);
        own.forEach((alias, im) -> aliases.put(alias, preset.getOrDefault(im, im)));
        return Map.copyOf(aliases);
    }
}
