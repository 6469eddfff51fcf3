package io.ordertable;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token issuer of local runs, in a process of its own. */
class LocalIssuerIT {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Pattern ADDRESS = Pattern.compile("Token issuer: (http://localhost:\\d+)");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
    private static final String VERIFIER = "a-secret-of-the-page-that-only-its-hash-leaves-before";

    @TempDir
    private static Path directory;

    private static Process process;
    private static String issuer;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() throws IOException {
        Path log = directory.resolve("issuer.log");
        process = start(log, 0);
        await().atMost(START).until(() -> ADDRESS.matcher(Files.readString(log)).find() || !process.isAlive());
        Matcher address = ADDRESS.matcher(Files.readString(log));
        assertThat(address.find()).as(Files.readString(log)).isTrue();
        issuer = address.group(1);
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
    }

    @ParameterizedTest
    @EnumSource
    void aUserGetsATokenByOneCommand(LocalUser user) throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", LocalIssuer.command(issuer, user)).start();
        JWTClaimsSet claims = verified(new String(shell.getInputStream().readAllBytes(), UTF_8).trim());

        assertThat(claims.getIssuer()).isEqualTo(issuer);
        assertThat(claims.getAudience()).containsExactly("ordertable");
        assertThat(claims.getSubject()).isEqualTo(user.id.toString());
        assertThat(claims.getStringClaim("scope")).isEqualTo(user == LocalUser.STAFF ? "orders:staff" : null);
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theLoadGeneratorGetsTokensOfManyCustomers() throws Exception {
        UnaryOperator<String> tokens = LoadClient.tokensOf(URI.create(issuer));
        String last = LocalUser.customer(LocalUser.CUSTOMERS - 1);

        assertThat(List.of(verified(tokens.apply("customer-0")), verified(tokens.apply(last))))
                .extracting(JWTClaimsSet::getSubject)
                .containsExactly("00000000-0000-4000-8000-c00000000000", "00000000-0000-4000-8000-c00000000099");
        assertThat(verified(tokens.apply("staff")).getStringClaim("scope")).isEqualTo("orders:staff");
    }

