package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.logging.VisibleText;
import dev.botyard.runtime.ops.moving.MoveReport;
import dev.botyard.runtime.ops.moving.MoveReport.MovedBucket;
import dev.botyard.runtime.ops.moving.MoveReport.MovedPlugin;
import dev.botyard.runtime.ops.moving.Moved;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What moving in does, for people.
final class MoveText {
    private final Output output;

    MoveText(Output output) {
        this.output = output;
    }

    void show(MoveReport report) {
        output.line("from " + report.folder() + " into " + report.home()
                + (report.running() ? ", on which a host runs" : ", on which no host runs"));
        plugins(report);
        files(report);
        report.buckets().forEach(bucket -> output.line(sentence(bucket)));
        report.masters().forEach(masters -> output.line("masters of " + masters.im() + ": " + String.join(", ", masters.ids())
                + " (" + word(masters.moved(), "not in botyard.yaml yet") + ")"));
        report.accounts().forEach(account -> output.line("account " + account.id() + " of " + account.im() + ": "
                + (account.moved() == Moved.ADDED
                        ? "a draft, disabled, in accounts/" + account.id() + ".yaml"
                        : word(account.moved(), "kept"))
                + (account.note().isEmpty() ? "" : "; " + account.note())));
        report.left().forEach(sentence -> output.line("left: " + sentence));
        output.line(report.applied()
                ? "Done. Nothing in the home was overwritten"
                        + (report.running() ? "; the host picks it up within two seconds." : ".")
                : "Nothing was changed. Do it with " + Launcher.hint("import "
                        + VisibleText.line(report.folder().toString()) + " --apply") + ".");
    }

    private void plugins(MoveReport report) {
        List<MovedPlugin> plugins = report.plugins();
        output.line(plugins.size() + " plugins: " + count(plugins, MovedPlugin::asItIs) + " run as they are, "
                + count(plugins, plugin -> !plugin.needsPackages().isEmpty()) + " need packages, "
                + count(plugins, plugin -> !plugin.needsSettings().isEmpty()) + " need settings, "
                + count(plugins, plugin -> !plugin.needsIm().isEmpty()) + " need an IM, "
                + count(plugins, plugin -> !plugin.runs()) + " cannot run");
        for (MovedPlugin plugin : plugins) {
            List<String> facts = new ArrayList<>();
            facts.add(plugin.runs() ? plugin.asItIs() ? "runs as it is" : "runs" : "cannot run");
            need(facts, "needs packages: ", plugin.needsPackages());
            need(facts, "needs settings: ", plugin.needsSettings());
            need(facts, "needs an account of ", plugin.needsIm());
            if (plugin.moved() != Moved.ADDED) {
                facts.add(word(plugin.moved(), "kept"));
            }
            output.line("  " + VisibleText.line(plugin.file()) + ": " + String.join("; ", facts));
            plugin.notes().forEach(note -> output.line("    " + note));
        }
    }

    private void files(MoveReport report) {
        if (!report.files().isEmpty()) {
            output.line(report.files().size() + " files beside them: " + report.files().stream()
                    .map(file -> VisibleText.line(file.file()) + (file.moved() == Moved.ADDED
                            ? ""
                            : " (" + word(file.moved(), "kept") + ")"))
                    .reduce((one, two) -> one + ", " + two).orElse(""));
        }
    }

    private static String sentence(MovedBucket bucket) {
        return "bucket " + VisibleText.line(bucket.bucket()) + ": " + bucket.keys() + " keys, " + bucket.added() + " new"
                + (bucket.same() == 0 ? "" : ", " + bucket.same() + " the same")
                + (bucket.kept().isEmpty()
                        ? ""
                        : ", " + bucket.kept().size() + " with another value in the home, which stays: "
                                + VisibleText.line(String.join(", ", bucket.kept())));
    }

    private static void need(List<String> facts, String what, List<String> names) {
        if (!names.isEmpty()) {
            facts.add(what + String.join(", ", names));
        }
    }

    private static long count(List<MovedPlugin> plugins, Predicate<MovedPlugin> which) {
        return plugins.stream().filter(which).count();
    }

    private static String word(Moved moved, String kept) {
        return switch (moved) {
            case ADDED -> "new";
            case SAME -> "there already";
            case KEPT -> kept.equals("kept") ? "not taken, since the home has another one" : kept;
            case LEFT -> "not taken";
        };
    }
}
