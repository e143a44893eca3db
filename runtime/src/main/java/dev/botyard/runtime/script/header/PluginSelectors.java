package dev.botyard.runtime.script.header;

import java.util.function.UnaryOperator;

/// Whom a plugin listens to. IM types are kept in lower case and may be aliases; users and groups are compared as they are.
public record PluginSelectors(PluginSelector imTypes, PluginSelector users, PluginSelector groups) {

    /// Whether all three lists let this sender through. `group` is empty in a private chat, which no allow list of groups contains.
    ///
    /// @param canonical the IM type that a name stands for
    public boolean admit(String imType, String user, String group, UnaryOperator<String> canonical) {
        return refusal(imType, user, group, canonical) == null;
    }

    /// Which of the lists does not, null for none.
    Refusal refusal(String imType, String user, String group, UnaryOperator<String> canonical) {
        if (!imTypes.admits(canonical.apply(imType), canonical)) {
            return Refusal.IM;
        }
        if (!users.admits(user)) {
            return Refusal.USER;
        }
        return groups.admits(group) ? null : Refusal.GROUP;
    }
}
