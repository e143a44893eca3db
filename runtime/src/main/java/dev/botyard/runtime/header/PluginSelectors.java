package dev.botyard.runtime.header;

import java.util.Locale;

/// Whom a plugin listens to. IM types are kept in lower case and compared so; users and groups are compared as they are.
public record PluginSelectors(PluginSelector imTypes, PluginSelector users, PluginSelector groups) {

    /// Whether all three lists let this sender through. `group` is empty in a private chat, which no allow list of groups contains.
    public boolean admit(String imType, String user, String group) {
        return imTypes.admits(imType.toLowerCase(Locale.ROOT)) && users.admits(user) && groups.admits(group);
    }
}
