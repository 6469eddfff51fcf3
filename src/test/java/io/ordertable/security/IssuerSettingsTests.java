package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** The settings in the documentation accept tokens of the shape that each issuer gives them. */
class IssuerSettingsTests {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final UUID OTHER = UUID.fromString("6f9619ff-8b86-4011-b42d-00c04fc964ff");

    private static final RSAKey KEY = Tokens.newKey("key");

    @TempDir
    private Path directory;

    @Test
    void keycloak() throws Exception {
        TokenAuthenticator tokens = documented("Keycloak");

        Consumer<JWTClaimsSet.Builder> customer = claims -> claims.issuer("https://sso.example.org/realms/shop")
                .audience(List.of("ordertable", "account"))
                .subject(OTHER.toString())
                .claim("typ", "Bearer")
                .claim("azp", "shop")
                .claim("scope", "openid email");
        assertThat(caller(tokens, customer)).isEqualTo(new Caller(OTHER, false));
        assertThat(caller(tokens, customer.andThen(claims -> claims.claim("scope", "openid orders:staff"))))
                .isEqualTo(new Caller(OTHER, true));
        assertRefused(tokens, customer.andThen(claims -> claims.audience("account")));
    }

    @Test
    void auth0() throws Exception {
        TokenAuthenticator tokens = documented("Auth0");

        Consumer<JWTClaimsSet.Builder> customer = claims -> claims.issuer("https://shop.eu.auth0.com/")
                .audience(List.of("https://ordertable.example.org", "https://shop.eu.auth0.com/userinfo"))
                .subject("auth0|5f7c8ec7c33c6c004bbafe82")
                .claim("scope", "openid profile")
                .claim("permissions", List.of());
        // Version 5, namespace URL, of https://shop.eu.auth0.com/#auth0|5f7c8ec7c33c6c004bbafe82
        UUID userId = UUID.fromString("0067041d-731a-5f0e-8c1c-de1baa0b667d");
        assertThat(caller(tokens, customer)).isEqualTo(new Caller(userId, false));
        assertThat(caller(tokens, customer.andThen(claims -> claims.claim("permissions", List.of("orders:staff")))))
                .isEqualTo(new Caller(userId, true));
    }

    @Test
    void entra() throws Exception {
        TokenAuthenticator tokens = documented("Entra ID");

        Consumer<JWTClaimsSet.Builder> customer =
                claims -> claims.issuer("https://login.microsoftonline.com/TENANT/v2.0")
                        .audience("CLIENT_ID")
                        .subject("AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ")
                        .claim("oid", OTHER.toString())
                        .claim("scp", "access_as_user");
        assertThat(caller(tokens, customer)).isEqualTo(new Caller(OTHER, false));
        assertThat(caller(tokens, customer.andThen(claims -> claims.claim("roles", List.of("orders.staff")))))
                .isEqualTo(new Caller(OTHER, true));
    }

