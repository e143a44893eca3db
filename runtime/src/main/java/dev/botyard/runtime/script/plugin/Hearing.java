package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.inbound.Journey;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The plugins that a message was put to. Only what was fired is written down; why the others were not is worked out when somebody asks, from
/// the plugins as they were then. Thread-safe.
public final class Hearing implements Journey.Sequel {
    private final WeakReference<PluginSnapshot> plugins;
    private final boolean admin;
    private final UnaryOperator<String> canonical;
    private volatile Fired last;

    /// One that was fired, and the one before it.
    private record Fired(Plugin plugin, String run, String handler, Fired before) {}

    /// @param admin     whether an administrator said it
    /// @param canonical the IM type that a name stands for
    Hearing(PluginSnapshot plugins, boolean admin, UnaryOperator<String> canonical) {
        this.plugins = plugins.weakly();
        this.admin = admin;
        this.canonical = canonical;
    }

    synchronized void fired(Plugin plugin, Run run) {
        last = new Fired(plugin, run.id(), run.context().handler().name(), last);
    }

    /// The runs that it started, the first one first.
    public List<String> runs() {
        return fired().stream().map(Fired::run).toList();
    }

    private List<Fired> fired() {
        List<Fired> all = new ArrayList<>(2);
        for (Fired one = last; one != null; one = one.before) {
            all.addFirst(one);
        }
        return all;
    }

    /// Whether it is known still which plugins there were; after many changes only what was fired is.
    public boolean complete() {
        return plugins.get() != null;
    }

    /// What each plugin and reply with rules made of the message, in the order in which they were asked.
    public List<PluginVerdict> verdicts(Journey journey) {
        List<Fired> fired = fired();
        PluginSnapshot then = plugins.get();
        if (then == null) {
            return fired.stream().map(one -> ran(one.plugin, journey, one)).toList();
        }
        List<PluginVerdict> all = new ArrayList<>();
        for (Plugin plugin : then.withRules()) {
            Optional<Fired> own = fired.stream().filter(one -> one.plugin.file().equals(plugin.file())).findFirst();
            all.add(own.isPresent() ? ran(plugin, journey, own.get()) : left(plugin, journey, fired));
        }
        return all;
    }

    private static PluginVerdict ran(Plugin plugin, Journey journey, Fired one) {
        return new PluginVerdict(plugin.file(), PluginVerdict.Word.RAN,
                one.handler.isEmpty() ? "it was fired" : "its handler " + one.handler + " was fired", plugin.header().priority(),
                rule(plugin, journey), one.run);
    }

    private static String rule(Plugin plugin, Journey journey) {
        return plugin.allRules().filter(rule -> rule.match(journey.text()).isPresent()).findFirst()
                .map(rule -> rule.text()).orElse("");
    }

    private PluginVerdict left(Plugin plugin, Journey journey, List<Fired> fired) {
        String rule = rule(plugin, journey);
        boolean uncompiled = plugin.allRules().findAny().isEmpty();
        PluginVerdict.Word word = rule.isEmpty() && !uncompiled ? PluginVerdict.Word.RULE : word(plugin, journey);
        return new PluginVerdict(plugin.file(), word, reason(word, plugin, journey, fired), plugin.header().priority(), rule, "");
    }

    private PluginVerdict.Word word(Plugin plugin, Journey journey) {
        if (!plugin.enabled()) {
            return plugin.invalid().isEmpty() ? PluginVerdict.Word.DISABLED : PluginVerdict.Word.INVALID;
        }
        return switch (plugin.header().refusal(admin, journey.im(), journey.user(), journey.group(), canonical)) {
            case ADMIN -> PluginVerdict.Word.ADMIN;
            case IM -> PluginVerdict.Word.IM;
            case USER -> PluginVerdict.Word.USER;
            case GROUP -> PluginVerdict.Word.GROUP;
            case null -> PluginVerdict.Word.TAKEN;
        };
    }

    private static String reason(PluginVerdict.Word word, Plugin plugin, Journey journey, List<Fired> fired) {
        return switch (word) {
            case RAN -> "it was fired";
            case TAKEN -> taken(plugin, fired);
            case DISABLED -> "its rule fits, but it is switched off" + (plugin.header().disabled() ? " by its header" : "");
            case INVALID -> "it cannot run: " + plugin.invalid();
            case ADMIN ->
                "its rule fits, but it is for administrators, and " + journey.user() + " is none; they stand below masters"
                        + " in botyard.yaml";
            case IM -> "its rule fits, but its header leaves out the IM " + journey.im();
            case USER -> "its rule fits, but its header leaves out the person " + journey.user();
            case GROUP -> journey.group().isEmpty()
                    ? "its rule fits, but its header names the groups that it hears, and this was said in a private chat"
                    : "its rule fits, but its header leaves out the group " + journey.group();
            case RULE -> "none of its rules fits" + (journey.length() > Journey.LONGEST_TEXT
                    ? " the first " + Journey.LONGEST_TEXT + " of " + journey.length() + " characters, which alone are kept"
                    : "");
        };
    }

    private static String taken(Plugin plugin, List<Fired> fired) {
        return fired.reversed().stream().filter(one -> !one.plugin.header().bypass()).findFirst()
                .map(one -> one.plugin.file() + " (priority " + one.plugin.header().priority()
                        + ") took the message before it (priority "
                        + plugin.header().priority() + ") and did not call setContinue()")
                .orElse("its rule fits, but the message did not get to it");
    }
}
