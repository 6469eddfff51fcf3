package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/** The rules of AWS Solutions, for everything that can be deployed. */
class NagTests {

    static List<Settings> all() {
        return List.of(Variants.dev(), Variants.prod(), Variants.everything(), Variants.inside());
    }

    @ParameterizedTest
    @MethodSource("all")
    void noRuleIsBrokenWithoutAnExemption(Settings settings) {
        for (Stack stack : Synthesis.of(settings).stacks()) {
            Annotations annotations = Annotations.fromStack(stack);
            assertThat(annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")))
                    .extracting(NagTests::finding)
                    .isEmpty();
            assertThat(annotations.findWarning(
                            "*", Match.stringLikeRegexp("AwsSolutions-.*|CdkNagValidationFailure.*")))
                    .extracting(NagTests::finding)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachExemptionHasAReason(Settings settings) {
        List<JsonNode> exemptions = Synthesis.of(settings).resources().stream()
                .flatMap(resource -> Resource.stream(resource.definition().at("/Metadata/cdk_nag/rules_to_suppress")))
                .toList();

        assertThat(exemptions).isNotEmpty().allSatisfy(exemption -> assertThat(
                        exemption.path("reason").asText().split(" "))
                .hasSizeGreaterThan(3));
    }

    @SuppressWarnings("deprecation")
    private static String finding(SynthesisMessage message) {
        return message.getId() + " " + message.getEntry().getData();
    }
}
