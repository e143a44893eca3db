package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard accounts remove`.
@Command(name = "remove", description = "Stops an account and takes its file away, which is kept beside under another name.", mixinStandardHelpOptions = true)
final class AccountRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private AccountsCommand accounts;

    @Parameters(paramLabel = "ID", description = AccountsCommand.ID)
    private String id;

    @Option(names = {"-y", "--yes"}, description = "Does not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        if (!yes && !agreed()) {
            throw new CliProblem(id + " stays; answer yes, or give --yes.");
        }
        try {
            JsonNode removed = accounts.client().delete(AccountsCommand.path(id));
            String im = removed.path("default_of").stringValue("");
            return accounts.answers().show(removed, said(removed.path("kept").stringValue(""))
                    + (im.isEmpty() ? "" : "\n" + im + " has no default account now"));
        } catch (HostMissing missing) {
            Path kept = new KeptAccounts(accounts.client(), missing).remove(id);
            return accounts.answers().show(Json.MAPPER.createObjectNode().put("id", id).put("kept", kept.toString()),
                    said(kept.toString()));
        }
    }

    private String said(String kept) {
        return id + " is removed; its file lies in " + kept + " of the home, where renaming it brings the account back";
    }

    /// Asks on the standard error, since a program may read the answer.
    private boolean agreed() {
        spec.commandLine().getErr().print(Words.current().say("Remove the account " + id + "? [y/N]") + " ");
        spec.commandLine().getErr().flush();
        Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8);
        return answer.hasNextLine() && answer.nextLine().strip().toLowerCase(Locale.ROOT).matches("y|yes|是");
    }
}
