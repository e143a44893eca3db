package dev.botyard.runtime.script.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.runtime.script.header.PluginDependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators add to plugins.
class PackageBookTest {
    @TempDir
    private Path folder;

    private PackageBook book() {
        return new PackageBook(folder.resolve("packages.json")).read();
    }

    @Test
    void whatIsAddedIsKept() throws IOException {
        book().change("pip", "tea.py", List.of("aiohttp", "rsa==4.9"), List.of());
        book().change("npm", "", List.of("axios@1.7"), List.of());
        assertEquals(List.of("axios@1.7"), book().forAll("npm"));
        assertEquals(List.of(), book().forAll("pip"));
        assertEquals(
                List.of(new PluginDependency(0, "aiohttp", "pip", ""), new PluginDependency(0, "rsa", "pip", "4.9")),
                book().dependencies("tea.py", "pip"));
    }

    @Test
    void anotherVersionTakesThePlaceAndTheLastOneLeavesNothing() throws IOException {
        book().change("pip", "tea.py", List.of("user_agent"), List.of());
        book().change("pip", "tea.py", List.of("User-Agent==0.1"), List.of());
        assertEquals(List.of("User-Agent==0.1"), book().of("tea.py"));
        book().change("pip", "tea.py", List.of(), List.of("user.agent"));
        assertEquals(new PackageBook.Added(Map.of(), Map.of()), book().added());
    }

    @Test
    void whatIsNoPackageOrWasNotAddedIsRefused() throws IOException {
        String told = assertThrows(IllegalArgumentException.class,
                () -> book().change("pip", "tea.py", List.of("aiohttp", "--index-url=x"), List.of())).getMessage();
        assertEquals("'--index-url=x' is not the name of a package; it is written as behind 'pip install'", told);
        assertFalse(Files.exists(folder.resolve("packages.json")));
        told = assertThrows(IllegalArgumentException.class, () -> book().change("pip", "", List.of(), List.of("aiohttp")))
                .getMessage();
        assertEquals("'aiohttp' was not added for all", told);
    }

    @Test
    void aBrokenFileIsNotWrittenOver() throws IOException {
        Files.writeString(folder.resolve("packages.json"), "{\"all\": oops");
        assertThrows(IOException.class, () -> book().change("pip", "", List.of("aiohttp"), List.of()));
        assertEquals("{\"all\": oops", Files.readString(folder.resolve("packages.json")));
    }
}
