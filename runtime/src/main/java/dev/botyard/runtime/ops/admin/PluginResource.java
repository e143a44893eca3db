package dev.botyard.runtime.ops.admin;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.config.ImTypes;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.message.masters.Masters;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.PluginSchedule;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.message.outbound.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `GET /plugins`, `POST /plugins/{file}/run` and `GET /workers`.
///
/// A run asked for here has the trigger `fake`, whatever the plugin's own triggers are. With `imType` and `message` the script sees that
/// message (as `manual` trigger), for trying it out.
public final class PluginResource implements AdminApi.Resource {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final PluginSchedule schedule;
    private final Masters masters;
    private final Supplier<List<Map<String, Object>>> workers;

    /// @param workers the state of the script workers, with the reason when none can be started
    public PluginResource(PluginCatalog catalog, PluginRunner runner, PluginSchedule schedule, Masters masters,
            Supplier<List<Map<String, Object>>> workers) {
        this.catalog = catalog;
        this.runner = runner;
        this.schedule = schedule;
        this.masters = masters;
        this.workers = workers;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/plugins",
                request -> AdminApi.json(200, Map.of("plugins", catalog.snapshot().all().stream().map(this::toMap).toList(),
                        "unreadable", catalog.unreadable())));
        api.get("/plugins/{file}", request -> AdminApi.json(200, toMap(find(request))));
        api.post("/plugins/{file}/run", this::run);
        api.get("/workers", request -> AdminApi.json(200, Map.of("workers", workers.get())));
    }

    private Plugin find(HttpRequest request) {
        String file = request.parameter("file");
        return catalog.snapshot().named(file).orElseThrow(
                () -> AdminApi.notFound("plugin", file, catalog.snapshot().all().stream().map(Plugin::file).toList()));
    }

    /// Answers when the run has ended, or after `wait` milliseconds (default 30 s, 0 for at once) with its state then.
    private HttpReply run(HttpRequest request) throws InterruptedException {
        Plugin plugin = find(request);
        if (!plugin.invalid().isEmpty() && !plugin.installing()) {
            throw new HttpProblem(409, "plugin_invalid", plugin.file() + " cannot run: " + plugin.invalid());
        }
        Body body = Body.of(request);
        Run run = runner.start(plugin, context(plugin, body), () -> {});
        Duration wait = Duration.ofMillis(body.number("wait", 30_000));
        boolean ended = run.await(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        return AdminApi.json(ended ? 200 : 202, run.report().toMap());
    }

    private RunContext context(Plugin plugin, Body body) {
        String message = body.text("message", "content");
        String im = ImTypes.plain(body.text("imType", "im_type", "im"));
        if (im.isEmpty()) {
            return RunContext.without(Trigger.FAKE, message);
        }
        String user = body.text("userID", "user_id", "user");
        String group = body.text("groupCode", "group_code", "group");
        Chat chat = group.isEmpty() ? Chat.direct(user) : new Chat(ChatKind.GROUP, group, "");
        return new RunContext(Trigger.MANUAL, im, "", Optional.of(chat), Person.of(user, ""), masters.contains(im, user), message,
                "",
                captures(plugin, message), List.of(), "", Map.of(), Map.of());
    }

    /// What the first rule that matches captures, so that a script tried out sees what it would see in a chat.
    private static List<String> captures(Plugin plugin, String message) {
        return plugin.rules().stream().map(rule -> rule.match(message)).flatMap(Optional::stream).findFirst().orElse(List.of());
    }

    private Map<String, Object> toMap(Plugin plugin) {
        return toMap(plugin, schedule.nextFive(plugin).stream().map(time -> time.toOffsetDateTime().toString()).toList());
    }

    /// A plugin as the API and `plugins check` show it.
    public static Map<String, Object> toMap(Plugin plugin, List<String> nextRuns) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", plugin.file());
        map.put("path", plugin.path().toString());
        map.put("title", plugin.header().displayName());
        map.put("description", plugin.header().info().description());
        map.put("version", plugin.header().info().version());
        map.put("author", plugin.header().info().author());
        map.put("language", plugin.language().label());
        map.put("state", plugin.state());
        map.put("invalid", plugin.invalid());
        map.put("admin", plugin.header().admin());
        map.put("priority", plugin.header().priority());
        map.put("rules", plugin.header().rules().stream().map(HeaderValue::text).toList());
        map.put("events", plugin.header().events().stream().map(HeaderValue::text).toList());
        map.put("cron", plugin.header().cron().map(HeaderValue::text).orElse(""));
        map.put("next_runs", nextRuns);
        map.put("router", plugin.header().route().map(route -> route.path()).orElse(""));
        map.put("problems", plugin.problems().stream().map(problem -> Map.of("line", problem.line(), "severity",
                AdminApi.label(problem.severity()), "message", problem.message())).toList());
        return map;
    }
}
