package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/** The rules of AWS Solutions, for everything that can be deployed. */
class NagTests {

    private static final String ALL_RESOURCES = "Resource::*";
    private static final String ALL_INDEXES = "/^Resource::.*\\/index\\/\\*$/";

    /** Resources that need not keep a rule, and why. */
    private static final List<Exemption> EXEMPTIONS = List.of(
            new Exemption("data/Backups/.*Role", "IAM4", "AWS maintains the policies of AWS Backup", """
                    /^Policy::.*service-role.AWSBackupServiceRolePolicyFor(Backup|Restores)$/"""),
            new Exemption("data/Reporting", "IAM5", "All indexes of one table", ALL_INDEXES),
            new Exemption("app/Service/(Task|Cache)/Role", "IAM5", "All indexes of one table", ALL_INDEXES),
            new Exemption("app/Service/Task/Role", "IAM5", "Metrics have no resource, but a namespace", ALL_RESOURCES),
            new Exemption("app/Service/.*ExecutionRole", "IAM5", "ECR's login token has no resource", ALL_RESOURCES),
            new Exemption(
                    "app/Service/(Task|Backfill)/Task",
                    "ECS2",
                    "Names, ports and timeouts; the application has no secrets"),
            new Exemption("app/Service/Balancer/AccessLogs", "S1", "It contains access logs itself"),
            new Exemption("app/Service/Keys/Bucket", "S1", "It contains public keys, and only the VPC reads them"),
            new Exemption("app/Events/Role", "IAM5", "Lists of streams have no resource", ALL_RESOURCES),
            new Exemption("app/Events/Failures", "SQS3", "It is a dead-letter queue itself, and people read it"),
            new Exemption("app/Edge/Distribution", "CFR1", "Customers of all countries may call the service"),
            new Exemption("app/Edge/Distribution", "CFR3", "The firewall and the load balancer log all requests"),
            new Exemption("app/Edge/Distribution", "CFR4", "Without a domain CloudFront uses its own certificate"),
            new Exemption("app/Edge/Distribution", "CFR5", "Without a certificate HTTP is used inside the VPC"));

    private static final Set<Exemption> USED = new HashSet<>();

    /**
     * Exempts resources from a rule, or from some of its findings.
     *
     * @param path a pattern of the resource's path, after that of the environment
     * @param findings as cdk-nag names them, or patterns between slashes
     */
    record Exemption(String path, String rule, String reason, String... findings) {

        void applyTo(CfnResource resource, String id) {
            if (id.matches("Ordertable-[a-z]+-" + path + "/.*")) {
                NagPackSuppression.Builder suppression =
                        NagPackSuppression.builder().id("AwsSolutions-" + rule).reason(reason);
                if (findings.length > 0) {
                    suppression.appliesTo(
                            Stream.of(findings).map(Exemption::finding).toList());
                }
                NagSuppressions.addResourceSuppressions(resource, List.of(suppression.build()));
                USED.add(this);
            }
        }

        private static Object finding(String finding) {
            return finding.startsWith("/")
                    ? RegexAppliesTo.builder().regex(finding.strip()).build()
                    : finding;
        }
    }

    static List<Settings> all() {
        return List.of(Variants.dev(), Variants.prod(), Variants.everything(), Variants.inside());
    }

    @ParameterizedTest
    @MethodSource("all")
    void noRuleIsBrokenWithoutAnExemption(Settings settings) {
        App app = Synthesis.app();
        List<Stack> stacks = new Ordertable(app, settings).stacks();
        app.getNode().findAll().stream().filter(CfnResource.class::isInstance).forEach(resource -> {
            String id = resource.getNode().getPath();
            EXEMPTIONS.forEach(exemption -> exemption.applyTo((CfnResource) resource, id));
        });
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());

        for (Stack stack : stacks) {
            Annotations annotations = Annotations.fromStack(stack);
            assertThat(Stream.of(
                                    annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")),
                                    annotations.findWarning(
                                            "*", Match.stringLikeRegexp("AwsSolutions-.*|CdkNagValidationFailure.*")))
                            .flatMap(List::stream))
                    .extracting(NagTests::finding)
                    .isEmpty();
        }
    }

    @AfterAll
    static void eachExemptionIsNeeded() {
        assertThat(USED).containsExactlyInAnyOrderElementsOf(EXEMPTIONS);
    }

    @SuppressWarnings("deprecation")
    private static String finding(SynthesisMessage message) {
        return message.getId() + " " + message.getEntry().getData();
    }
}
