package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.launcher.Launcher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard payments`.
@Command(name = "payments", description = "Shows payments that no script claimed and who waits for one, assigns and reports payments; alone it lists them.", mixinStandardHelpOptions = true)
final class PaymentsCommand implements Callable<Integer> {
    private static final String ID = "The payment; '${ROOT-COMMAND-NAME} payments' lists them.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list(false);
    }

    @Command(name = "list", description = "Lists payments that no script claimed, and the runs that wait for one.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--all", description = "Those that were assigned or claimed, too.") boolean all) {
        JsonNode answer = client.get("/payments?limit=1000" + (all ? "" : "&state=unclaimed"));
        return answers.show(answer, output -> payments(output, answer, all));
    }

    private static void payments(Output output, JsonNode answer, boolean all) {
        for (JsonNode payment : answer.path("payments")) {
            JsonNode facts = payment.path("payment");
            String forWhom = text(payment, "assigned_user");
            output.line(text(payment, "id") + "  " + text(payment, "state") + "  " + text(facts, "money") + " from "
                    + named(text(facts, "FromName"), text(facts, "FromWxid")) + place(payment) + "  received "
                    + text(payment, "received")
                    + (forWhom.isEmpty() ? "" : "  for " + forWhom + " on " + text(payment, "assigned_im_type")));
        }
        for (JsonNode wait : answer.path("waits")) {
            String amount = text(wait, "amount");
            output.line("run " + text(wait, "run") + " of " + text(wait, "plugin") + " waits for "
                    + (amount.isEmpty() ? "a payment" : amount) + " of user " + text(wait, "user") + " on "
                    + text(wait, "im_type")
                    + "  since " + text(wait, "since"));
        }
        if (answer.path("payments").isEmpty()) {
            output.line(all ? "no payment was kept" : "no payment is unclaimed");
        }
    }

    @Command(name = "assign", description = "Gives a payment to the run that waits for it, or to a person, whose next wait gets it when none is open.", mixinStandardHelpOptions = true)
    int assign(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--run", paramLabel = "RUN", defaultValue = "", description = "The run that waits.") String run,
            @Option(names = "--im", paramLabel = "IM", defaultValue = "", description = "The IM type of the person.") String im,
            @Option(names = {"-u", "--user"}, paramLabel = "ID", defaultValue = "", description = "The person.") String user) {
        boolean person = !im.isEmpty() && !user.isEmpty();
        if (run.isEmpty() ? !person : !im.isEmpty() || !user.isEmpty()) {
            throw new CliProblem(2, "Say to whom the payment belongs: give --run RUN, or --im IM and --user ID.");
        }
        JsonNode done = client.post("/payments/" + HostClient.segment(id) + "/assign",
                run.isEmpty() ? Map.of("im_type", im, "user", user) : Map.of("run", run));
        boolean delivered = done.path("delivered").booleanValue(false);
        return answers.show(done, id + (delivered ? " was given to who waited for it" : " is kept for the next wait of " + user));
    }

    @Command(name = "forget", description = "Removes a payment that was kept.", mixinStandardHelpOptions = true)
    int forget(@Parameters(paramLabel = "ID", description = ID) String id) {
        return answers.show(client.delete("/payments/" + HostClient.segment(id)), id + " is forgotten");
    }

    @Command(name = "report", description = "Reports a payment that arrived elsewhere, as if a platform had.", mixinStandardHelpOptions = true)
    int report(
            @Parameters(arity = "1..2", paramLabel = "[IM] AMOUNT", hideParamSyntax = true, description = "The sum, such as 19.8; before it the IM type, such as qq, when that is known.") List<String> words,
            @Option(names = {"-u", "--user"}, paramLabel = "ID", defaultValue = "", description = "Who paid.") String user,
            @Option(names = "--account", paramLabel = "ID", defaultValue = "", description = "The account that was paid.") String account,
            @Option(names = "--channel", paramLabel = "NAME", defaultValue = "", description = "How it was paid, such as alipay.") String channel,
            @Option(names = "--type", paramLabel = "TEXT", defaultValue = "", description = "What the platform calls it, such as transfer.") String type,
            @Option(names = "--trade-number", paramLabel = "NUMBER", defaultValue = "", description = "Its number elsewhere; one that was reported before is left out.") String tradeNumber,
            @Option(names = "--remark", paramLabel = "TEXT", defaultValue = "", description = "What the payer wrote.") String remark) {
        if (words.size() > 2) { // the parser counts anew behind each pair
            throw new CliProblem(2, Launcher.hint("payments report") + " takes an IM type and the sum, not " + words.size()
                    + " words: " + String.join(" ", words) + ".");
        }
        String amount = words.getLast();
        if (words.size() == 1 && amount.chars().noneMatch(Character::isDigit)) {
            throw new CliProblem(2, Launcher.hint("payments report") + " needs AMOUNT: the sum, such as 19.8; '" + amount
                    + "' is none.");
        }
        JsonNode done = client.post("/payments",
                new Report(words.size() == 1 ? "" : words.getFirst(), amount, user, account, channel,
                        type, tradeNumber, remark));
        boolean accepted = done.path("accepted").booleanValue(false);
        answers.show(done, accepted ? "the payment is reported" : "not reported: " + text(done, "outcome"));
        return accepted ? 0 : 1;
    }

    private record Report(String imType, String amount, String user, String accountId, String channel, String type,
            String tradeNo,
            String remark) {}

    private static String place(JsonNode payment) {
        String im = text(payment, "im_type");
        String account = text(payment, "account_id");
        return (im.isEmpty() ? "" : " on " + im) + (account.isEmpty() ? "" : ", account " + account);
    }

    private static String named(String name, String id) {
        return id.isEmpty() ? "an unknown payer" : name.isEmpty() ? id : name + " (" + id + ")";
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? "" : value.isString() ? value.stringValue() : value.toString();
    }
}
