package dev.botyard.runtime.script.tools;

import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.script.model.Model;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.PluginTriggers;
import dev.botyard.runtime.script.plugin.RunContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the model answer a message that no rule fits, where a person talks to the bot and there is a plugin that the model may call for that person.
/// Thread-safe.
public final class ModelTools implements PluginTriggers.Unmatched {
    static final int MOST_TALKS = 32;
    static final int MOST_TOOLS = 64;
    private static final Logger log = LoggerFactory.getLogger(ModelTools.class);

    private final Model model;
    private final Supplier<ModelSettings> settings;
    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final UnaryOperator<String> canonical;
    private final Predicate<InboundMessage> addressed;
    private final Speaker speaker;
    private final Set<String> talks = ConcurrentHashMap.newKeySet();

    /// Says something in the chat of a message, as plain text.
    @FunctionalInterface
    public interface Speaker {
        /// Says it; a failure is in the log.
        void say(RunContext to, String text) throws InterruptedException;
    }

    /// @param canonical the IM type that a name stands for
    /// @param addressed whether a message is meant for the bot
    public ModelTools(Model model, Supplier<ModelSettings> settings, PluginCatalog catalog, PluginRunner runner,
            UnaryOperator<String> canonical, Predicate<InboundMessage> addressed, Speaker speaker) {
        this.model = model;
        this.settings = settings;
        this.catalog = catalog;
        this.runner = runner;
        this.canonical = canonical;
        this.addressed = addressed;
        this.speaker = speaker;
    }

    @Override
    public void heard(InboundMessage message, RunContext context) {
        ModelSettings now = settings.get();
        if (!now.tools() || !now.ready() || message.text().isEmpty() || !addressed.test(message)) {
            return;
        }
        List<Plugin> tools = catalog.snapshot().all().stream().filter(plugin -> mayCall(plugin, context)).limit(MOST_TOOLS)
                .toList();
        if (tools.isEmpty()) {
            return;
        }
        String talk = context.chatKey() + "\n" + context.user().id();
        if (talks.size() >= MOST_TALKS || !talks.add(talk)) {
            log.info("the model is not asked about a message of {}:{}, because {}", context.im(), context.user().id(),
                    talks.contains(talk) ? "it still answers the one before" : MOST_TALKS + " are being answered");
            return;
        }
        Threads.startVirtual("model-talk", () -> {
            try {
                new Talk(model, tools, context, this::mayCall, catalog, runner, speaker).go();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                talks.remove(talk);
            }
        });
    }

    /// Whether no message is being answered.
    boolean quiet() {
        return talks.isEmpty();
    }

    /// Whether the person of this message may fire the plugin, and the model may for that person.
    private boolean mayCall(Plugin plugin, RunContext context) {
        return plugin.enabled() && !plugin.header().tool().isEmpty()
                && plugin.header().admits(context.admin(), context.im(), context.user().id(), context.group(), canonical);
    }
}
