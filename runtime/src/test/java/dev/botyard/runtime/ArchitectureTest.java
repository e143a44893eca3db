package dev.botyard.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Holds the directions of the tree.
class ArchitectureTest {
    private static final String HOST = "dev.botyard.runtime";
    static final JavaClasses ALL = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.botyard.api", HOST);

    /// The wings by floor, the lowest first; wings of one floor do not know each other. `""` and `cli` are the roof.
    private static final List<Set<String>> FLOORS = List.of(Set.of("infra"), Set.of("net", "config"), Set.of("im"),
            Set.of("message"), Set.of("script"), Set.of("ops"), Set.of(""), Set.of("cli"));

    @Test
    void theImportSawTheTree() {
        assertTrue(ALL.size() > 250, "only " + ALL.size() + " classes were seen; every rule holds for an empty import");
    }

    @Test
    void everyPackageStandsInAWingAndKnowsOnlyLowerFloors() {
        check(classes().that().resideInAPackage(HOST + "..").should(knowOnlyLowerFloors()));
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching(HOST + ".(**)").should().beFreeOfCycles());
        check(slices().matching("dev.botyard.api.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theApiKnowsOnlyTheJdkSlf4jAndWhatMarksNulls() {
        check(classes().that().resideInAPackage("dev.botyard.api..").and().doNotHaveSimpleName("AdapterFactory").should()
                .onlyDependOnClassesThat().resideInAnyPackage("dev.botyard.api..", "java..", "org.slf4j..",
                        "org.jspecify.annotations.."));
    }

    @Test
    void nothingIsNullThatDoesNotSaySo() {
        for (String marked : List.of("dev.botyard.api", HOST + ".im", HOST + ".message")) {
            Set<JavaPackage> packages = ALL.getPackage(marked).getSubpackagesInTree();
            assertTrue(packages.size() > 3, packages::toString);
            assertEquals(List.of(), packages.stream().filter(one -> !one.getClasses().isEmpty())
                    .filter(one -> !one.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName).toList());
        }
    }

    @Test
    void theApiBlocksInsteadOfHandingOutFutures() {
        check(ArchRuleDefinition.methods().that().areDeclaredInClassesThat().resideInAPackage("dev.botyard.api..")
                .should(notReturnFutures()));
    }

    @Test
    void onlyTheAdapterPackageUsesPf4j() {
        check(noClasses().that().resideInAPackage(HOST + "..").and().resideOutsideOfPackage(inside("im.adapter")).should()
                .dependOnClassesThat().resideInAPackage("org.pf4j.."));
    }

    @Test
    void nettyStaysAtTheRim() {
        check(noClasses()
                .that(not(
                        resideInAnyPackage(inside("net.netty"), inside("net.http"), inside("net.client"), inside("script.worker"),
                                "dev.botyard.api..")))
                .should().dependOnClassesThat().resideInAPackage("io.netty.."));
    }

    @Test
    void onlyTheStoreTalksSql() {
        check(noClasses().that().resideOutsideOfPackage(inside("infra.store")).should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer.."));
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
        check(noClasses().that().resideOutsideOfPackage(inside("infra.thread")).should().dependOnClassesThat()
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

    private static ArchCondition<JavaClass> knowOnlyLowerFloors() {
        return new ArchCondition<>("know only classes of their own wing and of lower floors") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                int floor = floor(from);
                if (floor < 0) {
                    events.add(SimpleConditionEvent.violated(from, from.getName() + " stands in no wing"));
                }
                from.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)
                        .filter(to -> to.getPackageName().startsWith(HOST)).filter(to -> !wing(to).equals(wing(from)))
                        .filter(to -> floor(to) >= floor)
                        .forEach(
                                to -> events.add(SimpleConditionEvent.violated(from, from.getName() + " knows " + to.getName())));
            }
        };
    }

    private static int floor(JavaClass type) {
        return IntStream.range(0, FLOORS.size()).filter(floor -> FLOORS.get(floor).contains(wing(type))).findFirst().orElse(-1);
    }

    private static String wing(JavaClass type) {
        String inside = type.getPackageName().substring(HOST.length());
        return inside.isEmpty() ? "" : inside.substring(1).split("\\.")[0];
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
