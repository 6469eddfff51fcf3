package io.ordertable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/** The token issuer of local runs: an application of its own, which the service only knows by its address. */
@TestConfiguration(proxyBeanMethods = false)
@Import(LocalIssuerConfiguration.class)
class LocalIssuer {

    private static final Logger log = LoggerFactory.getLogger(LocalIssuer.class);
    private static final String PORT = "ordertable.local.issuer-port";

    /** Starts the issuer without the service, as the compose file does. */
    public static void main(String[] arguments) {
        String issuer = start(arguments);
        log.info("Token issuer: {}", issuer);
    }

    /** Starts the issuer and returns its address, which its tokens contain. */
    static String start(String... arguments) {
        AuthorizationServerSettings settings = new SpringApplicationBuilder(LocalIssuer.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("spring.config.name=issuer", "logging.level.root=warn", "logging.level.io.ordertable=info")
                .run(arguments)
                .getBean(AuthorizationServerSettings.class);
        // Otherwise the service would log in the format of the issuer, because Spring Boot configures the format once.
        LoggingSystem.get(LocalIssuer.class.getClassLoader()).cleanUp();
        return settings.getIssuer();
    }

    /** Returns a command that prints a token, without any tool but curl and sed. */
    static String command(String issuer, LocalUser user) {
        return "curl -s -u %1$s:%1$s -d grant_type=client_credentials %2$s/oauth2/token | sed 's/.*\"access_token\":\"\\([^\"]*\\).*/\\1/'"
                .formatted(user.login(), issuer);
    }

    @Bean
    JettyServletWebServerFactory webServer(Environment environment) throws IOException {
        InetAddress address = environment.getProperty(
                "ordertable.local.issuer-address", InetAddress.class, InetAddress.getLoopbackAddress());
        JettyServletWebServerFactory server = new JettyServletWebServerFactory(
                available(address, environment.getProperty(PORT, Integer.class, 9000)));
        server.setAddress(address);
        // Browsers share cookies between the ports of localhost.
        server.getSession().getCookie().setName("ordertable-issuer");
        return server;
    }

    /** For the compose file, which says what it calls. In a local run, the service serves it. */
    @Bean
    @ConditionalOnProperty("ordertable.local.shop.api")
    LocalShop shop(AuthorizationServerSettings settings, Environment environment) throws Exception {
        log.info("Shop: {}/shop/", settings.getIssuer());
        return new LocalShop(() -> Map.of(
                "api",
                environment.getRequiredProperty("ordertable.local.shop.api"),
                "issuer",
                settings.getIssuer(),
                "throttle",
                environment.getRequiredProperty("ordertable.local.shop.throttle"),
                "operators",
                environment.getRequiredProperty("ordertable.local.shop.operators")));
    }

    @Bean
    AuthorizationServerSettings addresses(JettyServletWebServerFactory server, Environment environment) {
        return AuthorizationServerSettings.builder()
                .issuer(environment.getProperty("ordertable.local.issuer", "http://localhost:" + server.getPort()))
                .build();
    }

    /** Generates a key with each start. The service fetches it, so it may keep its data longer than its key. */
    @Bean
    JWKSource<SecurityContext> signingKey() throws JOSEException {
        return new ImmutableJWKSet<>(
                new JWKSet(new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate()));
    }

    /** For the endpoint that returns the user of a token. */
    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> signingKey) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(signingKey);
    }

    /** Returns the port, or a free one if it is 0. */
    private static int available(InetAddress address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new InvalidConfigurationPropertyValueException(
                    PORT,
                    port,
                    "The token issuer cannot listen on this port, as another program does. Stop that program, or start with "
                            + "-Dspring-boot.run.arguments=--ordertable.local.issuer-port=0 to take a free port.");
        }
    }
}
