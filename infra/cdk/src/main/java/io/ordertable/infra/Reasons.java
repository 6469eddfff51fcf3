package io.ordertable.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.Arrays;
import java.util.List;
import software.constructs.IConstruct;

/** Why a rule of AWS Solutions does not hold somewhere; nothing is exempted without it. */
public final class Reasons {

    private Reasons() {}

    /** A rule that the construct, or what is in it, breaks on purpose. */
    public static void exempt(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    /**
     * The same for single findings of a rule that has several.
     *
     * @param findings as cdk-nag names them, such as {@code Resource::*}, or regular expressions for those between slashes
     */
    public static void exempt(IConstruct construct, String rule, String reason, String... findings) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason)
                        .appliesTo(Arrays.stream(findings).map(Reasons::finding).toList())
                        .build()),
                true);
    }

    private static Object finding(String finding) {
        return finding.startsWith("/") ? RegexAppliesTo.builder().regex(finding).build() : finding;
    }
}
