package io.ordertable.infra;

import static io.ordertable.infra.ServiceTests.environment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose tokens are accepted, and how their keys reach the tasks. */
class TokenTests {

    private static final String JWT = "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_";

    static List<Settings> all() {
        return Variants.all();
    }

    @Test
    void theIssuerIsThatOfTheSettings() {
        assertThat(environment(Variants.everything()))
                .containsEntry(JWT + "ISSUERURI", "https://issuer.example.org")
                .containsEntry(JWT + "AUDIENCES", "ordertable")
                .containsEntry(JWT + "AUTHORITYPREFIX", "SCOPE_")
                .containsEntry("ORDERTABLE_SECURITY_STAFFAUTHORITY", "SCOPE_orders:staff")
                .containsEntry("ORDERTABLE_CORS_ALLOWEDORIGINS", "https://shop.example.org,https://orders.example.org");
        assertThat(environment(Variants.inside()))
                .doesNotContainKeys(JWT + "AUDIENCES", "ORDERTABLE_CORS_ALLOWEDORIGINS")
                .containsEntry(JWT + "AUTHORITYPREFIX", "")
                .containsEntry("ORDERTABLE_SECURITY_CLIENTIDS", "one,two");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFunctionOutsideTheVpcCopiesTheKeysToABucket(Settings settings) throws IOException {
        Synthesis synthesis = Synthesis.of(settings);
        Resource function = function(settings);
        JsonNode contract = Variants.contract("issuer-keys");

        assertThat(function.text("/Handler")).isEqualTo(contract.path("handler").asText());
        assertThat(function.at("/Environment/Variables").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(Resource.texts(contract.path("environment")));
        assertThat(function.text("/Environment/Variables/JWK_SET_URI")).isEqualTo("https://issuer.example.org/jwks");
        assertThat(function.properties().has("VpcConfig")).isFalse();
        assertThat(schedules(settings)).singleElement().satisfies(rule -> {
            assertThat(rule.text("/Targets/0/Arn")).isEqualTo("${" + function.id() + ".Arn}");
            assertThat(rule.text("/ScheduleExpression")).isEqualTo("rate(5 minutes)");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void tasksReadTheKeysThroughTheEndpointOfTheirVpc(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        String bucket = function(settings).text("/Environment/Variables/BUCKET").replaceAll("[${}]", "");
        String object = "${" + bucket + ".Arn}/jwks.json";
        Resource endpoint = synthesis.all("AWS::EC2::VPCEndpoint").stream()
                .filter(each -> each.text("/ServiceName").endsWith(".s3"))
                .findFirst()
                .orElseThrow();

        assertThat(environment(settings))
                .containsEntry(JWT + "JWKSETURI", "https://${" + bucket + ".RegionalDomainName}/jwks.json");
        assertThat(Statement.of(endpoint))
                .anyMatch(statement -> statement.resources().contains(object));
        assertThat(Statement.of(synthesis))
                .filteredOn(Statement::allows)
                .filteredOn(statement -> statement.owner().type().equals("AWS::S3::BucketPolicy"))
                .filteredOn(statement -> statement.resources().contains(object))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.actions()).containsExactly("s3:GetObject");
                    assertThat(statement.condition("StringEquals", "aws:SourceVpce"))
                            .isEqualTo("${" + endpoint.id() + "}");
                });
    }

    @Test
    void withoutACopyTheServiceAsksTheIssuer() {
        Settings direct = Variants.prod(Map.of("copy-keys", false));

        assertThat(environment(direct)).containsEntry(JWT + "JWKSETURI", "https://issuer.example.org/jwks");
        assertThat(schedules(direct)).isEmpty();
    }

    @Test
    void theLoadBalancerCanValidateTokensButLetsPreflightRequestsThrough() {
        Synthesis on = Synthesis.of(Variants.everything());
        JsonNode validation = on.all("AWS::ElasticLoadBalancingV2::Listener").stream()
                .filter(listener -> listener.at("/Port").asInt() == 443)
                .map(listener -> listener.at("/DefaultActions/0"))
                .findFirst()
                .orElseThrow();

        assertThat(validation.path("Type").asText()).isEqualTo("jwt-validation");
        assertThat(validation.at("/JwtValidationConfig/Issuer").asText()).isEqualTo("https://issuer.example.org");
        assertThat(on.all("AWS::ElasticLoadBalancingV2::ListenerRule"))
                .hasSize(2)
                .allMatch(rule -> rule.text("/Actions/0/Type").equals("forward"))
                .anyMatch(rule -> rule.texts("/Conditions/0/HttpRequestMethodConfig/Values")
                        .equals(List.of("OPTIONS")));
    }

    private static Resource function(Settings settings) {
        return Synthesis.of(settings).all("AWS::Lambda::Function").stream()
                .filter(function -> function.text("/FunctionName").endsWith("issuer-keys"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Resource> schedules(Settings settings) {
        return Synthesis.of(settings).all("AWS::Events::Rule").stream()
                .filter(rule -> rule.properties().has("ScheduleExpression"))
                .toList();
    }
}
