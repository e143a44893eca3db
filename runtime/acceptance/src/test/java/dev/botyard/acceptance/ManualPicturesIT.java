package dev.botyard.acceptance;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes the pictures of the manual anew, where somebody asks for that; it judges nothing.
@EnabledIfSystemProperty(named = "botyard.pictures", matches = "true")
class ManualPicturesIT {
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyPictureIsTakenAnew(String language, @TempDir Path folder) throws Exception {
        Browser browser = Browser.install(folder.resolve("tools"));
        try (FurnishedHost furnished = new FurnishedHost(folder.resolve("home"), language.equals("zh"), false).start()) {
            browser.play("runtime/acceptance/src/test/browser/pictures.mjs",
                    Map.of("BASE_URL", furnished.host().address().toString(), "TOKEN", furnished.host().token(), "LANGUAGE",
                            language,
                            "PICTURES",
                            RunningHost.checkout().resolve("runtime/src/main/resources/manual/" + language + "/pictures")
                                    .toString()));
        }
    }
}
