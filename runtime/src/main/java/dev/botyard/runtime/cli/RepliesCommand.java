package dev.botyard.runtime.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard replies`.
@Command(name = "replies", description = "Answers without code: when somebody says this, say that; alone it lists them. They stand in replies.yaml of the home.", mixinStandardHelpOptions = true)
final class RepliesCommand implements Callable<Integer> {
    private static final String NAME = "The reply; '${ROOT-COMMAND-NAME} replies' lists them.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists the replies.", mixinStandardHelpOptions = true)
    int list() {
        JsonNode answer = client.get("/replies");
        return answers.show(answer, output -> {
            output.table(answer.path("replies"), "name", "enabled", "as", "when", "answer", "pictures", "im", "groups", "people",
                    "priority");
            answer.path("problems").forEach(problem -> output.line(AccountsCommand.problem(problem)));
        });
    }

    @Command(name = "show", description = "Shows a reply.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        JsonNode reply = client.get(place(name));
        return answers.show(reply, output -> output.facts(reply));
    }

    @Command(name = "set", description = "Writes a reply, new or in the place of the one with its name.", mixinStandardHelpOptions = true)
    int set(@Parameters(index = "0", paramLabel = "NAME", description = "Its name, such as greeting.") String name,
            @Option(names = {"-w",
                "--when"}, paramLabel = "TEXT", required = true, description = "What somebody says; may be repeated.") List<String> when,
            @Option(names = "--as", paramLabel = "KIND", description = "How that is read: text, template or pattern; default: text.") String as,
            @Option(names = {"-a",
                "--answer"}, paramLabel = "TEXT", description = "The answer; of several one is said by chance.") List<String> answer,
            @Option(names = "--picture", paramLabel = "SOURCE", description = "An address or a file that goes along; may be repeated.") List<String> pictures,
            @Option(names = "--im", paramLabel = "IM", description = "Only on this IM type; may be repeated.") List<String> im,
            @Option(names = {"-g",
                "--group"}, paramLabel = "ID", description = "Only in this group; may be repeated.") List<String> groups,
            @Option(names = {"-u",
                "--user"}, paramLabel = "ID", description = "Only to this person; may be repeated.") List<String> people,
            @Option(names = "--admin", description = "Only to administrators.") boolean admin,
            @Option(names = "--priority", paramLabel = "N", description = "Among plugins and replies the higher answers; default: 0.") Integer priority,
            @Option(names = "--off", description = "Keeps it without answering.") boolean off) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("when", when);
        HostClient.given(reply, "as", as);
        HostClient.given(reply, "answer", answer);
        HostClient.given(reply, "pictures", pictures);
        HostClient.given(reply, "im", im);
        HostClient.given(reply, "groups", groups);
        HostClient.given(reply, "people", people);
        HostClient.given(reply, "admin", admin ? true : null);
        HostClient.given(reply, "priority", priority);
        HostClient.given(reply, "enabled", off ? false : null);
        return answers.show(client.put(place(name), reply), name + " is written");
    }

    @Command(name = "remove", description = "Takes a reply out.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return answers.show(client.delete(place(name)), name + " is removed");
    }

    private static String place(String name) {
        return "/replies/" + HostClient.segment(name);
    }
}
