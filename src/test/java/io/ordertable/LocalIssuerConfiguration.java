package io.ordertable;

import static org.springframework.security.config.Customizer.withDefaults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Configures the users and the clients of {@link LocalIssuer}, and the claims of its tokens. */
@TestConfiguration(proxyBeanMethods = false)
@EnableWebSecurity
class LocalIssuerConfiguration {

    private static final Pattern LOCAL_PAGE = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?(/[^#]*)?");
    private static final String STAFF_SCOPE = "orders:staff";

    @Bean
    SecurityFilterChain endpoints(HttpSecurity http) throws Exception {
        return http.with(OAuth2AuthorizationServerConfigurer.authorizationServer(), server -> server.oidc(
                                oidc -> oidc.logoutEndpoint(endpoint -> endpoint.authenticationProviders(
                                        LocalIssuerConfiguration::allowLocalPagesAfterLogout)))
                        .authorizationEndpoint(endpoint ->
                                endpoint.authenticationProviders(LocalIssuerConfiguration::allowLocalRedirects)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(withDefaults())
                .cors(withDefaults())
                .build();
    }

    /** Lets scripts of any page of this machine fetch tokens. */
    @Bean
    CorsConfigurationSource corsConfigurationSource() {
        CorsConfiguration cors = new CorsConfiguration().applyPermitDefaultValues();
        cors.setAllowedOrigins(null);
        cors.setAllowedOriginPatterns(List.of("http://localhost:[*]", "http://127.0.0.1:[*]"));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return source;
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(Arrays.stream(LocalUser.values())
                .map(user -> User.withUsername(user.login())
                        .password(LocalUser.password(user.login()))
                        .build())
                .toList());
    }

    /** A public client for browsers, and a client with a secret for each user, because curl cannot fill in the login page. */
    @Bean
    RegisteredClientRepository clients() {
        Stream<String> logins = Stream.concat(
                Arrays.stream(LocalUser.values()).map(LocalUser::login),
                IntStream.range(0, LocalUser.CUSTOMERS).mapToObj(LocalUser::customer));
        Stream<RegisteredClient> forCurl = logins.map(login -> {
            RegisteredClient.Builder client = client(login)
                    .clientSecret(LocalUser.password(login))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
            return isStaff(login) ? client.scope(STAFF_SCOPE).build() : client.build();
        });
        RegisteredClient forBrowsers = client("browser")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://localhost:8080/swagger-ui/oauth2-redirect.html")
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
        return new InMemoryRegisteredClientRepository(
                Stream.concat(forCurl, Stream.of(forBrowsers)).toList());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return token -> {
            String login = token.getPrincipal().getName();
            token.getClaims().subject(LocalUser.idOf(login).toString());
            if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                token.getClaims().audience(List.of("ordertable"));
                if (isStaff(login)) {
                    token.getClaims().claim("scope", STAFF_SCOPE);
                }
            }
        };
    }

    private static boolean isStaff(String login) {
        return login.equals(LocalUser.STAFF.login());
    }

    private static RegisteredClient.Builder client(String id) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(Duration.ofHours(1))
                        .build());
    }

    /** Lets any page of this machine sign its user out, and be shown again. */
    private static void allowLocalPagesAfterLogout(List<AuthenticationProvider> providers) {
        providers.forEach(provider -> {
            if (provider instanceof OidcLogoutAuthenticationProvider logout) {
                logout.setAuthenticationValidator(context -> {
                    OidcLogoutAuthenticationToken request = context.getAuthentication();
                    if (!LOCAL_PAGE
                            .matcher(String.valueOf(request.getPostLogoutRedirectUri()))
                            .matches()) {
                        throw new OAuth2AuthenticationException(new OAuth2Error(
                                "invalid_request",
                                "post_logout_redirect_uri must be a page of http://localhost",
                                null));
                    }
                });
            }
        });
    }

    /** Allows any page of this machine, because development servers have different ports and paths. */
    private static void allowLocalRedirects(List<AuthenticationProvider> providers) {
        Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> redirect = context -> {
            OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
            if (!LOCAL_PAGE.matcher(String.valueOf(request.getRedirectUri())).matches()) {
                throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                        new OAuth2Error("invalid_request", "redirect_uri must be a page of http://localhost", null),
                        null);
            }
        };
        providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
                codes.setAuthenticationValidator(redirect.andThen(
                        OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR));
            }
        });
    }
}
