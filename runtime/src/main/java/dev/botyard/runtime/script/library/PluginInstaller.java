package dev.botyard.runtime.script.library;

import java.util.stream.Stream;
import dev.botyard.runtime.infra.folder.FileTwin;
import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.store.HostState;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginHeaderParser;
import dev.botyard.runtime.script.library.InstallReport.Action;
import dev.botyard.runtime.script.library.PluginLibrary.Expected;
import dev.botyard.runtime.script.library.PluginVersion.Why;
import dev.botyard.runtime.script.library.ScriptTree.Chosen;
import dev.botyard.runtime.script.library.ScriptTree.Script;
import dev.botyard.runtime.script.library.SourceReader.Contents;
import dev.botyard.runtime.script.plugin.Confinements;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Installs plugins from elsewhere and brings newer versions of them. Nothing is written before all of it was looked at. Thread-safe.
public final class PluginInstaller {
    private static final int MOST_DIFF = 64 << 10;

    private final PluginLibrary library;
    private final SourceReader reader;
    private final PluginOrigins origins;
    private final Confinements confinements;
    private final InstantSource clock;

    public PluginInstaller(PluginLibrary library, SourceReader reader, HostState state, Confinements confinements,
            InstantSource clock) {
        this.library = library;
        this.reader = reader;
        this.origins = new PluginOrigins(state);
        this.confinements = confinements;
        this.clock = clock;
    }

    /// How it is done.
    ///
    /// @param dry       whether nothing is written
    /// @param overwrite whether other texts of the same names may be replaced
    /// @param force     whether scripts that cannot run are installed, too
    /// @param files     the only ones that are wanted, none for all
    /// @param sha256    what must have been fetched, `""` for whatever comes
    /// @param buckets   to which plugins that are new here are confined from the beginning
    public record Wish(boolean dry, boolean overwrite, boolean force, List<String> files, String sha256,
            List<String> buckets) {}

    private record Planned(Script script, InstallReport.File shown, Optional<byte[]> before) {}

    /// Where a plugin was installed from.
    public Optional<PluginOrigin> origin(String file) {
        return origins.of(file);
    }

    /// By file.
    public Map<String, PluginOrigin> origins() {
        return origins.all();
    }

    /// Forgets where a plugin came from that is removed.
    public void removed(String file) {
        origins.forget(file);
    }

    /// @throws SourceException          when it cannot be fetched
    /// @throws IllegalArgumentException when what is there cannot be installed
    /// @throws LibraryConflict          when something else is in the way
    public InstallReport install(PluginSource source, Wish wish) throws IOException, InterruptedException {
        return carryOut(source, reader.read(source), wish, false);
    }

    /// The same with an archive that an operator sent.
    public InstallReport install(PluginSource source, byte[] archive, Wish wish) throws IOException, InterruptedException {
        return carryOut(source, reader.archive(source, archive), wish, false);
    }

    /// Brings what the source of an installed plugin has now, for all plugins that were installed from there.
    ///
    /// @throws IllegalArgumentException when the plugin was not installed, or is not there any more
    public InstallReport update(String file, Wish wish) throws IOException, InterruptedException {
        PluginOrigin origin = origins.of(file).orElseThrow(() -> new IllegalArgumentException(
                file + " was not installed from anywhere, so nobody knows where a newer one would be"));
        Contents contents = reader.read(origin.source());
        List<String> installed = origins.all().values().stream().filter(one -> one.source().equals(origin.source()))
                .map(PluginOrigin::file).toList();
        Map<Boolean, List<Script>> ours = contents.chosen().scripts().stream()
                .collect(Collectors.partitioningBy(script -> installed.contains(script.file())));
        if (ours.get(true).stream().noneMatch(script -> script.file().equals(file))) {
            throw new IllegalArgumentException(origin.address() + " has no " + file + " any more");
        }
        List<String> ignored = new ArrayList<>(ours.get(false).stream()
                .map(script -> script.file() + ", which is not installed").toList());
        ignored.addAll(contents.chosen().ignored());
        return carryOut(origin.source(),
                new Contents(new Chosen(ours.get(true), List.copyOf(ignored)), contents.revision(), contents.sha256()), wish,
                true);
    }

    private synchronized InstallReport carryOut(PluginSource source, Contents contents, Wish wish, boolean newer)
            throws IOException, InterruptedException {
        if (!wish.sha256().isEmpty() && !wish.sha256().equalsIgnoreCase(contents.sha256())) {
            throw new IllegalArgumentException(source.shown() + (contents.sha256().isEmpty()
                    ? " is a repository, which has no SHA-256; leave it out"
                    : " gives something else than was announced: its SHA-256 is " + contents.sha256() + ", not "
                            + wish.sha256()));
        }
        List<Planned> planned = new ArrayList<>();
        for (Script script : wanted(contents.chosen(), wish.files())) {
            planned.add(plan(source, script));
        }
        boolean other = planned.stream().anyMatch(one -> one.shown().action() != Action.SAME);
        if (!wish.dry()) {
            refuse(planned, wish, newer);
            refuseTwins(planned.stream().map(one -> one.script().file()).toList());
            refuseOtherBuckets(planned, wish);
            for (Planned one : planned) {
                write(source, contents, one, wish);
            }
        }
        return new InstallReport(source.shown(), contents.revision(), contents.sha256(), !wish.dry() && other,
                planned.stream().map(Planned::shown).toList(), contents.chosen().ignored());
    }

