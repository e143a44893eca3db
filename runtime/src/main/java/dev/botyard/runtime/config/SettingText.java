package dev.botyard.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A setting in sentences and as a row of a table: what READMEs, templates and commands say about it. Pure.
public final class SettingText {
    private static final String HEAD = "| key | default | values | meaning |\n|---|---|---|---|\n";

    private SettingText() {}

    /// The table of the host's settings as it stands in its README.
    public static String table(List<Setting> settings) {
        StringBuilder table = new StringBuilder(HEAD);
        settings.forEach(setting -> row(table, SettingView.of(setting.field()), values(setting), setting.atStart()));
        return table.toString();
    }

    /// The table of an adapter's settings as it stands in its README.
    public static String tableOf(List<SettingView> settings) {
        StringBuilder table = new StringBuilder(HEAD);
        settings.forEach(view -> row(table, view, values(view), false));
        return table.toString();
    }

    private static void row(StringBuilder table, SettingView view, String values, boolean atStart) {
        String missing = view.required() && view.onlyIf().isEmpty()
                ? "needed"
                : view.defaultValue().isEmpty() ? "" : "`" + view.defaultValue() + "`";
        table.append("| `").append(view.key()).append("` |").append(missing.isEmpty() ? "" : " " + missing).append(" | ")
                .append(values).append(" | ").append(meaning(view).replace("|", "\\|")).append(atStart ? " (*start*)" : "")
                .append(" |\n");
    }

    private static String meaning(SettingView view) {
        StringBuilder text = new StringBuilder(view.description().isEmpty() ? view.label() : view.description());
        view.generated().ifPresent(_ -> text.append("; made by `botyard new account` and the console"));
        view.onlyIf().ifPresent(when -> text.append(!when.refused() ? "; counts" : view.required() ? "; needed" : "; only")
                .append(" while `").append(when.key()).append("` is ")
                .append(when.values().stream().map(value -> "`" + value + "`").collect(Collectors.joining(" or "))));
        return text.toString();
    }

    /// Which values it takes, as Markdown.
    private static String values(Setting setting) {
        return switch (setting.shape()) {
            case VALUE -> values(SettingView.of(setting.field()));
            case TEXT_BY_NAME -> "text by name";
            case LIST_BY_NAME -> "lists by name";
            case KEYS -> "keys";
        };
    }

    /// Which values it takes, as Markdown.
    public static String values(SettingView view) {
        return switch (view.type()) {
            case "integer" -> {
                String range = range(view);
                yield (range.isEmpty() ? "number" : range) + (view.unit().isEmpty() ? "" : " " + view.unit());
            }
            case "duration" -> {
                String range = view.least().equals("1ms") ? "" : range(view);
                yield range.isEmpty() ? "duration" : "duration, " + range;
            }
            case "flag" -> "`true`, `false`";
            case "choice" -> view.choices().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
            case "address" -> view.choices().stream().map(value -> "`" + value + "://`").collect(Collectors.joining(", "));
            case "list" -> "list";
            default -> view.secret() ? "secret text" : "text";
        };
    }

    private static String range(SettingView view) {
        if (view.least().isEmpty()) {
            return view.most().isEmpty() ? "" : "up to " + view.most();
        }
        return view.most().isEmpty() ? view.least() + " or more" : view.least() + " to " + view.most();
    }

    /// One line of plain text: label, description, values.
    public static String line(SettingView view, String language) {
        boolean chinese = language.equals("zh");
        SettingView.Words words = view.in(language);
        boolean repeated = words.description().toLowerCase(Locale.ROOT).startsWith(words.label().toLowerCase(Locale.ROOT));
        StringBuilder text = new StringBuilder(words.label());
        if (!words.description().isEmpty()) {
            text.append(repeated
                    ? words.description().substring(words.label().length())
                    : (chinese ? "：" : "; ") + words.description());
        }
        if (!view.choices().isEmpty()) {
            text.append(chinese ? "（" : " (").append(String.join(" | ", view.choices())).append(chinese ? "）" : ")");
        } else if (view.type().equals("integer") && !(view.unit() + range(view)).isEmpty()) {
            text.append(chinese ? "（" : " (").append(values(view, language)).append(chinese ? "）" : ")");
        }
        return plain(text.toString());
    }

    /// Which values it takes, in plain text.
    public static String values(SettingView view, String language) {
        if (!language.equals("zh")) {
            return plain(values(view));
        }
        String range = view.least().equals("1ms") ? "" : rangeInChinese(view);
        return switch (view.type()) {
            case "integer" -> (range.isEmpty() ? "数字" : range) + unitInChinese(view.unit());
            case "duration" -> range.isEmpty() ? "时长" : "时长，" + range;
            case "list" -> "列表";
            case "flag", "choice", "address" -> plain(values(view)).replace(", ", "、");
            default -> view.secret() ? "密钥文本" : "文本";
        };
    }

    private static String rangeInChinese(SettingView view) {
        if (view.least().isEmpty()) {
            return view.most().isEmpty() ? "" : "最大 " + view.most();
        }
        return view.most().isEmpty() ? "最小 " + view.least() : view.least() + " 到 " + view.most();
    }

    private static String unitInChinese(String unit) {
        return switch (unit) {
            case "" -> "";
            case "bytes" -> " 字节";
            case "ms" -> " 毫秒";
            case "seconds" -> " 秒";
            case "hours" -> " 小时";
            default -> " " + unit;
        };
    }

    /// Without the marks of Markdown.
    public static String plain(String markdown) {
        return markdown.replace("`", "").replace("*", "").replace('\n', ' ');
    }
}
