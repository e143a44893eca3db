package dev.botyard.runtime.cli;

import dev.botyard.runtime.im.account.ReceiptCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `botyard explain`.
@Command(name = "explain", description = "Says which account would send a push, and why not the others. Sends nothing.", mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private HostClient client;

    @Mixin
    private PushArguments arguments;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        JsonNode answer = client.post("/push/explain", arguments.body(false));
        answers.show(answer, output -> explain(output, answer));
        return exitCode(answer);
    }

    private static void explain(Output output, JsonNode answer) {
        boolean chosen = answer.path("code").stringValue("").equals(ReceiptCode.ACCEPTED.label());
        output.line(chosen
                ? "account " + answer.path("account_id").stringValue("") + " would send it, by rule "
                        + answer.path("rule").stringValue("")
                : "nobody would send it: " + answer.path("code").stringValue("") + ": " + answer.path("reason").stringValue(""));
        if (!answer.path("rejected").isEmpty()) {
            output.table(answer.path("rejected"), "account_id", "rule", "code", "reason");
        }
    }

    /// A name that nobody knows is a mistake of the person, other than an account that cannot send now.
    private static int exitCode(JsonNode answer) {
        String code = answer.path("code").stringValue("");
        return code.equals(ReceiptCode.ACCOUNT_UNKNOWN.label())
                || code.equals(ReceiptCode.NO_ACCOUNT.label()) && answer.path("rejected").isEmpty() ? 1 : 0;
    }
}
