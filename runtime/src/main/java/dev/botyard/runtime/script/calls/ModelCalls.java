package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.outbound.GrowingReplies;
import dev.botyard.runtime.script.model.Model;
import dev.botyard.runtime.script.model.ModelException;
import dev.botyard.runtime.script.model.ModelQuestion;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// `generate` and `chat`: what a language model says. Like all answers it is marked on its way to the script, so that no code in it acts.
public final class ModelCalls implements Gateway.Calls {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant");
    private static final int MOST_MESSAGES = 1_000;
    private static final long LONGEST_WAIT = Duration.ofMinutes(10).toMillis();

    private final Model model;
    private final GrowingReplies replies;
    private final Map<Run, Set<ShownAnswer>> shown = new ConcurrentHashMap<>();

    public ModelCalls(Model model, GrowingReplies replies) {
        this.model = model;
        this.replies = replies;
    }

    /// The run is over: what a model still says for it is not wanted.
    public void ended(Run run) {
        shown.getOrDefault(run, Set.of()).forEach(ShownAnswer::stop);
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("generate", this::generate);
        methods.put("chat", this::chat);
    }

    /// Older scripts know no failure of this call, so it answers with nothing and the reason stands in the run's log.
    private Object generate(Run run, Params params) throws InterruptedException {
        try {
            return model.ask(person(run), ModelQuestion.of(params.text("prompt")));
        } catch (ModelException e) {
            run.note("generateFromSinglePrompt answers with nothing: " + e.getMessage());
            return "";
        }
    }

    private Object chat(Run run, Params params) throws InterruptedException {
        ModelQuestion question = question(params);
        try {
            return streamed(params.options()) ? show(run, question) : model.ask(person(run), question);
        } catch (ModelException e) {
            throw CallException.failed(e.reason(), e.getMessage());
        }
    }

    /// Whether the options ask for an answer that people see grow.
    static boolean streamed(Map<String, Object> options) {
        return Arguments.flag(Json.MAPPER.valueToTree(options.get("stream")));
    }

    private String show(Run run, ModelQuestion question) throws InterruptedException {
        Optional<Chat> chat = run.context().chat().filter(_ -> !run.context().account().isEmpty());
        if (chat.isEmpty()) {
            run.note("chat shows its answer to nobody, because a " + run.context().trigger().label() + " run has no chat");
            return model.ask(person(run), question);
        }
        ShownAnswer answer = new ShownAnswer(replies.begin(run.origin(), chat.get(), run.context().messageId()));
        shown.computeIfAbsent(run, _ -> ConcurrentHashMap.newKeySet()).add(answer);
        try {
            if (run.over()) {
                answer.stop();
            }
            return answer.of(words -> model.stream(person(run), question, words));
        } finally {
            shown.computeIfPresent(run, (_, all) -> all.remove(answer) && all.isEmpty() ? null : all);
            if (!answer.unshown().isEmpty()) {
                run.note("the model's answer was not shown whole: " + answer.unshown());
            }
        }
    }

    private static ModelQuestion question(Params params) {
        Map<String, Object> options = params.options();
        long timeout = params.number("timeout", number(options, "timeout"));
        return new ModelQuestion(messages(params), Sessions.first(options, "model"), temperature(options),
                Math.clamp(Math.max(number(options, "max_tokens"), number(options, "maxTokens")), 0, Integer.MAX_VALUE),
                Sessions.first(options, "format").equalsIgnoreCase("json"),
                timeout <= 0 ? null : Duration.ofMillis(Math.min(timeout, LONGEST_WAIT)));
    }

    private static List<ModelQuestion.Message> messages(Params params) {
        List<ModelQuestion.Message> messages = params.items("messages").filter(item -> !item.isMissingNode() && !item.isNull())
                .map(ModelCalls::message).toList();
        if (messages.isEmpty()) {
            throw CallException.invalid("there is nothing to ask; give a text, or a list of {\"role\", \"content\"}");
        }
        if (messages.size() > MOST_MESSAGES) {
            throw CallException
                    .invalid("a question has " + messages.size() + " messages; at most " + MOST_MESSAGES + " are sent");
        }
        return messages;
    }

    private static ModelQuestion.Message message(JsonNode item) {
        if (!item.isObject()) {
            return new ModelQuestion.Message("user", Outgoing.text(Arguments.scalar(item)));
        }
        String role = item.path("role").asString("user");
        if (!ROLES.contains(role)) {
            throw CallException.invalid("a message has the role '" + role + "'; expected system, user or assistant");
        }
        if (!item.path("content").isValueNode()) {
            throw CallException.invalid("the content of a message must be text");
        }
        return new ModelQuestion.Message(role, Outgoing.text(Arguments.scalar(item.path("content"))));
    }

    private static Double temperature(Map<String, Object> options) {
        OptionalDouble value = options.get("temperature") instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
        if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() <= 2)) {
            throw CallException.invalid("the temperature is " + value.getAsDouble() + "; expected 0 to 2");
        }
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static long number(Map<String, Object> options, String key) {
        return options.get(key) instanceof Number number ? number.longValue() : 0;
    }

    private static String person(Run run) {
        return run.context().user().id().isEmpty() ? "" : run.context().im() + ":" + run.context().user().id();
    }
}
