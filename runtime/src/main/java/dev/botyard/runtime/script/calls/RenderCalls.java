package dev.botyard.runtime.script.calls;

import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.media.ContentHash;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.render.Picture;
import dev.botyard.runtime.script.render.Pictures;
import dev.botyard.runtime.script.render.RenderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `render`: a picture of a page, as a file among the media, which scripts send like any other. Older scripts know no failure of this call, so
/// it answers with nothing then, and the reason stands in the run's log.
public final class RenderCalls implements Gateway.Calls {
    private final Pictures pictures;
    private final Path media;
    private final InstantSource clock;

    /// @param media where pictures are kept, and from where they go when nobody has used them for long
    public RenderCalls(Pictures pictures, Path media, InstantSource clock) {
        this.pictures = pictures;
        this.media = media;
        this.clock = clock;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("render", this::render);
    }

    private Object render(Run run, Params params) throws InterruptedException {
        try {
            Picture picture = pictures.render(params.text("template"), params.word("selector"), data(params));
            if (!picture.note().isEmpty()) {
                run.note("render: " + picture.note());
            }
            return kept(picture.png()).toString();
        } catch (RenderException e) {
            run.note("render answers with nothing: " + e.getMessage());
        } catch (IOException e) {
            run.note("render answers with nothing: the picture could not be kept in " + media + ": " + FullDisk.meaning(e));
        }
        return "";
    }

    /// An object or a list, also as JSON text.
    private static JsonNode data(Params params) {
        Object given = params.any("data");
        if (given instanceof String text) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (JacksonException _) {
                return Json.MAPPER.valueToTree(text);
            }
        }
        return Json.MAPPER.valueToTree(given);
    }

    private Path kept(byte[] png) throws IOException {
        Path file = media.resolve(ContentHash.of(png) + ".png");
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return file;
        }
        Path part = Files.createTempFile(media, "part", "");
        Files.write(part, png);
        return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
