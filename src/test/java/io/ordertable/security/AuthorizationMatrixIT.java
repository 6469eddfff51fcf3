package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.security.Operation.Access;
import io.ordertable.user.Users;
import io.ordertable.web.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation of the API document, called by everybody. */
class AuthorizationMatrixIT extends IntegrationTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final RSAKey UNKNOWN_KEY = Tokens.newKey("unknown");
    private static final RSAKey OTHER_KEY = Tokens.newKey("tests");

    private final String owner = UUID.randomUUID().toString();

    @Test
    void everyOperationHasAnEntry() {
        assertThat(api().get("/openapi.json")
                        .json()
                        .path("paths")
                        .valueStream()
                        .flatMap(JsonNode::valueStream)
                        .map(operation -> operation.path("operationId").asText())
                        .filter(id -> !id.isEmpty()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Operation.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNoValidTokenIsNobody(Operation operation) throws Exception {
        for (Map.Entry<String, Api> caller : strangersToTheIssuer().entrySet()) {
            ApiResponse response =
                    operation.call(caller.getValue(), owner, UUID.randomUUID().toString());

            assertThat(response.status()).as(caller.getKey()).isEqualTo(401);
            Problem.assertThat(response, 401, "UNAUTHENTICATED");
            assertThat(response.header("WWW-Authenticate")).as(caller.getKey()).startsWith("Bearer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOwnerAndStaffReachWhatIsTheirs(Operation operation) {
        ApiResponse asOwner = operation.call(api().as(owner), owner, target(operation));
        api().delete(Users.path(owner), "If-Match", "*");
        ApiResponse asStaff = operation.call(api(), owner, target(operation));

        assertThat(asStaff.status()).as(asStaff.text()).isBetween(200, 204);
        if (operation.access == Access.STAFF) {
            Problem.assertThat(asOwner, 403, "FORBIDDEN");
        } else {
            assertThat(asOwner.status()).as(asOwner.text()).isBetween(200, 204);
        }
    }

    /** Compares all of the responses but for ids and times. */
    @ParameterizedTest
    @EnumSource
    void whatBelongsToOthersLooksAsIfItDidNotExist(Operation operation) {
        Api stranger = api().as(UUID.randomUUID().toString());
        String orderId = ownedOrder();

        ApiResponse existing = operation.call(stranger, owner, orderId);
        ApiResponse missing = operation.call(
                stranger, UUID.randomUUID().toString(), UUID.randomUUID().toString());

        assertThat(withoutIds(existing)).isEqualTo(withoutIds(missing));
        if (operation.access == Access.ANYBODY) {
            assertThat(existing.text("/not_found/0/order_id")).isEqualTo(orderId);
        } else {
            assertThat(existing.status()).isIn(403, 404);
        }
        assertThat(api().get(Orders.path(owner, orderId)).text("/status")).isEqualTo("pending");
    }

    private Map<String, Api> strangersToTheIssuer() throws JOSEException {
        Map<String, Api> callers = new LinkedHashMap<>();
        callers.put("without a token", api().anonymous());
        Map.of(
                        "not a token", "x.y.z",
                        "expired",
                                Tokens.token(claims -> claims.expirationTime(
                                        Date.from(Instant.now().minusSeconds(90)))),
                        "not valid yet",
                                Tokens.token(claims -> claims.notBeforeTime(
                                        Date.from(Instant.now().plusSeconds(90)))),
                        "without an end", Tokens.token(claims -> claims.expirationTime(null)),
                        "for another audience", Tokens.token(claims -> claims.audience("another")),
                        "of another issuer", Tokens.token(claims -> claims.issuer("https://other.example.org")),
                        "without a subject", Tokens.token(claims -> claims.subject(null)),
                        "of an unknown key", Tokens.sign(UNKNOWN_KEY, claims -> claims.subject(owner)),
                        "of another key with the same name", Tokens.sign(OTHER_KEY, claims -> claims.subject(owner)))
                .forEach((description, token) -> callers.put(description, api().with(token)));
        callers.put("not signed", api().with(Tokens.unsigned(owner)));
        callers.put("signed with the public key as a secret", api().with(Tokens.signedWithThePublicKey(owner)));
        return callers;
    }

    private String target(Operation operation) {
        return operation == Operation.createUser ? "" : ownedOrder();
    }

    /** The id of an order of the owner, who is created unless there is one. */
    private String ownedOrder() {
        Users.someone().withId(UUID.fromString(owner)).post(api());
        return Orders.place(api(), owner).text("/order_id");
    }

    private static String withoutIds(ApiResponse response) {
        Map<String, Object> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return ID.matcher(response.status() + " " + headers + "\n" + response.text())
                .replaceAll("<id>");
    }
}