    @Test
    void cognito() throws Exception {
        TokenAuthenticator tokens = documented("Amazon Cognito");

        Consumer<JWTClaimsSet.Builder> customer =
                claims -> claims.issuer("https://cognito-idp.eu-west-1.amazonaws.com/POOL_ID")
                        .audience((String) null)
                        .subject(OTHER.toString())
                        .claim("client_id", "CLIENT_ID")
                        .claim("token_use", "access")
                        .claim("scope", "aws.cognito.signin.user.admin");
        assertThat(caller(tokens, customer)).isEqualTo(new Caller(OTHER, false));
        assertThat(caller(tokens, customer.andThen(claims -> claims.claim("cognito:groups", List.of("staff")))))
                .isEqualTo(new Caller(OTHER, true));
        assertRefused(tokens, customer.andThen(claims -> claims.claim("client_id", "ANOTHER")));
        assertRefused(tokens, customer.andThen(claims -> claims.claim("token_use", "id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256"})
    void aPublicKeyInAFileVerifiesTokensOfItsTypeOnly(String algorithm) throws Exception {
        ECKey elliptic = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        Key published = algorithm.equals("RS256") ? KEY.toRSAPublicKey() : elliptic.toECPublicKey();
        Path file = Files.writeString(directory.resolve("key.pem"), pem(published));
        TokenAuthenticator tokens = authenticator(Map.of(
                JWT + "issuer-uri",
                Tokens.ISSUER,
                JWT + "audiences",
                Tokens.AUDIENCE,
                JWT + "jws-algorithms",
                "RS256,ES256",
                JWT + "public-key-location",
                file.toUri().toString()));
        String rsa = Tokens.sign(KEY, claims -> claims.subject(OTHER.toString()));
        String ec = sign(elliptic);

        assertThat(authenticate(tokens, algorithm.equals("RS256") ? rsa : ec)).isEqualTo(new Caller(OTHER, false));
        assertThatException()
                .isThrownBy(() -> authenticate(tokens, algorithm.equals("RS256") ? ec : rsa))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "issuer-uri, '', the iss claim of the tokens to accept",
        "audiences, '', the aud claim of the tokens to accept",
        "jwk-set-uri, nowhere, the URL of the issuer's keys",
        "jws-algorithms, HS256, algorithms with a public key"
    })
    void withoutACompleteSettingTheServiceDoesNotStart(String property, String value, String meaning) {
        Map<String, String> properties = new HashMap<>(Tokens.properties());
        properties.put(JWT + property, value);

        assertThatException()
                .isThrownBy(() -> authenticator(properties))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .withMessageContaining(property)
                .satisfies(failure -> assertThat(((InvalidConfigurationPropertyValueException) failure).getReason())
                        .contains(meaning));
    }

    /** The clocks may differ by a minute. */
    @Test
    void aTokenIsValidAMinuteLongerThanItSays() throws Exception {
        TokenAuthenticator tokens = documented("Keycloak");
        Consumer<JWTClaimsSet.Builder> customer =
                claims -> claims.issuer("https://sso.example.org/realms/shop").subject(OTHER.toString());

        caller(tokens, customer.andThen(claims -> claims.expirationTime(secondsFromNow(-50))));
        caller(tokens, customer.andThen(claims -> claims.notBeforeTime(secondsFromNow(50))));
        assertRefused(tokens, customer.andThen(claims -> claims.expirationTime(secondsFromNow(-70))));
        assertRefused(tokens, customer.andThen(claims -> claims.notBeforeTime(secondsFromNow(70))));
    }

    private Caller caller(TokenAuthenticator tokens, Consumer<JWTClaimsSet.Builder> claims) {
        return authenticate(tokens, Tokens.sign(KEY, claims));
    }

    private void assertRefused(TokenAuthenticator tokens, Consumer<JWTClaimsSet.Builder> claims) {
        assertThatException().isThrownBy(() -> caller(tokens, claims)).isInstanceOf(InvalidBearerTokenException.class);
    }

    private static Caller authenticate(TokenAuthenticator tokens, String token) {
        return (Caller) tokens.resolve(new MockHttpServletRequest())
                .authenticate(new BearerTokenAuthenticationToken(token))
                .getPrincipal();
    }

    /** Uses the settings that the documentation has for the issuer, but for its keys. */
    private TokenAuthenticator documented(String issuer) throws IOException, JOSEException {
        Matcher settings = Pattern.compile("\\*\\*" + issuer + "\\.\\*\\*.*?```properties\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/security.md")));
        assertThat(settings.find()).isTrue();
        Properties properties = new Properties();
        properties.load(new StringReader(settings.group(1)));
        assertThat(properties.remove(JWT + "jwk-set-uri")).isNotNull();
        properties.put(
                JWT + "public-key-location",
                Files.writeString(directory.resolve("key.pem"), pem(KEY.toRSAPublicKey()))
                        .toUri()
                        .toString());
        return authenticator(properties);
    }

    private static TokenAuthenticator authenticator(Map<?, ?> properties) throws IOException {
        Binder binder = new Binder(new MapConfigurationPropertySource(new HashMap<>(properties)));
        OAuth2ResourceServerProperties resourceServer =
                binder.bindOrCreate("spring.security.oauth2.resourceserver", OAuth2ResourceServerProperties.class);
        IdentityProperties identity = binder.bindOrCreate("ordertable.security", IdentityProperties.class);
        QuotaProperties quotas = binder.bindOrCreate("ordertable.quotas", QuotaProperties.class);
        TokenConfiguration configuration = new TokenConfiguration();
        JWKSource<SecurityContext> keys = configuration.issuerKeys(resourceServer);
        return new TokenAuthenticator(
                configuration.jwtDecoder(keys, resourceServer, identity),
                keys,
                resourceServer,
                identity,
                Clock.systemUTC(),
                new FailedAuthentications(quotas));
    }

    private static String sign(ECKey elliptic) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(),
                new JWTClaimsSet.Builder()
                        .issuer(Tokens.ISSUER)
                        .audience(Tokens.AUDIENCE)
                        .subject(OTHER.toString())
                        .expirationTime(secondsFromNow(60))
                        .build());
        token.sign(new ECDSASigner(elliptic));
        return token.serialize();
    }

    private static Date secondsFromNow(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String pem(Key published) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(published.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
