package dev.botyard.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Holds the directions of the tree.
class ArchitectureTest {
    private static final String HOST = "dev.botyard.runtime";
    private static final JavaClasses ALL = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.botyard.api", HOST);

    /// From low to high: a package may use those before it, never those after it. Packages that are not named here are free.
    private static final List<List<String>> LAYERS = List.of(List.of("thread"),
            List.of("config", "store", "header", "rule", "cron"),
            List.of("http", "transport"), List.of("adapter"), List.of("account"), List.of("inbound", "outbound"),
            List.of("media", "worker"), List.of("plugin"), List.of("gateway"), List.of("admin"), List.of("cli"));

    @Test
    void theImportSawTheTree() {
        assertTrue(ALL.size() > 250, "only " + ALL.size() + " classes were seen; every rule holds for an empty import");
    }

    @Test
    void lowerLayersDoNotKnowHigherOnes() {
        for (int low = 0; low < LAYERS.size(); low++) {
            String[] higher = LAYERS.subList(low + 1, LAYERS.size()).stream().flatMap(List::stream).map(ArchitectureTest::inside)
                    .toArray(String[]::new);
            if (higher.length > 0) {
                String[] lower = LAYERS.get(low).stream().map(ArchitectureTest::inside).toArray(String[]::new);
                check(noClasses().that().resideInAnyPackage(lower).should().dependOnClassesThat().resideInAnyPackage(higher));
            }
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching(HOST + ".(*)..").should().beFreeOfCycles());
        check(slices().matching("dev.botyard.api.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theApiKnowsOnlyTheJdkAndSlf4j() {
        check(classes().that().resideInAPackage("dev.botyard.api..").and().doNotHaveSimpleName("AdapterFactory").should()
                .onlyDependOnClassesThat().resideInAnyPackage("dev.botyard.api..", "java..", "org.slf4j.."));
    }

    @Test
    void theApiBlocksInsteadOfHandingOutFutures() {
        check(ArchRuleDefinition.methods().that().areDeclaredInClassesThat().resideInAPackage("dev.botyard.api..")
                .should(notReturnFutures()));
    }

    @Test
    void onlyTheAdapterPackageUsesPf4j() {
        check(noClasses().that().resideInAPackage(HOST + "..").and().resideOutsideOfPackage(inside("adapter")).should()
                .dependOnClassesThat().resideInAPackage("org.pf4j.."));
    }

    @Test
    void nettyStaysAtTheRim() {
        check(noClasses()
                .that(not(resideInAnyPackage(inside("http"), inside("transport"), inside("netty"), inside("worker"), "dev.botyard.api..")))
                .should().dependOnClassesThat().resideInAPackage("io.netty.."));
    }

    @Test
    void onlyTheStoreTalksSql() {
        check(noClasses().that().resideOutsideOfPackage(inside("store")).should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite.."));
    }

    @Test
    void onlyTheCommandLineUsesPicocliAndStandardStreams() {
        check(noClasses().that().resideOutsideOfPackage(inside("cli")).should().dependOnClassesThat()
                .resideInAPackage("picocli.."));
        check(noClasses().that().resideOutsideOfPackage(inside("cli")).should().accessField(System.class, "out").orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void threadsAreMadeInOnePlace() {
        check(noClasses().that().resideOutsideOfPackage(inside("thread")).should().dependOnClassesThat()
                .belongToAnyOf(Executors.class).orShould().callMethod(Thread.class, "ofVirtual").orShould()
                .callMethod(Thread.class, "ofPlatform").orShould().callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould().callConstructor(Thread.class, Runnable.class).orShould()
                .callConstructor(Thread.class, Runnable.class, String.class).orShould().dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Timer"));
    }

    @Test
    void nobodySleepsOrPrintsStackTraces() {
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class).orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class).orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void namesSayWhatAClassDoes() {
        check(noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)").orShould()
                .haveSimpleNameStartingWith("Abstract"));
    }

    private static String inside(String name) {
        return HOST + "." + name + "..";
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ALL);
    }

    private static ArchCondition<JavaMethod> notReturnFutures() {
        return new ArchCondition<>("not return futures") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaClass type = method.getRawReturnType();
                boolean future = type.isAssignableTo(CompletionStage.class)
                        || type.isAssignableTo(java.util.concurrent.Future.class);
                events.add(new SimpleConditionEvent(method, !future, method.getFullName() + " returns " + type.getName()));
            }
        };
    }
}
