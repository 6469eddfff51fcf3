package io.ordertable.security;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads public keys in PEM (RFC 7468, section 13). */
final class PemKey {

    private PemKey() {}

    /**
     * Returns an RSA key, or an EC key on the curve P-256.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static JWK parse(String pem) {
        X509EncodedKeySpec key =
                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
        try {
            return new RSAKey.Builder(
                            (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(key))
                    .build();
        } catch (GeneralSecurityException notRsa) {
            return ellipticCurve(key);
        }
    }

    private static JWK ellipticCurve(X509EncodedKeySpec key) {
        try {
            ECPublicKey point = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(key);
            return new ECKey.Builder(Curve.P_256, point).build();
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw new IllegalArgumentException("The public key is neither RSA nor EC with P-256, in PEM", e);
        }
    }
}
