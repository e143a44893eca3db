package dev.botyard.runtime.cli;

import static dev.botyard.runtime.cli.Output.text;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard schedules`.
@Command(name = "schedules", description = "Shows what fires by time, and ends what a script has made; alone it lists them.", mixinStandardHelpOptions = true)
final class SchedulesCommand implements Callable<Integer> {
    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists schedules of headers and those that scripts have made, with their next times.", mixinStandardHelpOptions = true)
    int list() {
        JsonNode answer = client.get("/schedules");
        return answers.show(answer, output -> schedules(output, answer));
    }

    private static void schedules(Output output, JsonNode answer) {
        for (JsonNode schedule : answer.path("schedules")) {
            String command = text(schedule, "command");
            output.line(text(schedule, "id") + "  " + text(schedule, "cron") + "  next "
                    + schedule.path("next_runs").path(0).stringValue("never")
                    + (command.isEmpty() ? "" : "  says: " + command + "  (of " + text(schedule, "plugin") + ")"));
        }
        if (answer.path("schedules").isEmpty()) {
            output.line("nothing fires by time");
        }
    }

    @Command(name = "end", description = "Ends a schedule that a script has made.", mixinStandardHelpOptions = true)
    int end(@Parameters(paramLabel = "ID", description = "The schedule; '${ROOT-COMMAND-NAME} schedules' lists them.") String id) {
        return answers.show(client.delete("/schedules/" + HostClient.segment(id)), id + " has ended");
    }
}
