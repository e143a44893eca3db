package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.script.calls.CallBench.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.runtime.config.HostSettings.RenderSettings;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.media.MimeTypes;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.render.ChromiumProgram;
import dev.botyard.runtime.script.render.PageNetwork;
import dev.botyard.runtime.script.render.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCallsTest {
    private final Run run = CallBench.run();

    @TempDir
    private Path media;

    private String rendered(String browser, String... params) throws Exception {
        RenderSettings settings = new RenderSettings(browser, !RenderSettings.asRoot(), false, 1,
                Duration.ofMinutes(1));
        try (Pictures pictures = Pictures.ofChromium(() -> settings, PageNetwork.NONE, Ticker.system())) {
            Gateway gateway = new Gateway(new RenderCalls(pictures, media, () -> Instant.EPOCH));
            String answer = "";
            for (String one : params) {
                answer = ask(gateway, run, "render", one).stringValue();
            }
            return answer;
        }
    }

    @Test
    void thePictureIsAFileAmongTheMedia() throws Exception {
        assumeTrue(ChromiumProgram.of(new RenderSettings("", true, false, 1, Duration.ZERO)).file().isPresent(),
                "SKIPPED: no picture was drawn, because Chromium is not installed");
        String same = "{\"template\":\"<h1>{{title}}</h1>\",\"selector\":\"h1\",\"data\":{\"title\":\"Hello\"}}";
        Path file = Path.of(rendered("", same, same));
        assertEquals(List.of(), run.report().notes());
        assertEquals(media, file.getParent());
        assertEquals("image/png", MimeTypes.sniff(Arrays.copyOf(Files.readAllBytes(file), 16)));
        assertTrue(file.toString().endsWith(".png"));
        try (var files = Files.list(media)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void withoutABrowserNothingIsAnsweredAndTheLogSaysWhy() throws Exception {
        assertEquals("", rendered("off", "{\"template\":\"<p>\"}"));
        assertEquals(List.of(
                "render answers with nothing: pictures of pages are switched off (render.browser in botyard.yaml)"),
                run.report().notes());
    }

    @Test
    void aTemplateWithAFaultIsNoFailureOfTheScript() throws Exception {
        assertEquals("", rendered("off", "{\"template\":\"{{#a}}\",\"data\":\"{\\\"a\\\":1}\"}"));
        assertTrue(run.report().notes().getFirst().contains("does not end {{#a}}"));
    }
}
