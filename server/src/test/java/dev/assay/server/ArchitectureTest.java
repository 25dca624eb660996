package dev.assay.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.assay.store.columns.Engine;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The rules of the house, as ARCHITECTURE.md tells them. */
@AnalyzeClasses(packages = "dev.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule modelKnowsNothing = classes()
            .that()
            .resideInAPackage("dev.assay.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.assay.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther = slices().matching("dev.assay.server.(*)..")
            .namingSlices("feature '$1'")
            .as("features")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(inServerPackage("app"), DescribedPredicate.alwaysTrue())
            .ignoreDependency(inServerPackage("demo"), DescribedPredicate.alwaysTrue())
            .ignoreDependency(DescribedPredicate.alwaysTrue(), inServerPackage("web"))
            .ignoreDependency(DescribedPredicate.alwaysTrue(), inServerPackage("terminal"));

    @ArchTest
    static final ArchRule nothingKnowsTheCompositionRoot = noClasses()
            .that()
            .resideOutsideOfPackages("dev.assay.server.app..", "dev.assay.server.demo..", "dev.assay.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.assay.server.app..");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsJdbc = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.assay.store.journal..", "dev.assay.store.columns..", "dev.assay.store.records..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..", "org.sqlite..", "org.flywaydb..");

    /** Else it may set logging up while others take it for done. */
    @ArchTest
    static final ArchRule whatLoadsTheEngineHasNoLogger = noClasses()
            .that()
            .areAssignableTo(Engine.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..");

    @ArchTest
    static final ArchRule onlyWebKnowsTheWebServer = noClasses()
            .that()
            .resideOutsideOfPackage("dev.assay.server.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule onlyIngestKnowsTheWireFormats = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.assay.server.look..",
                    "dev.assay.server.review..",
                    "dev.assay.server.web..",
                    "dev.assay.store..",
                    "dev.assay.files..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry..", "com.google.protobuf..", "io.grpc..");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    @ArchTest
    static final ArchRule idsAreTimeOrdered = noClasses()
            .should()
            .callMethod(UUID.class, "randomUUID")
            .because("ids come from one place, and sort by time");

    @ArchTest
    static final ArchRule codeBlocks = noClasses()
            .that()
            .resideOutsideOfPackage("dev.assay.structured..") // for applications, which may have no virtual threads
            .should()
            .dependOnClassesThat()
            .areAssignableTo(CompletableFuture.class)
            .because("virtual threads make plain blocking code cheap");

    private static DescribedPredicate<JavaClass> inServerPackage(String feature) {
        return JavaClass.Predicates.resideInAPackage("dev.assay.server." + feature + "..");
    }
}
