package dev.botyard.adapters.qx.wire;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The XML inside messages as facts: `msg/appmsg/title` is the text of an element, `msg/img@md5` an attribute; the first of a kind counts.
///
/// The XML comes from strangers: no document type, no entities beyond the five of XML, nothing is fetched, and it is bounded.
public record XmlFacts(Map<String, String> facts) {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 32;
    private static final int LONGEST_PATH = 300;
    private static final int MOST = 2000;
    /// In groups the speaker may stand in front of the XML.
    private static final int LONGEST_PREFIX = 100;
    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of a message is read");
        });
        return factory;
    }

    /// Reads XML; empty when it is none, or none that can be trusted.
    public static Optional<XmlFacts> read(String text) {
        int start = text.indexOf('<');
        if (start < 0 || start > LONGEST_PREFIX || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text.substring(start)));
            try {
                return Optional.of(new XmlFacts(collect(reader)));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            return Optional.empty();
        }
    }

    private static Map<String, String> collect(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> facts = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    path.addLast(path.isEmpty() ? reader.getLocalName() : path.getLast() + "/" + reader.getLocalName());
                    bounded(path, facts.size());
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        facts.putIfAbsent(path.getLast() + "@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String name = path.removeLast();
                    if (!text.toString().isBlank()) {
                        facts.putIfAbsent(name, text.toString());
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("messages have no document type");
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
        return facts;
    }

    private static void bounded(Deque<String> path, int facts) throws XMLStreamException {
        if (path.size() > DEEPEST || path.getLast().length() > LONGEST_PATH || facts > MOST) {
            throw new XMLStreamException("more than any message of WeChat");
        }
    }

    /// A fact, `""` when there is none.
    public String get(String key) {
        return facts.getOrDefault(key, "");
    }

    /// The facts below an element, with their names from there.
    public Map<String, String> below(String element) {
        Map<String, String> below = new LinkedHashMap<>();
        facts.forEach((key, value) -> {
            if (key.startsWith(element) && key.length() > element.length() + 1
                    && (key.charAt(element.length()) == '/' || key.charAt(element.length()) == '@')) {
                below.put(key.substring(element.length() + 1), value);
            }
        });
        return below;
    }
}
