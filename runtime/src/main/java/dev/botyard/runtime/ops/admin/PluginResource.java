package dev.botyard.runtime.ops.admin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.message.masters.Masters;
import dev.botyard.runtime.script.library.PluginInstaller;
import dev.botyard.runtime.script.library.PluginLibrary;
import dev.botyard.runtime.script.plugin.FiredByHand;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginParams;
import dev.botyard.runtime.script.plugin.PluginRecord;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.PluginSchedule;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.RunFacts;
import dev.botyard.runtime.message.outbound.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// `GET /plugins`, `GET|PUT /plugins/{file}/params`, `POST /plugins/{file}/{run|enable|disable}` and `GET /workers`.
///
/// A run asked for here has the trigger `fake`, whatever the plugin's own triggers are. With `imType` and `message` the script sees that
/// message (as `manual` trigger), for trying it out.
public final class PluginResource implements AdminApi.Resource {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final PluginSchedule schedule;
    private final Masters masters;
    private final PluginParams params;
    private final PluginLibrary library;
    private final PluginInstaller installer;
    private final Supplier<RunFacts> facts;
    private final UnaryOperator<String> canonical;

    /// @param canonical the IM type behind an alias
    /// @param facts what workers and runs do now
    public PluginResource(PluginCatalog catalog, PluginRunner runner, PluginSchedule schedule, Masters masters,
            PluginParams params, PluginLibrary library, PluginInstaller installer,
            Supplier<RunFacts> facts, UnaryOperator<String> canonical) {
        this.catalog = catalog;
        this.runner = runner;
        this.schedule = schedule;
        this.masters = masters;
        this.params = params;
        this.library = library;
        this.installer = installer;
        this.facts = facts;
        this.canonical = canonical;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/plugins",
                LibraryAnswers.of(request -> AdminApi.json(200,
                        Map.of("plugins", records(catalog.snapshot().all()),
                                "unreadable", catalog.unreadable(), "removed", library.removed(), "origins",
                                List.copyOf(installer.origins().values())))));
        api.get("/plugins/{file}", request -> AdminApi.json(200, record(find(request))));
        api.get("/plugins/{file}/params", request -> settings(find(request)));
        api.on("PUT", "/plugins/{file}/params", this::set);
        api.post("/plugins/{file}/run", this::run);
        api.post("/plugins/{file}/enable", request -> turn(find(request), true));
        api.post("/plugins/{file}/disable", request -> turn(find(request), false));
        api.get("/workers", request -> AdminApi.json(200, facts.get()));
    }

    private Plugin find(HttpRequest request) {
        return AdminApi.plugin(catalog, request.parameter("file"));
    }

    /// A state of the host: what the file says stays, so one that is disabled there is so when it is switched on, too.
    private HttpReply turn(Plugin plugin, boolean on) {
        library.turn(plugin, on);
        return AdminApi.json(200, record(AdminApi.plugin(catalog, plugin.file())));
    }

    private HttpReply settings(Plugin plugin) {
        return AdminApi.json(200, new ParamsRecord(plugin.file(), params.of(plugin), params.missing(plugin)));
    }

    /// Every member of the body is a field: what is left out stays as it is, what is null or empty is taken back.
    private HttpReply set(HttpRequest request) {
        Plugin plugin = find(request);
        Arguments body = Body.of(request);
        Map<String, String> values = new LinkedHashMap<>();
        body.node().propertyNames().forEach(key -> values.put(key, body.text(key)));
        try {
            params.set(plugin, values);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "invalid_request", e.getMessage());
        }
        return settings(plugin);
    }

    /// Answers when the run has ended, or after `wait` milliseconds (default 30 s, 0 for at once) with its state then.
    private HttpReply run(HttpRequest request) throws InterruptedException {
        Plugin plugin = find(request);
        if (!plugin.invalid().isEmpty() && !plugin.installing()) {
            throw new HttpProblem(409, "plugin_invalid", plugin.file() + " cannot run: " + plugin.invalid());
        }
        Arguments body = Body.of(request);
        Run run = runner.start(plugin, FiredByHand.of(plugin, context(body), body.text("handler")), () -> {});
        Duration wait = Duration.ofMillis(body.number("wait", 30_000));
        boolean ended = run.await(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        return AdminApi.json(ended ? 200 : 202, run.report());
    }

    private RunContext context(Arguments body) {
        String message = body.text(Argument.CONTENT);
        String im = canonical.apply(body.text(Argument.IM_TYPE));
        if (im.isEmpty()) {
            return RunContext.without(Trigger.FAKE, message);
        }
        String user = body.text(Argument.USER);
        String group = body.text(Argument.GROUP);
        Chat chat = group.isEmpty() ? Chat.direct(user) : new Chat(ChatKind.GROUP, group, "");
        return new RunContext(Trigger.MANUAL, im, "", Optional.of(chat), Person.of(user, ""), masters.contains(im, user), message,
                "",
                List.of(), List.of(), "", Map.of(), Map.of());
    }

    private PluginRecord record(Plugin plugin) {
        return records(List.of(plugin)).getFirst();
    }

    private List<PluginRecord> records(List<Plugin> plugins) {
        Map<String, List<String>> missing = params.missing(plugins);
        return plugins.stream().map(plugin -> PluginRecord.of(plugin, schedule.nextFive(plugin),
                missing.getOrDefault(plugin.file(), List.of()))).toList();
    }
}
