package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackageImportsTest {
    private final PackageImports imports = new PackageImports();

    @Test
    void whatIsNewIsWorthANewWorkerAndWhatIsKnownIsNot() {
        assertTrue(imports.imported(List.of("requests", "requests.api")));
        assertFalse(imports.imported(List.of("requests.api")));
        assertTrue(imports.imported(List.of("requests.api", "idna")));
        assertEquals(List.of("requests", "requests.api", "idna"), imports.wanted());
    }

    @Test
    void whatALauncherCouldNotImportIsAskedOfNoOther() {
        imports.imported(List.of("odd", "odd.part"));
        imports.failed(List.of("odd.part"));
        assertEquals(List.of("odd"), imports.wanted());
        assertFalse(imports.imported(List.of("odd.part")));
    }

    @Test
    void aPackageWithThreadsIsLeftOutWhole() {
        imports.imported(List.of("grpc", "grpc.aio", "grpcio"));
        imports.unfit("grpc.aio");
        assertEquals(List.of("grpcio"), imports.wanted());
        assertFalse(imports.imported(List.of("grpc", "grpc.beta")));
    }

    @Test
    void afterALauncherThatDidNotComeBackNothingOfItIsTriedAgain() {
        imports.imported(List.of("a.x", "b"));
        assertEquals(Set.of("a", "b"), imports.hung());
        assertEquals(List.of(), imports.wanted());
        assertFalse(imports.imported(List.of("a", "b.y")));
        assertTrue(imports.imported(List.of("c")));
    }

    @Test
    void namesWithoutEndAreNotKept() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < PackageImports.MOST + 10; i++) {
            many.add("m" + i);
        }
        imports.imported(many);
        assertEquals(PackageImports.MOST, imports.wanted().size());
    }
}
