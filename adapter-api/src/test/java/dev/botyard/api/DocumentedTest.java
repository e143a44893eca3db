package dev.botyard.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Whoever writes an adapter reads this API and nothing else: everything that can be used or implemented says what it is for. What only repeats a
/// documented member (an override, the canonical constructor of a record, whose components the record's comment describes) needs no comment.
class DocumentedTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void everyPublicMemberSaysWhatItIsFor() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(SOURCES)) {
            files = found.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertTrue(files.size() > 40, "the sources of the API are looked for in the wrong place: " + SOURCES.toAbsolutePath());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> silent = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of(), null,
                    manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(docs, silent).scan(unit, null);
            }
        }
        assertEquals(List.of(), silent, "these have no /// comment");
    }

    /// Visits what is public, and nothing below what is not.
    private static final class Reader extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> silent;

        Reader(DocTrees docs, List<String> silent) {
            this.docs = docs;
            this.silent = silent;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!open(type.getModifiers())) {
                return null;
            }
            check(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean repeats = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"))
                    || method.getReturnType() == null && owner().getKind() == Tree.Kind.RECORD && compact(method);
            if (open(method.getModifiers()) && !repeats) {
                check(owner().getSimpleName() + "." + method.getName());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            if (open(field.getModifiers()) && !(owner().getKind() == Tree.Kind.RECORD
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC))) {
                check(owner().getSimpleName() + "." + field.getName());
            }
            return null;
        }

        private ClassTree owner() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        /// Its parameters are the components, which the comment of the record describes.
        private boolean compact(MethodTree constructor) {
            List<String> components = owner().getMembers().stream().filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .map(field -> field.getName().toString()).toList();
            return constructor.getParameters().stream().map(parameter -> parameter.getName().toString()).toList()
                    .equals(components);
        }

        private boolean open(ModifiersTree modifiers) {
            TreePath parent = getCurrentPath().getParentPath();
            return modifiers.getFlags().contains(Modifier.PUBLIC) || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || parent.getLeaf() instanceof ClassTree owner && owner.getKind() == Tree.Kind.INTERFACE
                            && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private void check(String name) {
            String comment = docs.getDocComment(getCurrentPath());
            if (comment == null || comment.isBlank()) {
                silent.add(name);
            }
        }
    }
}
