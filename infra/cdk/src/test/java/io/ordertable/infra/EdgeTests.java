package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way in from the internet, if there is one: a firewall, CloudFront, and the internal load balancer. */
class EdgeTests {

    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    /** AWS's policy, which contains Strict-Transport-Security for a year. */
    private static final String SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

    private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

    private final Synthesis on = Synthesis.of(Variants.everything());
    private final Resource distribution = on.the("AWS::CloudFront::Distribution");

    @Test
    void theServiceIsNotOnTheInternetByDefault() {
        assertThat(Synthesis.of(Variants.prod()).resources())
                .noneMatch(resource -> resource.type().matches("AWS::(CloudFront|WAFv2|EC2::InternetGateway).*"));
    }

    @Test
    void browsersUseTlsAndHttp3UnderTheDomain() {
        assertThat(distribution.texts("/DistributionConfig/Aliases")).containsExactly("orders.example.org");
        assertThat(distribution.text("/DistributionConfig/HttpVersion")).isEqualTo("http2and3");
        assertThat(distribution.text("/DistributionConfig/ViewerCertificate/MinimumProtocolVersion"))
                .isEqualTo("TLSv1.2_2021");
        assertThat(behaviors()).allSatisfy(behavior -> {
            assertThat(behavior.path("ViewerProtocolPolicy").asText()).isEqualTo("redirect-to-https");
            assertThat(behavior.path("ResponseHeadersPolicyId").asText()).isEqualTo(SECURITY_HEADERS);
        });
    }

    @Test
    void everythingIsPassedOnAndOnlyTheDocumentIsCached() {
        JsonNode api = distribution.at("/DistributionConfig/DefaultCacheBehavior");
        List<JsonNode> document = distribution.list("/DistributionConfig/CacheBehaviors");

        assertThat(api.path("CachePolicyId").asText()).isEqualTo(CACHING_DISABLED);
        assertThat(Resource.texts(api.path("AllowedMethods"))).contains("POST", "PATCH", "DELETE", "OPTIONS");
        assertThat(behaviors())
                .allMatch(behavior ->
                        behavior.path("OriginRequestPolicyId").asText().equals(ALL_VIEWER));
        assertThat(document)
                .extracting(behavior -> behavior.path("PathPattern").asText())
                .containsExactlyInAnyOrder("/openapi.*", "/v3/api-docs", "/swagger-ui/*");
        assertThat(document).allSatisfy(behavior -> assertThat(
                        on.referred(behavior.path("CachePolicyId").asText())
                                .at("/CachePolicyConfig/DefaultTTL")
                                .asInt())
                .isEqualTo(300));
    }

    @Test
    void itReachesTheInternalLoadBalancerOverTls() {
        Resource origin = on.the("AWS::CloudFront::VpcOrigin");

        assertThat(on.referred(origin.text("/VpcOriginEndpointConfig/Arn")).text("/Scheme"))
                .isEqualTo("internal");
        assertThat(origin.text("/VpcOriginEndpointConfig/OriginProtocolPolicy")).isEqualTo("https-only");
        assertThat(distribution.text("/DistributionConfig/Origins/0/DomainName"))
                .as("the host name in the load balancer's certificate")
                .isEqualTo("orders.example.org");
        assertThat(on.all("AWS::EC2::InternetGateway"))
                .as("which CloudFront requires")
                .hasSize(1);
    }

    @Test
    void theFirewallLimitsAddressesAndTokensAndBlocksKnownAttacks() {
        Resource firewall = on.the("AWS::WAFv2::WebACL");
        JsonNode address = firewall.at("/Rules/0/Statement/RateBasedStatement");
        JsonNode token = firewall.at("/Rules/1/Statement/RateBasedStatement");

        assertThat(firewall.stack()).isEqualTo("Ordertable-prod-edge");
        assertThat(firewall.text("/Scope")).isEqualTo("CLOUDFRONT");
        assertThat(distribution.text("/DistributionConfig/WebACLId"))
                .isEqualTo(Variants.everything().webAcl());
        assertThat(address.path("AggregateKeyType").asText()).isEqualTo("IP");
        assertThat(on.referred(address.at("/ScopeDownStatement/NotStatement/Statement/IPSetReferenceStatement/Arn")
                                .asText())
                        .texts("/Addresses"))
                .as("frontends that call the service for many users")
                .containsExactly("203.0.113.0/24");
        assertThat(token.at("/CustomKeys/0/Header/Name").asText()).isEqualTo("Authorization");
        assertThat(firewall.list("/Rules"))
                .extracting(rule -> rule.path("Name").asText())
                .endsWith(
                        "AWSManagedRulesAmazonIpReputationList",
                        "AWSManagedRulesKnownBadInputsRuleSet",
                        "AWSManagedRulesCommonRuleSet");
    }

    @Test
    void theFirewallLeavesLargeBodiesToTheLimitsOfTheApplication() {
        JsonNode common =
                on.the("AWS::WAFv2::WebACL").at("/Rules/4/Statement/ManagedRuleGroupStatement/RuleActionOverrides");

        assertThat(common).hasSize(1);
        assertThat(common.at("/0/Name").asText()).isEqualTo("SizeRestrictions_BODY");
        assertThat(common.at("/0/ActionToUse").has("Count")).isTrue();
    }

    @Test
    void theLogOfTheFirewallContainsNoTokens() {
        assertThat(on.the("AWS::WAFv2::LoggingConfiguration").text("/RedactedFields/0/SingleHeader/Name"))
                .isEqualTo("Authorization");
    }

    private List<JsonNode> behaviors() {
        List<JsonNode> behaviors = new ArrayList<>(distribution.list("/DistributionConfig/CacheBehaviors"));
        behaviors.add(distribution.at("/DistributionConfig/DefaultCacheBehavior"));
        return behaviors;
    }
}
