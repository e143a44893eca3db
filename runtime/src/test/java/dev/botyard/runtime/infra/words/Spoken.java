package dev.botyard.runtime.infra.words;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A sentence that the host or an adapter says.
///
/// @param place the first file that says it, as the catalogue names it: `runtime/cli/DoctorCommand.java`
/// @param holes what the source puts into its holes
record Spoken(String place, List<String> holes) {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /// Files whose words no person of this host reads in their own language, and why.
    private static final Set<String> UNREAD = Set.of(
            // Prometheus' own texts, for dashboards.
            "runtime/ops/metrics/", "runtime/HostJournal.java",
            // Said to administrators in chats, whose language nobody knows.
            "runtime/ops/alert/", "runtime/script/payment/Payments.java", "runtime/ops/journal/RepeatedFailures.java",
            // Said to a language model.
            "runtime/script/tools/Talk.java",
            // The tables of READMEs.
            "runtime/im/adapter/AdapterTable.java", "runtime/config/SettingText.java",
            // Read by programs: what a trial of a release is given, and the name of an object.
            "runtime/cli/TrainingLoad.java", "runtime/cli/TrialHost.java", "runtime/cli/Signals.java",
            // Mistakes of those who write the host itself.
            "runtime/net/http/PathPattern.java", "runtime/net/http/Router.java", "runtime/net/netty/WebSocketLimits.java",
            "runtime/infra/words/");

    /// What other programs and libraries say through the host, how sentences are joined, what is too short to be found as a sentence, and what
    /// columns and facts are called.
    private static final String FOREIGN = """
            library/jdk
            .
            :\s
            ;\s
            Connection refused
            Connection refused: {0}
            Connection reset
            Permission denied
            No such file or directory
            No space left on device
            Broken pipe
            Address already in use
            Network is unreachable
            No route to host
            Operation not permitted
            Connection timed out
            library/words
            viewer
            author
            operator
            disabled
            starting
            online
            offline
            retrying
            needs_login
            stopping
            failed
            enabled
            invalid
            installing
            waiting
            running
            ok
            error
            cancelled
            killed
            text
            image
            voice
            video
            file
            repository
            archive
            the login
            the greeting
            the mail
            library/short
            Help: {0} --help
            wrote {0}
            {0} {1} (Python plugins)
            {0} {1} (JavaScript plugins)
            Python plugins
            JavaScript plugins
            0:sent
            0:done
            line {0}: warning: {1}
            line {0}: error: {1}
            warning: {0}
            error: {0}
            {0}: invalid, {1}
            {0}: enabled, {1}
            {0}: disabled, {1}
            needs settings: {0}
            needs packages: {0}
            needs an account of {0}
            {0}: runs; {1}
            cannot run
            not taken
            there already
            masters of {0}: {1} (new)
            installed
            replaced
            packages: {0}
            settings: {0}
            triggers: {0}
            routes: {0}
            buckets: {0}
            {0} at revision {1}
            library/headings
            heading account_id
            heading adapter
            heading address
            heading agent
            heading alias
            heading answer
            heading as
            heading bucket
            heading buckets
            heading bundled
            heading bytes
            heading capabilities
            heading client_id
            heading code
            heading created
            heading cron
            heading default
            heading detail
            heading duration_ms
            heading enabled
            heading error
            heading expires
            heading file
            heading from
            heading groups
            heading id
            heading im
            heading im_type
            heading im_types
            heading invalid
            heading kept
            heading key
            heading kind
            heading language
            heading last_use
            heading meaning
            heading name
            heading next_attempt
            heading number
            heading order
            heading packages
            heading people
            heading pictures
            heading plugin
            heading priority
            heading problems
            heading reason
            heading role
            heading rule
            heading rules
            heading seen
            heading since
            heading started
            heading state
            heading status
            heading title
            heading trigger
            heading value
            heading version
            heading warning
            heading when
            heading why
            library/picocli
            Show this help message and exit.
            Print version information and exit.
            Usage:\s
            Commands:%n
            Missing required option: {0}
            Invalid value for option '{0}': {1}
            Invalid value for positional parameter at index {0} ({1}): {2}
            '{0}' is not an int
            '{0}' is not a long
            expected one of {0} (case-sensitive) but was '{1}'
            expected one of {0} (case-insensitive) but was '{1}'
            Missing required parameter for option '{0}' ({1})
            Expected parameter for option '{0}' but found '{1}'
            option '{0}' should be specified only once
            option '{0}' ({1}) should be specified only once
            """;

    /// All sentences by template.
    static Map<String, Spoken> everywhere() throws IOException {
        Map<String, Spoken> found = new TreeMap<>();
        in(ROOT.resolve("runtime/src/main/java/dev/botyard/runtime"), "runtime/", found);
        in(ROOT.resolve("adapter-api/src/main/java/dev/botyard/api"), "api/", found);
        try (Stream<Path> adapters = Files.list(ROOT.resolve("adapters"))) {
            for (Path adapter : adapters.filter(folder -> !folder.endsWith("testkit")).sorted().toList()) {
                Path sources = adapter.resolve("src/main/java/dev/botyard/adapters");
                if (Files.isDirectory(sources)) {
                    in(sources, "adapters/", found);
                }
            }
        }
        String place = "";
        for (String line : FOREIGN.lines().toList()) {
            if (line.startsWith("library/")) {
                place = line;
            } else {
                add(found, line, new Spoken(place, List.of()));
            }
        }
        return found;
    }

    private static void in(Path sources, String prefix, Map<String, Spoken> found) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> walk = Files.walk(sources)) {
            List<Path> java = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            JavacTask task = (JavacTask) compiler.getTask(null, files, _ -> {}, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(java));
            for (CompilationUnitTree unit : task.parse()) {
                String place = prefix + sources.relativize(Path.of(unit.getSourceFile().toUri())).toString().replace('\\', '/');
                if (UNREAD.stream().noneMatch(place::startsWith)) {
                    SpokenSource.of(unit).forEach((sentence, holes) -> add(found, sentence, new Spoken(place, holes)));
                }
            }
        }
    }

    private static void add(Map<String, Spoken> found, String sentence, Spoken spoken) {
        found.merge(sentence, spoken, (one, other) -> one.place.compareTo(other.place) <= 0 ? one : other);
    }
}
