package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// One case, played in one language. What it changes on the yard is as before when it ends.
final class Performance {
    private static final String DEFAULT_ACCOUNT = "bot";

    private final Yard yard;
    private final Cast cast;
    private final Stage stage;
    private final Runs runs;
    private final List<Runnable> undo = new ArrayList<>();

    private Performance(Yard yard, Cast cast) {
        this.yard = yard;
        this.cast = cast;
        stage = new Stage(yard, cast.name("group"));
        runs = new Runs(yard.host());
    }

    static void play(Yard yard, Cast cast, CaseFile.Scene scene) {
        yard.forget();
        cast.keep("host", yard.host().address().toString());
        Performance performance = new Performance(yard, cast);
        int number = 0;
        try {
            for (CaseFile.Step step : scene.steps()) {
                number++;
                performance.act(step.verb(), cast.fill(step.value()), cast.fill(step.more()));
            }
            performance.stage.nothingMoreWasSaid();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("%s: step %d, %s: %s%nheard: %s%nruns: %s".formatted(cast.script(), number,
                    scene.steps().get(number - 1), e.getMessage(), yard.calls(), performance.runs.of(cast.script())), e);
        } finally {
            performance.undo.reversed().forEach(Runnable::run);
            yard.forget();
        }
    }

    private void act(String verb, JsonNode value, JsonNode more) throws Exception {
        switch (verb) {
            case "say" -> say(value.asString(), more);
            case "come" -> come(value, name(more));
            case "got" -> stage.got(yard.platform(name(more)), name(more), value);
            case "prints" -> runs.prints(script(more), more.path("by").asString("message"), value);
            case "send" -> emit(more, account(more).events().group(group(more), person(more), value.toString()));
            case "hear" -> hear(value, more);
            case "hear in any order" -> stage.hearAll(name(more), chat(more), value);
            case "waits" -> yard.host().awaitWaits(value.asInt());
            case "see" -> see(value.asString(), more);
            case "run" -> runs.await(script(more), more.path("by").asString("message"), value);
            case "fake" -> runs.fake(script(more), value, more.path("run"));
            case "start" -> undo.add(runs.start(value.asString()));
            case "ask" -> new Question(yard.host(), value.asString(), more).ask(cast);
            case "notice" -> notice(value.asString(), more);
            case "platform" -> platform(value.asString(), more);
            case "when" -> when(value, more);
            case "settings" -> settings(value);
            case "answers" -> runs.answers(cast, Yard.resource("scripts").resolve(value.asString()), more.path("by").asString(
                    "message"));
            case "golden" -> runs.golden(cast.script(), Yard.samples());
            default -> throw new IllegalStateException(verb);
        }
    }

    private void hear(JsonNode words, JsonNode more) {
        String text = stage.hear(name(more), chat(more), words, more);
        if (more.has("keep")) {
            cast.keep(more.path("keep").asString(), text);
        }
    }

    /// Each kind of message, one when the script has answered the one before.
    private void come(JsonNode kinds, String account) throws Exception {
        PlayedIm platform = yard.platform(account);
        int number = 0;
        for (JsonNode kind : kinds) {
            yard.host().awaitWaits(1);
            platform.say(account, kind.asString(), kind.asString() + "ed");
            int answers = ++number;
            await("an answer to " + kind).until(() -> platform.got(account).size() == answers);
        }
    }

    private void see(String action, JsonNode more) {
        String account = more.path("through").asString("");
        if (yard.accounts().containsKey(account) || account.isEmpty()) {
            stage.see(account, action, more.path("with"), more.path("times"));
        } else {
            stage.told(yard.platform(account), action, more.path("with"), more.path("times"));
        }
    }

    private void notice(String type, JsonNode more) throws Exception {
        if (yard.accounts().containsKey(name(more))) {
            emit(more, account(more).events().notice(type, properties(more.path("with"))));
        } else {
            yard.platform(name(more)).report(name(more), Integer.parseInt(type), more.path("with"));
        }
    }

    private void say(String text, JsonNode more) throws Exception {
        if (more.has("kind")) {
            yard.platform(name(more)).say(name(more), more.path("kind").asString(), text);
        } else if (more.has("until")) {
            await().until(() -> {
                emit(more, said(text, more));
                return Wanted.text(more.path("until"), stage.next(name(more), chat(more)).wire().text());
            });
        } else {
            emit(more, said(text, more));
        }
    }

    private String said(String text, JsonNode more) {
        var events = account(more).events();
        String event = more.path("in").asString("").equals("private")
                ? events.privateText(person(more), text)
                : events.groupText(group(more), person(more), text);
        return more.has("named") ? event.replace("\"user " + person(more) + "\"", more.path("named").toString()) : event;
    }

    private void emit(JsonNode more, String event) {
        account(more).emit(event);
    }

    private void when(JsonNode words, JsonNode more) {
        yard.listen(call -> {
            if (call.isMessage() && call.chat().equals(chat(more)) && Wanted.text(words, call.wire().text())) {
                emit(more, said(more.path("say").asString(), more));
            }
        });
    }

    private void platform(String action, JsonNode more) {
        Behaviour behaviour = more.path("silent").asBoolean(false)
                ? Behaviour.SILENCE
                : more.has("fails")
                        ? Behaviour.failed(more.path("fails").path("code").asInt(), more.path("fails").path("message")
                                .asString())
                        : Behaviour.data(more.path("answers").toString());
        account(more).on(action, behaviour);
        undo.add(() -> yard.normal(name(more), action));
    }

    private void settings(JsonNode more) throws Exception {
        JsonNode all = new YAMLMapper().readTree(yard.settings());
        more.properties().forEach(setting -> ((ObjectNode) all).set(setting.getKey(), setting.getValue()));
        yard.host().file("botyard.yaml", all.toString());
        undo.add(() -> {
            try {
                yard.host().file("botyard.yaml", yard.settings());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    /// Ids are numbers on OneBot's wire.
    private static String properties(JsonNode with) {
        StringBuilder json = new StringBuilder();
        with.properties().forEach(one -> {
            boolean id = one.getValue().stringValue("").matches("\\d+");
            JsonNode value = id
                    ? JsonNodeFactory.instance.numberNode(Long.parseLong(one.getValue().stringValue()))
                    : one.getValue();
            json.append(",\"").append(one.getKey()).append("\":").append(Json.MAPPER.writeValueAsString(value));
        });
        return json.toString();
    }

    private static String name(JsonNode more) {
        return more.path("through").asString(DEFAULT_ACCOUNT);
    }

    private SimulatedAccount account(JsonNode more) {
        return yard.account(name(more));
    }

    private String person(JsonNode more) {
        return more.path("by").asString(cast.name("me"));
    }

    private String group(JsonNode more) {
        return more.path("in").asString(cast.name("group"));
    }

    private String chat(JsonNode more) {
        String chat = group(more);
        return chat.equals("private") ? "private " + person(more) : chat;
    }

    private String script(JsonNode more) {
        return more.path("of").asString(cast.script());
    }
}
