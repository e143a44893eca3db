package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.logging.VisibleText;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard buckets`.
@Command(name = "buckets", description = "Shows and changes the data of plugins, exports and imports them as JSON lines; alone it lists the buckets.", mixinStandardHelpOptions = true)
final class BucketsCommand implements Callable<Integer> {
    private static final String BUCKET = "The bucket; '${ROOT-COMMAND-NAME} buckets' lists them.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list("");
    }

    @Command(name = "list", description = "Lists the buckets, or the values of one.", mixinStandardHelpOptions = true)
    int list(@Parameters(arity = "0..1", paramLabel = "BUCKET", description = BUCKET, defaultValue = "") String bucket) {
        if (!bucket.isEmpty()) {
            JsonNode values = client.get("/buckets/" + HostClient.segment(bucket));
            return answers.show(values, output -> output.verbatim().facts(values));
        }
        JsonNode answer = client.get("/buckets");
        return answers.show(answer, output -> answer.path("sizes").properties()
                .forEach(size -> output.line(VisibleText.line(size.getKey()) + ": " + size.getValue())));
    }

    @Command(name = "find", description = "Finds values by what stands in their key or their text.", mixinStandardHelpOptions = true)
    int find(@Parameters(paramLabel = "TEXT", description = "What to look for.") String text,
            @Option(names = "--bucket", paramLabel = "BUCKET", description = "In this bucket alone.", defaultValue = "") String bucket) {
        JsonNode answer = client.get("/find/buckets?limit=1000&text=" + HostClient.segment(text)
                + (bucket.isEmpty() ? "" : "&bucket=" + HostClient.segment(bucket)));
        return answers.show(answer, output -> output.verbatim().table(answer.path("values"), "bucket", "key", "value"));
    }

    @Command(name = "get", description = "Shows a value.", mixinStandardHelpOptions = true)
    int get(@Parameters(index = "0", paramLabel = "BUCKET", description = BUCKET) String bucket,
            @Parameters(index = "1", paramLabel = "KEY", description = "The key.") String key) {
        JsonNode answer = client.get(place(bucket, key));
        return answers.show(answer, answer.path("value").stringValue(""));
    }

    @Command(name = "set", description = "Sets a value.", mixinStandardHelpOptions = true)
    int set(@Parameters(index = "0", paramLabel = "BUCKET", description = BUCKET) String bucket,
            @Parameters(index = "1", paramLabel = "KEY", description = "The key.") String key,
            @Parameters(index = "2", paramLabel = "VALUE", description = "The text.") String value) {
        return answers.show(client.put(place(bucket, key), Map.of("value", value)), key + " in " + bucket + " is set");
    }

    @Command(name = "delete", description = "Removes a value, or with --all a whole bucket.", mixinStandardHelpOptions = true)
    int delete(@Parameters(index = "0", paramLabel = "BUCKET", description = BUCKET) String bucket,
            @Parameters(index = "1", arity = "0..1", paramLabel = "KEY", description = "The key.", defaultValue = "") String key,
            @Option(names = "--all", description = "Every value of the bucket.") boolean all) {
        if (all != key.isEmpty()) {
            throw new CliProblem(2, "Say what to remove from " + bucket + ": a KEY, or --all for the whole bucket.");
        }
        return all
                ? answers.show(client.delete("/buckets/" + HostClient.segment(bucket)), bucket + " is empty")
                : answers.show(client.delete(place(bucket, key)), key + " is removed from " + bucket);
    }

    @Command(name = "rename", description = "Gives a bucket another name, or with --key one of its values another key.", mixinStandardHelpOptions = true)
    int rename(@Parameters(index = "0", paramLabel = "BUCKET", description = BUCKET) String bucket,
            @Parameters(index = "1", paramLabel = "NEW", description = "The new name, or the new key.") String to,
            @Option(names = "--key", paramLabel = "KEY", description = "The value that gets another key.") String key) {
        Map<String, String> told = key == null
                ? Map.of("bucket", bucket, "to", to)
                : Map.of("bucket", bucket, "key", key, "to", to);
        JsonNode done = client.post("/rename/buckets", told);
        return answers.show(done, (key == null ? bucket : key) + " is now " + to + " (" + done.path("renamed") + " values)");
    }

    @Command(name = "export", description = "Writes all buckets, or one, into a file.", mixinStandardHelpOptions = true)
    int export(@Parameters(paramLabel = "FILE", description = "The file to write.") Path file,
            @Option(names = "--bucket", paramLabel = "BUCKET", description = "This bucket alone.", defaultValue = "") String bucket)
            throws IOException {
        byte[] lines = client.bytes("/export/buckets" + (bucket.isEmpty() ? "" : "?bucket=" + HostClient.segment(bucket)));
        PrivateFiles.createEmpty(file);
        Files.write(file, lines);
        answers.output().line(lines.length + " bytes written to " + file);
        return 0;
    }

    @Command(name = "import", description = "Reads buckets from a file; other keys stay.", mixinStandardHelpOptions = true)
    int read(@Parameters(paramLabel = "FILE", description = "A file that '${ROOT-COMMAND-NAME} buckets export' wrote.") Path file,
            @Option(names = "--keep", description = "Keys that are there keep their value.") boolean keep)
            throws IOException {
        if (!Files.isReadable(file)) {
            throw new CliProblem("There is no readable file " + file + ".");
        }
        JsonNode done = client.post("/import/buckets" + (keep ? "?keep=true" : ""), Files.readAllBytes(file));
        return answers.show(done, done.path("imported") + " values imported");
    }

    private static String place(String bucket, String key) {
        return "/buckets/" + HostClient.segment(bucket) + "/" + HostClient.segment(key);
    }
}
