package io.ordertable.infra;

import static io.ordertable.infra.ServiceTests.attributes;
import static io.ordertable.infra.ServiceTests.environment;
import static io.ordertable.infra.ServiceTests.seconds;
import static io.ordertable.infra.ServiceTests.targets;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The load balancer and its firewall. */
class LoadBalancerTests {

    private static final String MODE = "routing.http.xff_header_processing.mode";

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTaskKeepsConnectionsLongerThanTheLoadBalancer(Settings settings) {
        Map<String, String> balancer = attributes(balancer(settings), "/LoadBalancerAttributes");

        assertThat(seconds(environment(settings).get("SERVER_JETTY_CONNECTIONIDLETIMEOUT")))
                .isGreaterThan(Integer.parseInt(balancer.get("idle_timeout.timeout_seconds")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void requestsGoToTheServicePortAndHealthChecksToTheManagementPort(Settings settings) {
        Resource targets = targets(settings);

        assertThat(targets.at("/Port").asInt()).isEqualTo(8080);
        assertThat(targets.text("/HealthCheckPort")).isEqualTo("8081");
        assertThat(targets.text("/HealthCheckPath")).isEqualTo("/actuator/health/readiness");
        assertThat(Synthesis.of(settings).the("AWS::ECS::Service").list("/LoadBalancers"))
                .singleElement()
                .satisfies(target ->
                        assertThat(target.path("ContainerPort").asInt()).isEqualTo(8080));
        assertThat(Synthesis.of(settings).all("AWS::ElasticLoadBalancingV2::Listener"))
                .noneMatch(listener -> listener.at("/Port").asInt() == 8081);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTaskTrustsTheClientsAddressThatTheLoadBalancerAppends(Settings settings) {
        assertThat(environment(settings))
                .containsEntry("ORDERTABLE_QUOTAS_TRUSTEDPROXIES", settings.cloudfront() ? "2" : "1");
        assertThat(attributes(balancer(settings), "/LoadBalancerAttributes").getOrDefault(MODE, "append"))
                .isEqualTo("append");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theLoadBalancerIsInternal(Settings settings) {
        assertThat(balancer(settings).text("/Scheme")).isEqualTo("internal");
    }

    @Test
    void withACertificateItUsesHttps() {
        Map<Integer, Resource> listeners = new TreeMap<>();
        Synthesis.of(Variants.everything())
                .all("AWS::ElasticLoadBalancingV2::Listener")
                .forEach(listener -> listeners.put(listener.at("/Port").asInt(), listener));

        assertThat(listeners).containsOnlyKeys(80, 443);
        assertThat(listeners.get(443).text("/Certificates/0/CertificateArn")).isEqualTo(Variants.CERTIFICATE);
        assertThat(listeners.get(443).text("/SslPolicy")).contains("TLS13");
        assertThat(listeners.get(80).text("/DefaultActions/0/Type")).isEqualTo("redirect");
    }

    private static Resource balancer(Settings settings) {
        return Synthesis.of(settings).the("AWS::ElasticLoadBalancingV2::LoadBalancer");
    }
}
