package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.logging.HiddenText;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.Nearest;
import dev.botyard.runtime.script.library.EditorFiles;
import dev.botyard.runtime.script.library.PluginTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard new plugin`.
@Command(name = "plugin", description = "Writes a plugin that answers in every chat.", mixinStandardHelpOptions = true)
final class NewPluginCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Parameters(index = "0", paramLabel = "NAME", description = "The file's name; also the word it answers to.")
    private String name;

    @Option(names = "--language", paramLabel = "LANGUAGE", description = "python or javascript; default: what the name ends with, else python.")
    private String language;

    @Override
    public Integer call() throws IOException {
        String bare = name.replaceFirst("\\.(py|js)$", "");
        if (!bare.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,60}") || bare.equals("middleware")) {
            throw new CliProblem(2,
                    "'" + HiddenText.shown(name) + "' cannot be the name of a plugin here; " + HiddenText.why(name)
                            + "use letters, digits, '-' and '_'.");
        }
        Language written = language();
        Path file = home.folder().plugins().resolve(bare + written.suffix());
        Templates.write(spec, file, PluginTemplate.of(written, bare));
        Distribution.sdkWhereKnown().ifPresent(sdk -> EditorFiles.write(home.folder().plugins(), sdk));
        new Output(spec).line("Say '" + bare
                + "' in a chat, such as the web chat. A running host picks the file up within two seconds.");
        return 0;
    }

    private Language language() {
        return language == null
                ? Language.ofFile(name).orElse(Language.PYTHON)
                : Language.named(language)
                        .orElseThrow(() -> new CliProblem(2, "'" + language + "' is not a language of plugins."
                                + Nearest.hint(language, Language.labels()) + " There are "
                                + String.join(" and ", Language.labels())
                                + "."));
    }
}
