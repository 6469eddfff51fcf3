package io.ordertable.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Issues tokens that the services of tests accept. */
public final class Tokens {

    /** The user id of {@link #staff()}. */
    public static final UUID STAFF = UUID.fromString("00000000-0000-4000-8000-0000000000aa");

    public static final String ISSUER = "https://issuer.example.org";
    static final String AUDIENCE = "ordertable";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final RSAKey KEY = newKey("tests");
    private static final URI KEYS = new IssuerServer(KEY.toPublicJWK()).uri();
    private static final Map<UUID, String> CUSTOMERS = new ConcurrentHashMap<>();
    private static final String STAFF_TOKEN =
            token(claims -> claims.subject(STAFF.toString()).claim("scope", "orders:staff"));

    private Tokens() {}

    /** The service's properties, with which it accepts these tokens. */
    public static Map<String, String> properties() {
        String prefix = "spring.security.oauth2.resourceserver.jwt.";
        return Map.of(
                prefix + "issuer-uri", ISSUER, prefix + "audiences", AUDIENCE, prefix + "jwk-set-uri", KEYS.toString());
    }

    /** {@link #properties()} as arguments of a command. */
    public static String[] arguments() {
        return properties().entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    /** A token of staff. */
    public static String staff() {
        return STAFF_TOKEN;
    }

    /** A token of the customer with this user id. */
    public static String of(UUID userId) {
        return CUSTOMERS.computeIfAbsent(userId, id -> token(claims -> claims.subject(id.toString())));
    }

    /** A token with other claims than those of a valid one. */
    public static String token(Consumer<JWTClaimsSet.Builder> changes) {
        return sign(KEY, changes);
    }

    static String sign(RSAKey key, Consumer<JWTClaimsSet.Builder> changes) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims(changes));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** A token without a signature ({@code alg=none}). */
    static String unsigned(String userId) {
        return new PlainJWT(claims(claims -> claims.subject(userId))).serialize();
    }

    /** A token that is signed with the public key, as if that were a secret (RFC 8725, section 2.1). */
    static String signedWithThePublicKey(String userId) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build(),
                claims(claims -> claims.subject(userId)));
        token.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .issueTime(Date.from(Instant.now().minus(LIFETIME)))
                .expirationTime(Date.from(Instant.now().plus(LIFETIME)));
        changes.accept(claims);
        return claims.build();
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
