package dev.botyard.adapters.onebot11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.MissingNode;

class RefusalsTest {

    private static AdapterException refusal(int code, String words) {
        return Refusals.of("send_group_msg", new Answer("failed", code, words, MissingNode.getInstance()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"1404,,UNSUPPORTED", "1400,bad request,REJECTED", "100,,REJECTED",
        "120,muted,REJECTED",
        "1403,,AUTHENTICATION", "1200,不支持的Api get_x,UNSUPPORTED", "1200,对方不是好友,UNREACHABLE_TARGET",
        "1200,GROUP_NOT_FOUND,UNREACHABLE_TARGET", "1200,rich media transfer failed,MEDIA", "1200,识别URL失败,MEDIA",
        "1200,Timeout: NTEvent sendMsg,UNKNOWN_OUTCOME", "1200,发送超时,UNKNOWN_OUTCOME", "1200,too frequent,RATE_LIMITED"})
    void codesAndWordsSayWhatToDo(int code, String words, ErrorKind kind) {
        assertEquals(kind, refusal(code, words == null ? "" : words).kind());
    }

    @Test
    void signedAddressesAndMediaStayOutOfTheMessage() {
        String message = refusal(1200, "cannot get http://host/media/a.png?sig=secret and base64://" + "QUJD".repeat(50))
                .getMessage();
        assertFalse(message.contains("secret"), message);
        assertFalse(message.contains("QUJDQUJD"), message);
    }
}
