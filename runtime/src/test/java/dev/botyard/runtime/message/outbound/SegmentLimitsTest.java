package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.SampleAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentLimitsTest {
    private static final Account ACCOUNT = SampleAccount.of("qq", "a").in(AccountState.ONLINE);

    private static Media media(long size) {
        return Media.reference("s", "cat.png", "image/png", size, Map.of());
    }

    private static AdapterException refused(Limits limits, Segment... segments) {
        return assertThrows(AdapterException.class, () -> SegmentLimits.check(List.of(segments), limits, ACCOUNT));
    }

    static List<Segment> tooLarge() {
        return List.of(new Segment.Image(media(11)), new Segment.Voice(media(11), "hello"), new Segment.Video(media(11)),
                new Segment.File(media(11)));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void aMediumOfEveryKindIsHeldAgainstTheLimit(Segment segment) {
        AdapterException refused = refused(Limits.NONE.maxMediaBytes(10), new Segment.Text("see"), segment);
        assertEquals(ErrorKind.MEDIA, refused.kind());
        assertEquals("cat.png has 11 bytes; qq allows 10", refused.getMessage());
        assertDoesNotThrow(() -> SegmentLimits.check(List.of(segment), Limits.NONE.maxMediaBytes(11), ACCOUNT));
        assertDoesNotThrow(() -> SegmentLimits.check(List.of(segment), Limits.NONE, ACCOUNT));
    }

    @Test
    void aMediumOfUnknownSizeMayPass() {
        assertDoesNotThrow(
                () -> SegmentLimits.check(List.of(new Segment.Image(media(-1))), Limits.NONE.maxMediaBytes(1), ACCOUNT));
    }

    @Test
    void allTextOfAMessageCountsTogetherButNoMedia() {
        Limits limits = Limits.NONE.maxTextLength(6);
        AdapterException refused = refused(limits, new Segment.Text("12345"), new Segment.At("7", ""));
        assertEquals(ErrorKind.REJECTED, refused.kind());
        assertEquals("the text has 7 characters that belong together; qq allows 6", refused.getMessage());
        assertEquals(5, SegmentLimits.text(List.of(new Segment.Text("12345"), new Segment.Image(media(1)),
                new Segment.Voice(media(1), "many words were said"), new Segment.Reply("m1", "quoted")), limits));
    }

    @Test
    void lengthIsCountedAsThePlatformCounts() {
        assertEquals(9, SegmentLimits.text(List.of(new Segment.Text("你好吗")), Limits.NONE.maxTextLength(1, TextUnit.UTF_8)));
        assertEquals(1, SegmentLimits.text(List.of(new Segment.Text("😀")), Limits.NONE.maxTextLength(1, TextUnit.CODE_POINTS)));
    }
}
