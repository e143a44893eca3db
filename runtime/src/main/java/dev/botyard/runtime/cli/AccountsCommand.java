package dev.botyard.runtime.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard accounts`.
@Command(name = "accounts", description = "Shows accounts and steers them.", mixinStandardHelpOptions = true)
final class AccountsCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final Actions ACTIONS = new Actions("list", "show", "start", "stop", "default", "login");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list, show, start, stop, default or login; default: list.")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The account.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        ACTIONS.check(action);
        Output output = new Output(spec);
        if (action.equals("list")) {
            list(output);
            return 0;
        }
        if (id.isEmpty()) {
            throw new CliProblem(2, "'botyard accounts " + action + "' needs the id of an account; see 'botyard accounts'.");
        }
        String path = "/accounts/" + HostClient.segment(id);
        if (action.equals("login")) {
            return login(path, output);
        }
        JsonNode account = switch (action) {
            case "show" -> client.get(path);
            default -> client.post(path + "/" + action, Map.of());
        };
        if (json) {
            output.json(account);
        } else if (action.equals("show")) {
            output.facts(account);
        } else {
            output.line(id + " is " + account.path("state").stringValue("")
                    + (action.equals("default")
                            ? " and the default account of "
                                    + account.path("im").stringValue("")
                            : ""));
        }
        return 0;
    }

    private int login(String path, Output output) throws InterruptedException {
        JsonNode account = client.get(path);
        boolean interactive = account.path("capabilities").valueStream()
                .anyMatch(capability -> capability.stringValue("").equals("interactive_login"));
        if (interactive && !account.path("sendable").booleanValue(false)) {
            return led(path, output);
        }
        JsonNode tried = connected(path, account);
        if (json) {
            output.json(tried);
        } else {
            output.line(loginState(tried));
        }
        return 0;
    }

    /// Where a login is part of connecting, an account that waits for one connects anew.
    private JsonNode connected(String path, JsonNode account) {
        return account.path("sendable").booleanValue(false) ? account : client.post(path + "/start", Map.of());
    }

    /// With `--json` what is for people goes to the standard error.
    private int led(String path, Output output) throws InterruptedException {
        Output people = json ? new Output(spec.commandLine().getErr()) : output;
        LoginDialog dialog = new LoginDialog(client, path, people,
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        Signals.on("INT", () -> {
            if (!dialog.cancel()) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
        JsonNode login = dialog.lead();
        if (json) {
            output.json(login);
        }
        return switch (login.path("state").stringValue("")) {
            case "done" -> {
                people.line(id + " is logged in as " + who(login.path("profile")) + ".");
                yield 0;
            }
            case "failed" -> throw new CliProblem(id + " is not logged in: " + login.path("error").stringValue("") + ".");
            default -> {
                people.line("The login of " + id + " was cancelled.");
                yield dialog.cancelled() ? INTERRUPTED : 1;
            }
        };
    }

    private static String who(JsonNode profile) {
        String name = profile.path("name").stringValue("");
        String platformId = profile.path("platform_id").stringValue("");
        return name.isEmpty() ? platformId : platformId.isEmpty() ? name : name + " (" + platformId + ")";
    }

    private String loginState(JsonNode account) {
        String state = account.path("state").stringValue("");
        if (state.equals("online")) {
            return id + " is logged in as " + account.path("platform_id").stringValue("") + ".";
        }
        String detail = account.path("detail").stringValue("");
        String reason = account.path("reason").stringValue("");
        return id + " is " + state + (reason.isEmpty() ? "" : ": " + reason) + (detail.isEmpty() ? "" : "\n" + detail)
                + "\nWhat it asks for next stands in 'botyard accounts show " + id + "'.";
    }

    private void list(Output output) {
        JsonNode answer = client.get("/accounts");
        if (json) {
            output.json(answer);
            return;
        }
        output.table(answer.path("accounts"), "id", "im", "adapter", "state", "default", "order", "name", "reason");
        for (JsonNode problem : answer.path("problems")) {
            output.line(problem.path("file").stringValue("") + ":" + problem.path("line").intValue(0) + ": "
                    + problem.path("key").stringValue("")
                    + ": " + problem.path("message").stringValue(""));
        }
    }
}
