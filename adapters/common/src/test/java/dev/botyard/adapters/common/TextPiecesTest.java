package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.adapter.TextUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPiecesTest {
    @Test
    void whatFitsStaysWhole() {
        assertEquals(List.of("你好"), TextPieces.of("你好", 6, TextUnit.UTF_8));
        assertEquals(List.of(""), TextPieces.of("", 6, TextUnit.UTF_8));
    }

    @Test
    void aPieceEndsWithALineWhereItCan() {
        assertEquals(List.of("ab\n", "cd\nef"), TextPieces.of("ab\ncd\nef", 5, TextUnit.UTF_8));
        assertEquals(List.of("abcd", "e\nfg"), TextPieces.of("abcde\nfg", 4, TextUnit.UTF_8));
    }

    @Test
    void noCharacterIsCut() {
        assertEquals(List.of("你", "好"), TextPieces.of("你好", 5, TextUnit.UTF_8));
        assertEquals(List.of("🎉", "🎉"), TextPieces.of("🎉🎉", 3, TextUnit.UTF_16));
    }
}
