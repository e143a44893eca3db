package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.net.http.HttpProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The API speaks the language of who asks: `xx`, which is one of the tests.
class LanguageIT {
    private static final String SENTENCE = "account bot is not there";
    private PlayedApi played;

    record Told(String id, @Sentence String reason, @Sentence List<String> notes, @Sentence Map<String, String> named) {}

    @BeforeEach
    void open() throws Exception {
        played = new PlayedApi();
        played.api.add(api -> {
            api.get("/me", _ -> AdminApi.json(200, new Told(SENTENCE, SENTENCE, List.of(SENTENCE), Map.of("a", SENTENCE))));
            api.get("/tokens", _ -> {
                throw new HttpProblem(409, "conflict", SENTENCE);
            });
        });
    }

    @AfterEach
    void close() {
        played.close();
    }

    private PlayedApi.Answer ask(String path, String languages) throws Exception {
        return played.ask("GET", "/api/v1" + path, "", "Authorization", "Bearer " + PlayedApi.TOKEN, "Accept-Language",
                languages);
    }

    @Test
    void sentencesOfAnAnswerAreSaidInTheLanguageOfTheRequest() throws Exception {
        assertEquals(Json.MAPPER.readTree("""
                {"id": "account bot is not there", "reason": "ACCOUNT bot LACKS", "notes": ["ACCOUNT bot LACKS"],
                 "named": {"a": "ACCOUNT bot LACKS"}}
                """), ask("/me", "xx, en;q=0.5").json());
        assertEquals(SENTENCE, ask("/me", "en, xx;q=0.5").json().path("reason").stringValue());
        assertEquals(SENTENCE, played.ask("GET", "/api/v1/me", "").json().path("reason").stringValue());
    }

    @Test
    void whatIsStoredOrToldToEverybodyStaysEnglish() {
        assertEquals("{\"id\":\"a\",\"reason\":\"account bot is not there\",\"notes\":[],\"named\":{}}",
                Shown.text(new Told("a", SENTENCE, List.of(), Map.of())));
    }

    @Test
    void anErrorKeepsItsCodeInEveryLanguage() throws Exception {
        assertEquals("409 conflict: ACCOUNT bot LACKS", ask("/tokens", "xx").error());
        assertEquals("409 conflict: account bot is not there", ask("/tokens", "de").error());
    }

    @Test
    void whoIsNotLetInHearsItInTheirLanguage() throws Exception {
        assertEquals("401 unauthorized: 令牌不对；正确的令牌在数据目录的 data/admin.token 中",
                played.ask("GET", "/api/v1/me", "", "Authorization", "Bearer x", "Accept-Language", "zh-CN,zh;q=0.9").error());
    }
}
