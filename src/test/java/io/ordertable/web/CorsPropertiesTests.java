package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class CorsPropertiesTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Test
    void withoutConfigurationNoOriginIsAllowed() {
        application.run(context ->
                assertThat(context.getBean(CorsProperties.class)).isEqualTo(new CorsProperties(List.of(), false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.org",
                "http://localhost:5173",
                "https://xn--bcher-kva.example:8443",
                "http://[::1]:3000",
                "capacitor://localhost",
                "*",
                "http://localhost:3000, http://localhost:5173"
            })
    void anOriginThatABrowserSendsIsTaken(String origin) {
        application
                .withPropertyValues("ordertable.cors.allowed-origins=" + origin)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:5173",
                "shop.example.org",
                "//shop.example.org",
                "https://*.example.org",
                "https://shop.example.org/",
                "https://shop.example.org/checkout",
                "https://shop.example.org:443",
                "http://shop.example.org:80",
                "https://shop.example.org:x",
                "https://bücher.example",
                "null",
                "http://localhost:3000,localhost:5173"
            })
    void anOriginThatCanNeverMatchIsRefusedAtStartUp(String origin) {
        application
                .withPropertyValues("ordertable.cors.allowed-origins=" + origin)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("is no origin that a browser sends"));
    }

    @Test
    void credentialsForAnyOriginAreRefusedAtStartUp() {
        application
                .withPropertyValues("ordertable.cors.allowed-origins=*", "ordertable.cors.allow-credentials=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must name origins instead of *"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CorsProperties.class)
    static class Properties {}
}
