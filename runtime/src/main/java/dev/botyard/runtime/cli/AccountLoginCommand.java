package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard accounts login`.
@Command(name = "login", description = "Logs an account in, with a QR code or a code where its IM asks for one.", mixinStandardHelpOptions = true)
final class AccountLoginCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private AccountsCommand accounts;

    @Parameters(paramLabel = "ID", description = AccountsCommand.ID)
    private String id;

    @Override
    public Integer call() throws InterruptedException {
        String path = AccountsCommand.path(id);
        JsonNode account = accounts.client().get(path);
        boolean interactive = account.path("capabilities").valueStream()
                .anyMatch(capability -> capability.stringValue("").equals("interactive_login"));
        Output output = new Output(spec);
        if (interactive && !account.path("sendable").booleanValue(false)) {
            return led(path, output);
        }
        JsonNode tried = connected(path, account);
        if (accounts.answers().json()) {
            output.json(tried);
        } else {
            output.line(loginState(tried));
        }
        return 0;
    }

    /// Where a login is part of connecting, an account that waits for one connects anew.
    private JsonNode connected(String path, JsonNode account) {
        return account.path("sendable").booleanValue(false) ? account : accounts.client().post(path + "/start", Map.of());
    }

    /// With `--json` what is for people goes to the standard error.
    private int led(String path, Output output) throws InterruptedException {
        Output people = accounts.answers().json() ? new Output(spec.commandLine().getErr()) : output;
        LoginDialog dialog = new LoginDialog(accounts.client(), path, people,
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        Signals.on("INT", () -> {
            if (!dialog.cancel()) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
        JsonNode login = dialog.lead();
        if (accounts.answers().json()) {
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
                + "\nWhat it asks for next stands in " + Launcher.hint("accounts show " + id) + ".";
    }
}
