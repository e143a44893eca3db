package dev.botyard.adapters.common;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Reads the flat XML of WeChat-like platforms. Nothing outside the document is ever looked at. Pure functions.
public final class Xml {
    private static final DocumentBuilderFactory FACTORY = factory();

    private Xml() {}

    private static DocumentBuilderFactory factory() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            return factory;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("every JDK parses XML without document types", impossible);
        }
    }

    /// The elements below the root by name, with all text in them.
    ///
    /// @throws IOException when it is no XML, or has a document type
    public static Map<String, String> fields(byte[] xml) throws IOException {
        try {
            DocumentBuilder builder = FACTORY.newDocumentBuilder();
            builder.setErrorHandler(null);
            Map<String, String> fields = new LinkedHashMap<>();
            Node child = builder.parse(new ByteArrayInputStream(xml)).getDocumentElement().getFirstChild();
            for (; child != null; child = child.getNextSibling()) {
                if (child instanceof Element element) {
                    fields.put(element.getTagName(), element.getTextContent().strip());
                }
            }
            return fields;
        } catch (SAXException | ParserConfigurationException noXml) {
            throw new IOException("it is no XML", noXml);
        }
    }
}
