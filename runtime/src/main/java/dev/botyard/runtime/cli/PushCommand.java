package dev.botyard.runtime.cli;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard push`.
@Command(name = "push", description = "Sends a message through the right account.", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    " 0:sent", " 1:an error, or nobody knows whether it was sent", " 2:wrong usage", " 3:not sent",
    " 4:queued, to be sent later"})
final class PushCommand implements Callable<Integer> {
    private static final String UNKNOWN = ReceiptCode.UNKNOWN_OUTCOME.label();
    private static final int NOT_SENT = 3;
    private static final int QUEUED = 4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Mixin
    private PushArguments arguments;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        JsonNode receipt = client.post("/push", arguments.body(true));
        Output output = answers.output();
        String code = receipt.path("code").stringValue("");
        boolean sent = receipt.path("sent").intValue(0) == 1;
        if (answers.json()) {
            output.json(receipt);
        } else if (sent) {
            output.line(
                    "sent by account " + receipt.path("account_id").stringValue("") + " (" + receipt.path("rule").stringValue("")
                            + ")");
        } else if (code.equals(ReceiptCode.QUEUED.label())) {
            output.line("queued as " + receipt.path("id").stringValue("") + ": " + receipt.path("reason").stringValue("")
                    + "; see " + Launcher.hint("queue"));
        } else {
            new Output(spec.commandLine().getErr()).line((code.equals(UNKNOWN) ? "perhaps sent: " : "not sent: ") + code + ": "
                    + receipt.path("reason").stringValue(""));
        }
        if (code.equals(ReceiptCode.QUEUED.label())) {
            return QUEUED;
        }
        return sent ? 0 : code.equals(UNKNOWN) || arguments.strict() ? 1 : NOT_SENT;
    }
}
