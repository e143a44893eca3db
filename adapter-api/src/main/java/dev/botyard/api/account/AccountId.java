package dev.botyard.api.account;

import java.util.regex.Pattern;

/// The id of an account, unique on the host. It is the name of the account's file without `.yaml`.
///
/// @param value 1 to 64 characters: letters, digits, `.`, `_`, `-`, starting with a letter or digit
public record AccountId(String value) {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public AccountId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("not an account id: '" + value
                    + "' (use letters, digits, '.', '_' and '-', at most 64, starting with a letter or digit)");
        }
    }

    /// Whether `value` can be an account id.
    public static boolean isLegal(String value) {
        return LEGAL.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
