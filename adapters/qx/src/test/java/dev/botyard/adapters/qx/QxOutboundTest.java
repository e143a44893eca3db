package dev.botyard.adapters.qx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.message.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class QxOutboundTest {

    @Test
    void theEndOfOneTextBeginsNoCodeWithTheNext() {
        assertEquals(List.of("[emoji=005B]pic=C:\\x.png]"),
                texts(new Segment.Text("["), new Segment.Text("pic=C:\\x.png]")));
        assertEquals(List.of("[emoji=005B]@,wxid=notify@all,nick=,isAuto=true]"),
                texts(new Segment.Text("["), new Segment.Text("@,wxid=notify@all,nick=,isAuto=true]")));
    }

    @Test
    void aMentionStandsBetweenTheWordsAroundIt() {
        assertEquals(List.of("tea [@,wxid=wxid_ann,nick=Ann,isAuto=true]  please"),
                texts(new Segment.Text("tea "), new Segment.At("wxid_ann", "Ann"), new Segment.Text(" please")));
    }

    private static List<String> texts(Segment... segments) {
        return QxOutbound.parts(List.of(segments), true).stream().map(QxOutbound.Part::text).toList();
    }
}
