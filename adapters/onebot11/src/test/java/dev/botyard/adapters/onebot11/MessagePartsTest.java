package dev.botyard.adapters.onebot11;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.conversation.Person;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.TestMedia;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagePartsTest {
    private static final Segment TEXT = new Segment.Text("words");
    private static final Segment BLANK = new Segment.Text(" \n");
    private static final Segment QUOTE = new Segment.Reply("5", "");
    private static final Segment IMAGE = new Segment.Image(TestMedia.local("a.png", "x"));
    private static final Segment VOICE = new Segment.Voice(TestMedia.local("a.mp3", "x"), "");
    private static final Segment FILE = new Segment.File(TestMedia.local("a.pdf", "x"));
    private static final Segment CARD = new Segment.Json("{}");
    private static final Segment DICE = new Segment.Unknown("dice", Map.of());
    private static final Segment FORWARD = new Segment.Forward("", List.of(new ForwardNode(Person.of("1", "One"), List.of())));
    private static final Segment NODE = new Segment.Unknown("node", Map.of("id", "1"));

    private static String parts(Segment... segments) {
        return MessageParts.of(List.of(segments)).stream().map(part -> part.stream().map(MessagePartsTest::name)
                .collect(Collectors.joining("+"))).collect(Collectors.joining(" "));
    }

    private static String name(Segment segment) {
        return segment instanceof Segment.Unknown unknown ? unknown.type() : segment.getClass().getSimpleName();
    }

    @Test
    void wordsAndPicturesAreOneMessage() {
        assertEquals("Reply+Text+Image+Text", parts(QUOTE, TEXT, IMAGE, TEXT));
    }

    @Test
    void recordingsFilesAndCardsStandAlone() {
        assertEquals("Text Voice Text File Json dice Text", parts(TEXT, VOICE, TEXT, FILE, CARD, DICE, TEXT));
    }

    @Test
    void aQuoteIsNoMessageOfItsOwnButGoesWithWhatFollows() {
        assertEquals("Reply+Voice", parts(QUOTE, VOICE));
        assertEquals("Reply+Json", parts(QUOTE, BLANK, CARD));
        assertEquals("Reply+Text Voice", parts(QUOTE, TEXT, VOICE));
        assertEquals("File", parts(QUOTE, FILE));
        assertEquals("Forward", parts(QUOTE, FORWARD));
    }

    @Test
    void blankLinesBetweenPartsAreNoMessage() {
        assertEquals("Voice Voice", parts(BLANK, VOICE, BLANK, VOICE, BLANK));
        assertEquals("Text", parts(BLANK));
        assertEquals("Text+Text", parts(BLANK, TEXT));
    }

    @Test
    void theNodesOfAForwardStandTogether() {
        assertEquals("Text node+node Text node", parts(TEXT, NODE, NODE, TEXT, NODE));
    }
}
