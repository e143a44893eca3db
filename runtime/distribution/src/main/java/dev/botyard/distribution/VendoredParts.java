package dev.botyard.distribution;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Adds what lies in the tree as a file, and so is no dependency that the build knows, to the list of what the distribution contains. The
/// build runs it from this source.
final class VendoredParts {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private VendoredParts() {}

    /// @param arguments the list, then the components of each folder that holds such files
    public static void main(String[] arguments) throws Exception {
        Path list = Path.of(arguments[0]);
        ObjectNode bom = (ObjectNode) JSON.readTree(Files.readString(list));
        for (int i = 1; i < arguments.length; i++) {
            for (JsonNode part : JSON.readTree(Files.readString(Path.of(arguments[i])))) {
                add(bom, part);
            }
        }
        Files.writeString(list, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(bom));
    }

    private static void add(ObjectNode bom, JsonNode part) {
        String ref = part.path("bom-ref").stringValue("");
        ArrayNode components = (ArrayNode) bom.path("components");
        if (components.valueStream().noneMatch(known -> known.path("bom-ref").stringValue("").equals(ref))) {
            components.add(part);
            ((ArrayNode) bom.path("dependencies")).addObject().put("ref", ref).putArray("dependsOn");
        }
    }
}
