package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.logging.HiddenText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// `accounts/<id>.yaml`: one account. Immutable.
///
/// @param im        as written; an alias is not resolved here
/// @param adapter   `""` where the IM type decides
/// @param choice    where the adapter is chosen: the key `adapter`, else `im`
/// @param preferred whether it is the default account of its IM type
/// @param terms     what the host decides by
/// @param config    the adapter's settings, not checked yet
public record AccountFile(String id, Path file, String im, String adapter, YamlNode.Place choice, String alias, boolean enabled,
        boolean preferred, int order, AccountTerms terms, YamlNode.YamlObject config) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    /// The file's account; no problem means it is complete.
    static Reading<AccountFile> of(Path file, YamlNode.YamlObject object) {
        CheckedSettings checked = SettingsCheck.of(AccountDeclaration.SETTINGS, object);
        AccountFile account = new AccountFile(id(file), object.place().file(), checked.text("im"), checked.text("adapter"),
                checked.place(checked.has("adapter") ? "adapter" : "im"), checked.text("alias"), checked.flag("enabled"),
                checked.flag("default"), checked.integer("order"), AccountTerms.of(checked), config(checked, object));
        if (!checked.has("im")) {
            checked.problem("im", "an account needs the IM type it belongs to, such as 'im: qq'.");
        } else if (!account.im.isEmpty() && !NAME.matcher(account.im).matches()) {
            checked.problem("im", "'" + account.im + "' is not an IM type; expected letters and digits, such as qq.");
        } else if (account.im.equalsIgnoreCase("fake")) {
            checked.problem("im", "'fake' marks runs without a chat; it cannot have accounts.");
        }
        HiddenText.first(account.alias).ifPresent(which -> checked.problem("alias",
                "'" + HiddenText.shown(account.alias) + "' has " + which + ", which nobody sees; take it out."));
        if (!ID.matcher(account.id).matches()) {
            checked.problems().add(new ConfigProblem(object.place().file(), 0, "", "the file's name is the account's id, and '"
                    + HiddenText.shown(account.id) + "' cannot be one; " + HiddenText.why(account.id)
                    + "use up to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit."));
        }
        String refused = SystemNames.refusal(account.id);
        if (!refused.isEmpty()) {
            checked.problems()
                    .add(new ConfigProblem(object.place().file(), 0, "", "the account's data lie in a folder of its id: "
                            + refused + "."));
        }
        return new Reading<>(account, checked.problems());
    }

    /// `allow_anybody` is the host's and may stand beside `config:` as well as in it.
    private static YamlNode.YamlObject config(CheckedSettings checked, YamlNode.YamlObject file) {
        YamlNode.YamlObject config = checked.object("config");
        String allow = SettingsCheck.ALLOW_ANYBODY.key();
        if (!checked.has(allow)) {
            return config;
        }
        Map<String, YamlNode> more = new LinkedHashMap<>(config.fields());
        more.put(allow, file.fields().get(allow));
        return new YamlNode.YamlObject(config.place(), more);
    }

    /// The id that a file's name gives.
    static String id(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    AccountFile preferred(boolean value) {
        return new AccountFile(id, file, im, adapter, choice, alias, enabled, value, order, terms, config);
    }

    @Override
    public String toString() {
        return "AccountFile[" + id + ", im=" + im + "]";
    }
}
