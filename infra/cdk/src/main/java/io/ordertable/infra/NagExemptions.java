package io.ordertable.infra;

import io.github.cdklabs.cdknag.*;
import java.util.List;
import java.util.stream.Stream;
import software.constructs.IConstruct;

/** Exempts resources from rules of AWS Solutions. Each exemption has a reason. */
public final class NagExemptions {

    private NagExemptions() {}

    /**
     * Exempts a construct, and all constructs in it, from a rule, or from single findings of it.
     *
     * @param findings as cdk-nag names them, such as {@code Resource::*}, or regular expressions between slashes
     */
    public static void exempt(IConstruct construct, String rule, String reason, String... findings) {
        NagPackSuppression.Builder suppression =
                NagPackSuppression.builder().id(rule).reason(reason);
        if (findings.length > 0) {
            suppression.appliesTo(
                    Stream.of(findings).map(NagExemptions::finding).toList());
        }
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression.build()), true);
    }

    private static Object finding(String finding) {
        return finding.startsWith("/") ? RegexAppliesTo.builder().regex(finding).build() : finding;
    }
}
