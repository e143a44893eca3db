package dev.botyard.runtime.cli;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `botyard call`.
@Command(name = "call", description = "Calls a method of the platform itself, where the account's file allows it.", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    " 0:done", " 1:an error, or nobody knows whether it was done", " 2:wrong usage", " 3:not done"})
final class CallCommand implements Callable<Integer> {
    private static final int NOT_DONE = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", paramLabel = "IM", description = "The IM type, such as qq.")
    private String im;

    @Parameters(index = "1", paramLabel = "ACTION", description = "The platform's own word, such as get_group_info.")
    private String action;

    @Parameters(index = "2..*", paramLabel = "KEY=VALUE", description = "What the platform is told: JSON, such as count=20, or text.")
    private List<String> params = List.of();

    @Option(names = "--account", paramLabel = "ID", description = "This account and no other.")
    private String account = "";

    @Option(names = "--timeout", paramLabel = "MS", description = "How long the platform's answer may take.")
    private long timeout;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        Map<String, Object> told = new LinkedHashMap<>();
        Pairs.of(params).forEach((key, text) -> told.put(key, value(text)));
        JsonNode receipt = client.post("/platform/call",
                Map.of("imType", im, "account_id", account, "action", action, "params", told, "timeout", timeout));
        boolean done = receipt.path("ok").booleanValue(false);
        Output output = answers.output();
        if (answers.json() || done) {
            output.json(answers.json() ? receipt : receipt.path("result"));
        } else {
            new Output(spec.commandLine().getErr()).line(receipt.path("code").stringValue("") + ": "
                    + receipt.path("reason").stringValue(""));
        }
        boolean unknown = receipt.path("code").stringValue("").equals(ReceiptCode.UNKNOWN_OUTCOME.label());
        return done ? 0 : unknown ? 1 : NOT_DONE;
    }

    private static Object value(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException noJson) {
            return text;
        }
    }
}
