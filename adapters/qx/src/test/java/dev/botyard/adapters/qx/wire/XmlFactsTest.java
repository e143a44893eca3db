package dev.botyard.adapters.qx.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlFactsTest {
    @Test
    void readsNoFileForAStranger(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "TOP-SECRET");
        String entity = "<!DOCTYPE m [<!ENTITY x SYSTEM '" + secret.toUri()
                + "'>]><msg><appmsg><title>&x;</title></appmsg></msg>";
        assertTrue(XmlFacts.read(entity).isEmpty());
    }

    @Test
    void expandsNoEntities() {
        String laughs = "<!DOCTYPE m [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><msg><title>&b;</title></msg>";
        assertTrue(XmlFacts.read(laughs).isEmpty());
    }

    @Test
    void readsWhatFollowsTheSpeakerOfAGroup() {
        assertEquals("a & b", XmlFacts.read("wxid_ann:\n<msg><title>a &amp; b</title></msg>").orElseThrow().get("msg/title"));
    }

    @Test
    void givesUpOnDepth() {
        assertTrue(XmlFacts.read("<a>".repeat(40) + "</a>".repeat(40)).isEmpty());
    }
}
