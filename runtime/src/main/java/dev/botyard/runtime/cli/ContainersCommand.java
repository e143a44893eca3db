package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `botyard containers`.
@Command(name = "containers", description = "Qinglong and DaiDai panels that scripts work with; alone it lists them. They stand in containers.yaml of the home.", mixinStandardHelpOptions = true)
final class ContainersCommand implements Callable<Integer> {
    private static final String ID = "The container; '${ROOT-COMMAND-NAME} containers' lists them.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists the containers with what their last test said.", mixinStandardHelpOptions = true)
    int list() {
        JsonNode answer = client.get("/containers");
        return answers.show(answer, output -> {
            output.table(answer.path("containers"), "id", "kind", "name", "address", "client_id", "state", "detail");
            answer.path("problems").forEach(problem -> output.line(AccountsCommand.problem(problem)));
        });
    }

    @Command(name = "show", description = "Shows a container, without its secret.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", description = ID) String id) {
        JsonNode container = client.get(place(id));
        return answers.show(container, output -> output.facts(container));
    }

    @Command(name = "test", description = "Asks panels whether they let the host in; ends with 1 when one does not.", mixinStandardHelpOptions = true)
    int test(@Parameters(paramLabel = "ID", arity = "0..*", description = "The containers; default: all.") List<String> ids) {
        List<String> asked = ids == null || ids.isEmpty()
                ? client.get("/containers").path("containers").valueStream().map(one -> one.path("id").stringValue("")).toList()
                : ids;
        ArrayNode found = Json.MAPPER.createArrayNode();
        asked.forEach(id -> found.add(client.post(place(id) + "/test", Map.of())));
        boolean good = found.valueStream().allMatch(one -> one.path("state").stringValue("").equals("ok"));
        answers.show(found, output -> found.forEach(one -> output.line(one.path("id").stringValue("") + ": "
                + (one.path("state").stringValue("").equals("ok")
                        ? "it lets this host in"
                        : one.path("detail").stringValue("")))));
        return good ? 0 : 1;
    }

    @Command(name = "set", description = "Writes a container, new or over the one with its id; what is not named stays as it is.", mixinStandardHelpOptions = true)
    int set(@Parameters(index = "0", paramLabel = "ID", description = "Its id, such as home.") String id,
            @Option(names = "--kind", paramLabel = "KIND", description = "qinglong or daidai; default: qinglong.") String kind,
            @Option(names = "--name", paramLabel = "TEXT", description = "What scripts call it; default: its id.") String name,
            @Option(names = {"-a",
                "--address"}, paramLabel = "URL", description = "The panel, such as http://192.168.1.5:5700.") String address,
            @Option(names = "--client-id", paramLabel = "ID", description = "Of an application of the panel.") String clientId,
            @Option(names = "--client-secret", paramLabel = "TEXT", description = "Its secret, best as '$${env:NAME}' of a variable that the host has.") String secret) {
        Map<String, Object> container = new LinkedHashMap<>();
        HostClient.given(container, "kind", kind);
        HostClient.given(container, "name", name);
        HostClient.given(container, "address", address);
        HostClient.given(container, "client_id", clientId);
        HostClient.given(container, "client_secret", secret);
        return answers.show(client.put(place(id), container), id + " is written");
    }

    @Command(name = "remove", description = "Takes a container out.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "ID", description = ID) String id) {
        return answers.show(client.delete(place(id)), id + " is removed");
    }

    private static String place(String id) {
        return "/containers/" + HostClient.segment(id);
    }
}
