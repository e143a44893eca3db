package dev.botyard.runtime.script.header;

import dev.botyard.runtime.infra.json.Truth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What may be filled into a field of a plugin's form.
public final class ParamValue {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");

    private ParamValue() {}

    /// `typed` as scripts read it: truths as `true` and `false`, choices by their value.
    ///
    /// @param typed   not empty
    /// @param refusal makes the error out of a sentence; none names a secret
    public static String checked(PluginParam param, String typed, Function<String, ? extends RuntimeException> refusal) {
        return switch (param.type()) {
            case BOOLEAN -> Truth.of(typed.strip()).map(String::valueOf)
                    .orElseThrow(() -> refusal.apply(param.fullKey() + " must be true or false"
                            + (param.secret() ? "" : ", not " + HeaderProblems.quote(typed))));
            case NUMBER -> Optional.of(typed.strip()).filter(text -> NUMBER.matcher(text).matches())
                    .orElseThrow(() -> refusal.apply(param.fullKey() + " must be a number"
                            + (param.secret() ? "" : ", not " + HeaderProblems.quote(typed))));
            case SELECT -> choice(param, typed.strip())
                    .orElseThrow(() -> refusal.apply(param.fullKey() + " must be one of " + values(param)
                            + (param.secret() ? "" : ", not " + HeaderProblems.quote(typed))));
            case STRING, SECRET -> typed;
        };
    }

    /// People may say a choice by what they see of it. A field without choices takes anything.
    private static Optional<String> choice(PluginParam param, String typed) {
        List<PluginParam.Option> options = param.options();
        return options.isEmpty()
                ? Optional.of(typed)
                : options.stream().filter(option -> option.value().equals(typed)).findFirst()
                        .or(() -> options.stream().filter(option -> option.label().equals(typed)).findFirst())
                        .map(PluginParam.Option::value);
    }

    private static String values(PluginParam param) {
        return String.join(", ", param.options().stream().map(PluginParam.Option::value).toList());
    }
}