    private static List<Script> wanted(Chosen chosen, List<String> files) {
        List<String> there = chosen.scripts().stream().map(Script::file).toList();
        files.stream().filter(file -> !there.contains(file)).findFirst().ifPresent(file -> {
            throw new IllegalArgumentException("there is no '" + file + "'; there are " + String.join(", ", there));
        });
        Map<String, Script> byName = new TreeMap<>();
        for (Script script : chosen.scripts()) {
            if (files.isEmpty() || files.contains(script.file())) {
                if (byName.put(script.file(), script) != null) {
                    throw new IllegalArgumentException(
                            "there are two scripts " + script.file() + "; name the folder of the wanted one with path");
                }
            }
        }
        return List.copyOf(byName.values());
    }

    private Planned plan(PluginSource source, Script script) throws IOException, InterruptedException {
        String file = script.file();
        ScriptVerdict verdict = library.check(file, script.bytes());
        Optional<byte[]> before = PluginLibrary.bytes(library.place(script.below(), file));
        String text = PluginFile.text(file, script.bytes());
        String old = before.map(bytes -> PluginFile.text(file, bytes)).orElse("");
        PluginHeader header = PluginHeaderParser.parse(file, text);
        PluginAsks asks = PluginAsks.of(header, text, verdict.missing());
        PluginHeader oldHeader = PluginHeaderParser.parse(file, old);
        String sha256 = Sha256.hex(script.bytes());
        Action action = before.isEmpty()
                ? Action.NEW
                : Arrays.equals(before.get(), script.bytes()) ? Action.SAME : Action.REPLACES;
        boolean changed = before.isPresent() && action == Action.REPLACES && origins.of(file)
                .filter(origin -> origin.source().equals(source) && origin.sha256().equals(Sha256.hex(before.get())))
                .isEmpty();
        String diff = action == Action.REPLACES ? LineDiff.of(old, text) : "";
        return new Planned(script, new InstallReport.File(file, action, header.displayName(), header.info().description(),
                header.info().version(), before.isEmpty() ? "" : oldHeader.info().version(), changed, sha256, verdict.ok(),
                verdict.problems(), asks,
                asks.besides(before.isEmpty() ? PluginAsks.NOTHING : PluginAsks.of(oldHeader, old, List.of())),
                diff.length() > MOST_DIFF ? diff.substring(0, MOST_DIFF) + "…\n" : diff), before);
    }

    /// @param newer whether what was installed from there may go without being asked for
    private static void refuse(List<Planned> planned, Wish wish, boolean newer) {
        List<InstallReport.File> wrong = planned.stream().map(Planned::shown).filter(file -> !file.ok()).toList();
        if (!wrong.isEmpty() && !wish.force()) {
            throw new IllegalArgumentException("nothing was installed: " + wrong.stream().map(PluginInstaller::fault)
                    .collect(Collectors.joining("; ")) + ". Leave it out with files, or say force");
        }
        List<String> inTheWay = planned.stream().map(Planned::shown)
                .filter(file -> file.action() == Action.REPLACES && (file.changed() || !newer)).map(InstallReport.File::file)
                .toList();
        if (!inTheWay.isEmpty() && !wish.overwrite()) {
            throw new LibraryConflict("nothing was installed: " + String.join(", ", inTheWay) + (inTheWay.size() == 1
                    ? (newer ? " was changed here" : " is there already with another text")
                            + "; say overwrite to replace it, and its text is kept as a version"
                    : (newer ? " were changed here" : " are there already with other texts")
                            + "; say overwrite to replace them, and their texts are kept as versions"));
        }
    }

    private void refuseTwins(List<String> files) {
        Stream.concat(FileTwin.among(files).stream(), files.stream().flatMap(file -> library.twin(file).stream())).findFirst()
                .ifPresent(twin -> {
                    throw new LibraryConflict("nothing was installed: the plugins " + twin.sentence()
                            + "; rename one, or leave it out with files");
                });
    }

    private static String fault(InstallReport.File file) {
        return file.file() + " cannot run: " + file.problems().stream().filter(one -> one.severity() == Severity.ERROR)
                .map(HeaderProblem::sentence).findFirst().orElse("it is wrong").replaceFirst("\\.$", "");
    }

    /// An installation confines what is new here. Whom an operator has confined, or left free, no installation changes.
    private void refuseOtherBuckets(List<Planned> planned, Wish wish) {
        for (InstallReport.File file : planned.stream().map(Planned::shown).toList()) {
            List<String> held = confinements.of(file.file());
            boolean settled = file.action() != Action.NEW || !held.isEmpty();
            if (!wish.buckets().isEmpty() && settled && !held.equals(wish.buckets().stream().distinct().sorted().toList())) {
                throw new LibraryConflict("nothing was installed: " + file.file() + (held.isEmpty()
                        ? " is here already and confined to no buckets"
                        : " is confined to the buckets " + String.join(", ", held))
                        + "; change that with 'botyard plugins confine', and install without buckets");
            }
        }
    }

    /// Confined before it can run for the first time.
    private void write(PluginSource source, Contents contents, Planned planned, Wish wish) throws IOException {
        Script script = planned.script();
        if (!wish.buckets().isEmpty()) {
            confinements.confine(script.file(), wish.buckets());
        }
        origins.put(new PluginOrigin(script.file(), source, contents.revision(), planned.shown().sha256(), clock.instant()));
        if (planned.shown().action() != Action.SAME) {
            library.write(script.below(), script.file(), script.bytes(),
                    planned.before().map(bytes -> new Expected(PluginFile.stamp(bytes), false)).orElse(Expected.NOTHING),
                    Why.UPDATED);
        }
    }
}
