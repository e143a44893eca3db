package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.AccountDeclaration;
import dev.botyard.runtime.config.AccountForm;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/// `botyard accounts edit`.
@Command(name = "edit", description = "Changes settings in the file of an account; all else of the file stays as it is written. Without a running host the file is checked and changed all the same.", mixinStandardHelpOptions = true)
final class AccountEditCommand implements Callable<Integer> {
    static final String PAIRS = "A key of the file, such as alias or order, or one of its adapter, such as access_token;"
            + " config.KEY is always the adapter's. KEY= takes a setting out, [a, b] is a list.";

    @ParentCommand
    private AccountsCommand accounts;

    @Parameters(index = "0", paramLabel = "ID", description = AccountsCommand.ID)
    private String id;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", description = PAIRS)
    private List<String> pairs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Object> body = body(pairs);
        try {
            JsonNode account = accounts.client().put(AccountsCommand.path(id), body);
            return accounts.answers().show(account, id + " is changed, and " + account.path("state").stringValue(""));
        } catch (HostMissing missing) {
            KeptAccounts kept = new KeptAccounts(accounts.client(), missing);
            kept.change(id, form(body));
            return accounts.answers().show(Json.MAPPER.createObjectNode().put("id", id),
                    id + " is changed; no host runs, so it counts from the next start");
        }
    }

    /// What the API takes: keys of the file, and those of the adapter below `config`.
    static Map<String, Object> body(List<String> typed) {
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, Object> config = new LinkedHashMap<>();
        Pairs.values(typed).forEach((key, value) -> {
            boolean own = AccountDeclaration.SETTINGS.stream().anyMatch(setting -> setting.key().equals(key));
            if (own) {
                body.put(key, value);
            } else {
                config.put(key.replaceFirst("^config\\.", ""), value);
            }
        });
        if (!config.isEmpty()) {
            body.put("config", config);
        }
        return body;
    }

    private static AccountForm form(Map<String, Object> body) {
        Map<String, Object> values = new LinkedHashMap<>(body);
        Map<String, Object> config = new LinkedHashMap<>();
        if (values.remove("config") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> config.put(String.valueOf(key), value));
        }
        return new AccountForm(values, config);
    }
}
