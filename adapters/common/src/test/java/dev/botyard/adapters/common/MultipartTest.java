package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private final Multipart form = new Multipart();
    private final String boundary = form.contentType().substring(form.contentType().indexOf('=') + 1);

    private String lines() {
        return new String(form.body(), StandardCharsets.ISO_8859_1).replace(boundary, "B").replace("\r\n", "\n");
    }

    @Test
    void valuesAndFilesStandInTheirOrder() {
        form.field("chat_id", "-1009007199254740993").file("photo", "a.png", "image/png", new byte[]{(byte) 0xFF, '\n'});
        assertEquals("""
                --B
                Content-Disposition: form-data; name="chat_id"

                -1009007199254740993
                --B
                Content-Disposition: form-data; name="photo"; filename="a.png"
                Content-Type: image/png

                \u00FF

                --B--
                """, lines());
    }

    @Test
    void namesCannotEndTheirHeader() {
        form.file("f", "a\"\r\nX-Evil: 1.txt", "text/plain\r\nX-Evil: 2", new byte[0]);
        assertEquals("""
                --B
                Content-Disposition: form-data; name="f"; filename="a%22%0D%0AX-Evil: 1.txt"
                Content-Type: text/plainX-Evil: 2


                --B--
                """, lines());
    }

    @Test
    void textAndNamesAreUtf8() {
        form.field("caption", "早").file("f", "图.txt", "", new byte[0]);
        String body = new String(form.body(), StandardCharsets.UTF_8);
        assertEquals(true, body.contains("\r\n\r\n早\r\n") && body.contains("filename=\"图.txt\""), body);
        assertEquals(true, body.contains("Content-Type: application/octet-stream\r\n"), body);
    }

    @Test
    void becomesTheBodyOfACallAndEachFormHasABoundaryOfItsOwn() {
        HttpCall call = form.field("a", "b").on(HttpCall.post(URI.create("http://im.example/"))).build();
        assertEquals("multipart/form-data; boundary=" + boundary, call.headers().get("Content-Type"));
        assertEquals(form.body().length, call.body().length);
        assertNotEquals(form.contentType(), new Multipart().contentType());
    }
}
