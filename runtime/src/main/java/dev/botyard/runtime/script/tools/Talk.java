package dev.botyard.runtime.script.tools;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.model.Model;
import dev.botyard.runtime.script.model.ModelException;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The answer to one message: the model speaks, or has plugins run and speaks then.
final class Talk {
    /// How often the model is asked at most.
    static final int MOST_QUESTIONS = 6;
    /// How many plugins run at most.
    static final int MOST_CALLS = 8;
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final int LONGEST_VALUE = 8_000;
    private static final String ORDER = "You answer people who talk to a bot in a chat, briefly and in their language. Call a tool where one does"
            + " what is asked for; a tool says its own results in the chat, so do not repeat them.";
    private static final Logger log = LoggerFactory.getLogger(Talk.class);

    private final Model model;
    private final Map<String, Plugin> tools = new LinkedHashMap<>();
    private final RunContext context;
    private final BiPredicate<Plugin, RunContext> mayCall;
    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final ModelTools.Speaker speaker;
    private final ArrayNode messages = Json.MAPPER.createArrayNode();
    private int called;

    Talk(Model model, List<Plugin> offered, RunContext context, BiPredicate<Plugin, RunContext> mayCall, PluginCatalog catalog,
            PluginRunner runner, ModelTools.Speaker speaker) {
        this.model = model;
        this.context = context;
        this.mayCall = mayCall;
        this.catalog = catalog;
        this.runner = runner;
        this.speaker = speaker;
        // File names may hold what the interface takes for no name.
        offered.forEach(plugin -> tools.put("plugin_" + (tools.size() + 1), plugin));
    }

    void go() throws InterruptedException {
        String person = context.im() + ":" + context.user().id();
        messages.addObject().put("role", "system").put("content", ORDER);
        messages.addObject().put("role", "user").put("content", context.message());
        try {
            for (int question = 0; question < MOST_QUESTIONS; question++) {
                JsonNode said = model.talk(person, messages, offers());
                if (said.path("tool_calls").isEmpty()) {
                    speak(said.path("content").asString(""));
                    return;
                }
                answer(said);
            }
            log.info("the model did not come to an end within {} questions for {}", MOST_QUESTIONS, person);
        } catch (ModelException e) {
            log.info("{} has no answer of the model: {}", person, e.getMessage());
        }
    }

    private void speak(String text) throws InterruptedException {
        if (!text.isBlank()) {
            speaker.say(context, text.strip());
        }
    }

    private ArrayNode offers() {
        ArrayNode offers = Json.MAPPER.createArrayNode();
        tools.forEach((name, plugin) -> {
            ObjectNode function = offers.addObject().put("type", "function").putObject("function").put("name", name)
                    .put("description", plugin.header().displayName() + ": " + plugin.header().tool());
            ObjectNode parameters = function.putObject("parameters").put("type", "object");
            parameters.putObject("properties").putObject("text").put("type", "string").put("description",
                    "what the tool works on, in plain words");
            parameters.putArray("required").add("text");
        });
        return offers;
    }

    private void answer(JsonNode said) throws InterruptedException {
        ObjectNode own = messages.addObject().put("role", "assistant").put("content", said.path("content").asString(""));
        own.set("tool_calls", said.path("tool_calls"));
        for (JsonNode call : said.path("tool_calls")) {
            String result = result(call.path("function"));
            messages.addObject().put("role", "tool").put("tool_call_id", call.path("id").asString("")).put("content", result);
        }
    }

    /// What the model is told of a call.
    private String result(JsonNode function) throws InterruptedException {
        Plugin offered = tools.get(function.path("name").asString(""));
        if (offered == null) {
            return "there is no such tool";
        }
        Optional<String> text = text(function.path("arguments"));
        if (text.isEmpty()) {
            return "the arguments must be a JSON object with the member text";
        }
        if (++called > MOST_CALLS) {
            return "no more tools can be called for this message";
        }
        // It may have changed since it was offered.
        Optional<Plugin> plugin = catalog.snapshot().find(offered.file()).filter(now -> mayCall.test(now, context));
        return plugin.isEmpty() ? "the tool cannot be called any more" : result(plugin.get(), text.get());
    }

    private String result(Plugin plugin, String text) throws InterruptedException {
        Run run = runner.start(plugin, context.calledWith(text), () -> {});
        log.info("the model calls {} for {}:{}, run {}", plugin.file(), context.im(), context.user().id(), run.id());
        if (!run.await(CALL)) {
            return "it is still at work, and will say its result in the chat";
        }
        if (!run.result().ok()) {
            return "it has failed";
        }
        String value = run.report().value();
        return value.isBlank()
                ? "done; what it had to say stands in the chat"
                : value.substring(0, Math.min(LONGEST_VALUE, value.length()));
    }

    private static Optional<String> text(JsonNode arguments) {
        try {
            JsonNode given = arguments.isString() ? Json.MAPPER.readTree(arguments.stringValue()) : arguments;
            return given.path("text").isValueNode() ? Optional.of(given.path("text").asString("")) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
