package io.ordertable.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.Arrays;
import java.util.List;
import software.constructs.IConstruct;

/** Exempts resources from rules of AWS Solutions. Each exemption has a reason. */
public final class NagExemptions {

    private NagExemptions() {}

    /** Exempts a construct, and all constructs in it, from a rule. */
    public static void exempt(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    /**
     * Exempts a construct, and all constructs in it, from single findings of a rule.
     *
     * @param findings as cdk-nag names them, such as {@code Resource::*}, or regular expressions between slashes
     */
    public static void exempt(IConstruct construct, String rule, String reason, String... findings) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason)
                        .appliesTo(Arrays.stream(findings)
                                .map(NagExemptions::finding)
                                .toList())
                        .build()),
                true);
    }

    private static Object finding(String finding) {
        return finding.startsWith("/") ? RegexAppliesTo.builder().regex(finding).build() : finding;
    }
}
