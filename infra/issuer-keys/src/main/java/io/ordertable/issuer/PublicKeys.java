package io.ordertable.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;

/** Decides whether a response is a set of keys that the service can verify tokens with. */
final class PublicKeys {

    /** The least that RFC 7518 allows. */
    private static final int MIN_RSA_BITS = 2048;

    private PublicKeys() {}

    /**
     * Returns the keys of a JWK set that can be parsed; others are left out.
     *
     * @throws IllegalStateException if it is no JWK set, contains a private key or a secret, or no key that verifies
     *     signatures
     */
    static JWKSet parse(byte[] json) {
        JWKSet set;
        try {
            set = JWKSet.parse(new String(json, UTF_8));
        } catch (ParseException | RuntimeException e) {
            // Messages may quote the response, so they are left out. The parser throws others, too, such as for "null".
            throw new IllegalStateException("The issuer's response is not a JWK set.");
        }
        List<JWK> keys = set.getKeys();
        if (keys.stream().anyMatch(JWK::isPrivate)) {
            throw new IllegalStateException(
                    "The issuer's response contains a private key or a secret. Tell the issuer at once.");
        }
        if (keys.stream().noneMatch(PublicKeys::isUsable)) {
            throw new IllegalStateException("The issuer's response contains no key that verifies signatures.");
        }
        return set;
    }

    private static boolean isUsable(JWK key) {
        KeyUse use = key.getKeyUse();
        Algorithm algorithm = key.getAlgorithm();
        return key instanceof AsymmetricJWK
                && (use == null || use.equals(KeyUse.SIGNATURE))
                && (algorithm == null
                        || JWSAlgorithm.Family.SIGNATURE.contains(JWSAlgorithm.parse(algorithm.getName())))
                && (!(key instanceof RSAKey) || key.size() >= MIN_RSA_BITS);
    }
}
