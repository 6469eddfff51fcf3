package io.ordertable.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Returns where users of Swagger UI can sign in, and as which client of the issuer. If there is no client, they paste a token. */
@RestController
class BrowserLogin {

    private final Login login;

    BrowserLogin(OAuth2ResourceServerProperties properties, IdentityProperties identity) {
        this.login = new Login(properties.getJwt().getIssuerUri(), identity.browserClientId());
    }

    @GetMapping("/swagger-ui/login.json")
    Login login() {
        return login;
    }

    record Login(@Nullable String issuer, @Nullable String clientId) {}
}