    @Test
    void aWrongPasswordIsRejected() throws Exception {
        HttpResponse<String> token =
                post("/oauth2/token", "grant_type=client_credentials", "client_id=ada", "client_secret=grace");

        assertThat(token.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/swagger-ui/oauth2-redirect.html",
                "http://localhost:5173/",
                "http://127.0.0.1:45678/callback?from=login"
            })
    void aPageOfThisMachineGetsATokenOfItsUserWithPkce(String page) throws Exception {
        String[] exchange = exchange(page, authorize(page));
        HttpResponse<String> token = post("/oauth2/token", exchange);

        assertThat(verified(json(token).path("access_token").asText()).getSubject())
                .isEqualTo(LocalUser.GRACE.id.toString());
        assertThat(token.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
        assertThat(post("/oauth2/token", exchange).statusCode())
                .as("a code is valid once")
                .isEqualTo(400);
    }

    @Test
    void anOpenIdConnectLibraryGetsAnIdTokenToo() throws Exception {
        String page = "http://localhost:3000/";
        JsonNode token = json(post("/oauth2/token", exchange(page, authorize(page) + "&scope=openid&nonce=8")));

        JWTClaimsSet id = verified(token.path("id_token").asText());
        assertThat(id.getSubject()).isEqualTo(LocalUser.GRACE.id.toString());
        assertThat(id.getAudience()).containsExactly("browser");
        assertThat(id.getStringClaim("nonce")).isEqualTo("8");
        assertThat(verified(token.path("access_token").asText()).getAudience()).containsExactly("ordertable");
    }

    @Test
    void aPageSignsItsUserOutAndIsShownAgain() throws Exception {
        String page = "http://localhost:3000/";
        JsonNode token = json(post("/oauth2/token", exchange(page, authorize(page) + "&scope=openid")));
        String logout = "/connect/logout?client_id=browser&id_token_hint="
                + token.path("id_token").asText() + "&post_logout_redirect_uri=";

        assertThat(get(logout + "http://example.org/").statusCode()).isEqualTo(400);
        assertThat(location(get(authorize(page)))).startsWith(page);
        assertThat(location(get(logout + page))).isEqualTo(page);
        assertThat(location(get(authorize(page)))).endsWith("/login");
    }

    @Test
    void itServesTheSampleShop() throws Exception {
        assertThat(get("/shop/").body()).startsWith("<!doctype html>");
        assertThat(get("/shop/shop.js").headers().firstValue("Content-Type").orElseThrow())
                .contains("javascript");
        JsonNode addresses = json(get("/shop/config.json"));
        assertThat(addresses.path("api").asText()).isEqualTo("http://localhost:8080");
        assertThat(addresses.path("issuer").asText()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "http://localhost.example.org/",
                "http://localhost:80@example.org/",
                "https://example.org/http://localhost/"
            })
    void noOtherPageGetsACode(String page) throws Exception {
        assertThat(get(authorize(page)).statusCode()).isEqualTo(400);
    }

    @Test
    void aBrowserGetsNoCodeWithoutPkce() throws Exception {
        assertThat(location(get(authorize("http://localhost:3000/").replaceAll("&code_challenge.*", ""))))
                .contains("error=invalid_request");
    }

    @Test
    void itsDiscoveryDocumentNamesItsEndpoints() throws Exception {
        JsonNode document = json(get("/.well-known/openid-configuration"));

        assertThat(document.path("issuer").asText()).isEqualTo(issuer);
        assertThat(List.of("authorization_endpoint", "token_endpoint", "jwks_uri"))
                .extracting(name -> document.path(name).asText())
                .containsExactly(issuer + "/oauth2/authorize", issuer + "/oauth2/token", issuer + "/oauth2/jwks");
    }

    @Test
    void aPortThatIsTakenIsReportedWithTheProperty() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Path log = directory.resolve("taken.log");
            Process failed = start(log, other.getLocalPort());
            assertThat(failed.waitFor(START)).isTrue();
            assertThat(failed.exitValue()).isEqualTo(1);
            assertThat(Files.readString(log))
                    .contains("The token issuer cannot listen on this port")
                    .contains("-Dspring-boot.run.arguments=--ordertable.local.issuer-port=0")
                    .doesNotContain("\tat ");
        }
    }

    private static Process start(Path log, int port) throws IOException {
        return new ProcessBuilder(Jvm.command(
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalIssuer.class.getName(),
                        "--ordertable.local.issuer-port=" + port,
                        "--ordertable.local.shop.api=http://localhost:8080",
                        "--ordertable.local.shop.throttle=http://localhost:8001/throttle",
                        "--ordertable.local.shop.operators=http://localhost:8081/actuator"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** The claims of a token that is signed with the published key. */
    private JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(get("/oauth2/jwks").body());
        assertThat(jwt.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        return jwt.getJWTClaimsSet();
    }

    /** Follows a page's redirect to the issuer, signs in, and returns the form with which the page then asks for the token. */
    private String[] exchange(String page, String address) throws Exception {
        String login = get(location(get(address))).body();
        Matcher csrf = CSRF.matcher(login);
        assertThat(csrf.find()).as(login).isTrue();
        HttpResponse<String> signedIn = post("/login", "username=grace", "password=grace", "_csrf=" + csrf.group(1));
        String redirect = location(get(location(signedIn)));
        assertThat(redirect).startsWith(page).contains("state=7");
        return new String[] {
            "grant_type=authorization_code",
            "client_id=browser",
            "code=" + redirect.replaceAll(".*code=([^&]+).*", "$1"),
            "redirect_uri=" + URLEncoder.encode(page, UTF_8),
            "code_verifier=" + VERIFIER
        };
    }

    private static String authorize(String page) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
        return "/oauth2/authorize?response_type=code&client_id=browser&state=7&redirect_uri="
                + URLEncoder.encode(page, UTF_8)
                + "&code_challenge_method=S256&code_challenge="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private HttpResponse<String> get(String address) throws Exception {
        return browser.send(request(address).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, String... form) throws Exception {
        HttpRequest request = request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://localhost:3000")
                .POST(BodyPublishers.ofString(String.join("&", form)))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(issuer).resolve(address)).header("Accept", "text/html");
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
