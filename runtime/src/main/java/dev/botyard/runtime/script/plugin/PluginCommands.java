package dev.botyard.runtime.script.plugin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.message.masters.Masters;
import dev.botyard.runtime.script.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a person can say in a chat so that a plugin answers: rules that are plain text, of plugins that can run now and listen to this
/// person there. Thread-safe.
public final class PluginCommands {
    /// Longer ones are no command that somebody picks.
    private static final int LONGEST = 40;
    private static final int MOST = 100;

    private final PluginCatalog catalog;
    private final Masters masters;
    private final UnaryOperator<String> canonical;

    /// @param canonical the IM type that a name stands for
    public PluginCommands(PluginCatalog catalog, Masters masters, UnaryOperator<String> canonical) {
        this.catalog = catalog;
        this.masters = masters;
        this.canonical = canonical;
    }

    /// In the order in which the plugins would be asked.
    public List<String> of(String im, Chat chat, String userId) {
        boolean admin = masters.contains(im, userId);
        String group = chat.shared() ? chat.id() : "";
        return catalog.snapshot().answering().stream()
                .filter(plugin -> plugin.header().admits(admin, im, userId, group, canonical))
                .flatMap(Plugin::allRules).map(Rule::saying).flatMap(Optional::stream)
                .filter(text -> text.length() <= LONGEST).distinct().limit(MOST).toList();
    }
}
