package io.ordertable;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;

/** The design's rules about who may know whom. */
@AnalyzeClasses(packages = "io.ordertable", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final Path PICTURE = Path.of("docs/architecture.md");
    private static final Pattern ARROWS = Pattern.compile("(?m)^ *(\\w+) --> (\\w+( & \\w+)*)$");
    private static final Pattern STEPS = Pattern.compile("\\b[a-z]+\\.([A-Z][a-z]+)+");

    private static final DescribedPredicate<JavaClass> DYNAMODB_TYPES = resideInAnyPackage(
                    "software.amazon.awssdk.services.dynamodb..", "software.amazon.awssdk.enhanced.dynamodb..")
            .as("DynamoDB types of the AWS SDK");

    @ArchTest
    static final ArchRule usersDoNotKnowOrders = noClasses()
            .that()
            .resideInAPackage("..user..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..order..");

    @ArchTest
    static final ArchRule whatFeaturesShareKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage(
                    "..table..",
                    "..calls..",
                    "..error..",
                    "..metrics..",
                    "..expert..",
                    "..web..",
                    "..security..",
                    "..idempotency..",
                    "..backfill..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..user..", "..order..");

    @ArchTest
    static final ArchRule errorsAndStoredDataDoNotKnowHttp = noClasses()
            .that()
            .resideInAnyPackage("..error..", "..table..", "..calls..", "..idempotency..", "..backfill..")
            .or()
            .areAnnotatedWith(Service.class)
            .or()
            .areAnnotatedWith(Repository.class)
            .or()
            .haveSimpleNameEndingWith("Item")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..web..", "jakarta.servlet..", "org.springframework.http..", "org.springframework.web..");

    @ArchTest
    static final ArchRule errorsKnowNothingElse = noClasses()
            .that()
            .resideInAPackage("..error..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.ordertable.error..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.ordertable.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void thePictureHasAnArrowForEachPackageThatUsesAnother(JavaClasses classes) throws IOException {
        Set<String> uses = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(use -> topPackage(use.getOriginClass()) + " --> " + topPackage(use.getTargetClass()))
                .filter(use -> !use.matches("(\\w+) --> \\1|.* --> | --> .*"))
                .collect(Collectors.toSet());

        assertThat(ARROWS.matcher(Files.readString(PICTURE)).results().flatMap(arrows -> Arrays.stream(
                                arrows.group(2).split(" & "))
                        .map(target -> arrows.group(1) + " --> " + target)))
                .as("arrows in %s", PICTURE)
                .containsExactlyInAnyOrderElementsOf(uses);
    }

    @ArchTest
    static void theWayOfARequestIsPavedWithClasses(JavaClasses classes) throws IOException {
        assertThat(STEPS.matcher(Files.readString(PICTURE)).results().map(step -> "io.ordertable." + step.group()))
                .isNotEmpty()
                .allMatch(classes::contain);
    }

    @ArchTest
    static final ArchRule controllersRepositoriesAndItemsArePrivateToTheirPackage = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(Repository.class)
            .or()
            .haveSimpleNameEndingWith("Controller")
            .or()
            .haveSimpleNameEndingWith("Repository")
            .or()
            .haveSimpleNameEndingWith("Item")
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule onlyRepositoriesAndItemsKnowDynamoDb = noClasses()
            .that()
            .resideOutsideOfPackages("..table..", "..calls..", "..metrics..", "..expert..", "..idempotency..")
            .and()
            .haveSimpleNameNotEndingWith("Repository")
            .and()
            .haveSimpleNameNotEndingWith("Item")
            .and()
            .haveSimpleNameNotEndingWith("Document")
            .should()
            .dependOnClassesThat(DYNAMODB_TYPES);

    @ArchTest
    static final ArchRule controllersCallServices = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .dependOnClassesThat(namedLike("Repository").or(namedLike("Item")));

    @ArchTest
    static final ArchRule repositoriesAreCalledByServicesOnly = classes()
            .that()
            .areAnnotatedWith(Repository.class)
            .should()
            .onlyBeAccessed()
            .byClassesThat(describe(
                    "are services or the repository itself",
                    caller -> caller.isAnnotatedWith(Service.class)
                            || caller.getEnclosingClass()
                                    .filter(service -> service.isAnnotatedWith(Service.class))
                                    .isPresent()
                            || caller.getName().contains("Repository")));

    @ArchTest
    static final ArchRule nothingCallsBackUp = noClasses()
            .that()
            .areAnnotatedWith(Service.class)
            .or()
            .areAnnotatedWith(Repository.class)
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(RestController.class)
            .orShould()
            .dependOnClassesThat(
                    namedLike("Request").or(namedLike("Response")).and(resideInAnyPackage("io.ordertable..")));

    @ArchTest
    static final ArchRule repositoriesDoNotCallServices = noClasses()
            .that()
            .areAnnotatedWith(Repository.class)
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Service.class);

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule nobodyScans = noClasses()
            .should()
            .callMethodWhere(describe(
                    "a scan of the table",
                    call -> call.getName().startsWith("scan")
                            && !call.getName().matches("scanIndexForward|scannedCount")
                            && call.getTargetOwner().getPackageName().startsWith("software.amazon.awssdk")))
            .orShould()
            .dependOnClassesThat(describe(
                    "are scan requests", type -> type.getSimpleName().matches("Scan(Enhanced)?Request|ScanIterable")));

    @ArchTest
    static final ArchRule whoDoesNotUseDaxDoesNotLoadIt =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("software.amazon.dax..", "io.netty..");

    private static final DescribedPredicate<JavaClass> HANDLE_AMOUNTS = describe(
            "handle amounts of orders",
            type -> type.getPackage().getRelativeName().equals("order")
                    && type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(use -> use.getTargetClass().isEquivalentTo(BigDecimal.class)));

    @ArchTest
    static final ArchRule amountsAreNoFloatingPointNumbers = fields().that()
            .areDeclaredInClassesThat(HANDLE_AMOUNTS)
            .should()
            .notHaveRawType(describe("floating point", ArchitectureTests::isFloatingPoint));

    @ArchTest
    static final ArchRule nobodyTurnsAmountsIntoFloatingPointNumbers = noClasses()
            .that(HANDLE_AMOUNTS)
            .should()
            .callCodeUnitWhere(describe("floating point comes in or goes out", ArchitectureTests::usesFloatingPoint));

    @ArchTest
    static final ArchRule whatIsPublicIsUsedByAnotherPackage = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .doNotBelongToAnyOf(OrdertableApplication.class)
            .and(describe("hold more than constants, whose use leaves no trace", type -> !type.getMethods()
                    .isEmpty()))
            .should(beUsedByAnotherPackage());

    @ArchTest
    static void fewerThanHalfOfTheTypesArePublic(JavaClasses classes) {
        List<JavaClass> types =
                classes.stream().filter(JavaClass::isTopLevelClass).toList();
        long open = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(open).isLessThan(types.size() / 2);
    }

    /** Returns the name of a package of the service, without what is around and below it. */
    private static String topPackage(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("io.ordertable.") ? name.split("\\.")[2] : "";
    }

    private static DescribedPredicate<JavaClass> namedLike(String suffix) {
        return describe("are named …" + suffix, type -> type.getSimpleName().endsWith(suffix));
    }

    private static boolean isFloatingPoint(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }

    private static boolean usesFloatingPoint(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        return isFloatingPoint(target.getRawReturnType())
                || target.getRawParameterTypes().stream().anyMatch(ArchitectureTests::isFloatingPoint);
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackage().equals(type.getPackage()));
                events.add(new SimpleConditionEvent(type, used, type.getName() + " is used by no other package"));
            }
        };
    }
}
