package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import io.ordertable.web.Problem;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What customers can do, and what nobody can trick the service into. */
class CallersIT extends IntegrationTest {

    private final String userId = UUID.randomUUID().toString();
    private Api customer;

    @Autowired
    private MeterRegistry registry;

    @BeforeEach
    void signIn() {
        customer = api().as(userId);
    }

    @Test
    void aCustomersProfileHasTheIdInTheToken() {
        ApiResponse created = Users.someone().register(customer);
        ApiResponse again = Users.someone().post(customer);

        assertThat(created.text("/user_id")).isEqualTo(userId);
        assertThat(created.header("Location")).isEqualTo(Users.path(userId));
        Problem.assertThat(again, 409, "USER_EXISTS");
    }

    @Test
    void aCustomersProfileIsCreatedOnceWithAKey() {
        Users user = Users.someone();
        ApiResponse created = user.post(customer, "Idempotency-Key", "sign-up");
        ApiResponse replayed = user.post(customer, "Idempotency-Key", "sign-up");
        ApiResponse ofAnother =
                Users.someone().post(api().as(UUID.randomUUID().toString()), "Idempotency-Key", "sign-up");

        assertThat(replayed.status()).isEqualTo(201);
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replayed.text()).isEqualTo(created.text());
        assertThat(ofAnother.status()).isEqualTo(201);
    }

    @Test
    void aUserWhoWasDeletedMayComeBack() {
        Users user = Users.someone();
        user.register(customer);
        customer.delete("/v1/users/me", "If-Match", "*");

        assertThat(user.register(customer).text("/user_id")).isEqualTo(userId);
    }

    @Test
    void staffChoosesTheIdOfANewUserOrLeavesItToTheService() {
        ApiResponse chosen = Users.someone().withId(UUID.fromString(userId)).register(api());
        ApiResponse again = Users.someone().withId(UUID.fromString(userId)).post(api());
        ApiResponse free = Users.someone().register(api());

        assertThat(chosen.text("/user_id")).isEqualTo(userId);
        Problem.assertThat(again, 409, "USER_EXISTS");
        assertThat(free.text("/user_id")).isNotEqualTo(Tokens.STAFF.toString());
    }

    @Test
    void aCustomerCannotCreateAnother() {
        Problem.assertThat(Users.someone().withId(UUID.randomUUID()).post(customer), 403, "FORBIDDEN");
        assertThat(Users.someone()
                        .withId(UUID.fromString(userId))
                        .post(customer)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void meIsTheCaller() {
        Users.someone().register(customer);

        ApiResponse order = Orders.some().post(customer, "me");
        Orders.some().post(customer, "me");
        ApiResponse page = customer.get("/v1/users/me/orders?limit=1");

        assertThat(order.header("Location")).isEqualTo(Orders.path(userId, order.text("/order_id")));
        assertThat(customer.get("/v1/users/me").text("/user_id")).isEqualTo(userId);
        assertThat(customer.get("/v1/users/me/orders/" + order.text("/order_id"))
                        .status())
                .isEqualTo(200);
        assertThat(page.header("Link")).startsWith("<" + Orders.path(userId) + "?");
        Problem.assertThat(api().as(UUID.randomUUID().toString()).get("/v1/users/me"), 404, "USER_NOT_FOUND");
    }

    @Test
    void aCustomerCancelsAndStaffDoesTheRest() {
        Users.someone().register(customer);
        ApiResponse order = Orders.place(customer, userId);
        String path = order.header("Location");

        assertThat(order.json().path("allowed_transitions"))
                .extracting(Object::toString)
                .containsExactly("\"cancelled\"");
        assertThat(api().get(path).json().path("allowed_transitions")).hasSize(2);
        for (String way : new String[] {path, "/v1/orders/" + order.text("/order_id")}) {
            Problem.assertThat(Orders.patch(customer, way, "paid", "If-Match", "*"), 403, "FORBIDDEN");
        }
        assertThat(Orders.patch(customer, path, "cancelled", "If-Match", "*").text("/status"))
                .isEqualTo("cancelled");
    }

    @Test
    void aCustomerIsNotToldOfStepsThatOnlyStaffCanTake() {
        Users.someone().register(customer);
        ApiResponse shipped = Orders.placeAs(api(), userId, "shipped");

        ApiResponse refused =
                Orders.patch(customer, Orders.path(userId, shipped.text("/order_id")), "cancelled", "If-Match", "*");

        Problem.assertThat(refused, 409, "ILLEGAL_TRANSITION");
        assertThat(refused.json().path("allowed")).isEmpty();
    }

    /** A browser that keeps copies must not show one caller what another may do. */
    @Test
    void copiesAreKeptForTheTokenThatGotThem() {
        Users.someone().register(customer);

        assertThat(customer.get("/v1/users/me").headers().allValues("Vary")).contains("Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"version\": 7", "\"created_at\": \"2020-01-01T00:00:00Z\"", "\"staff\": true"})
    void aUserHasNoOtherMembersThanDocumented(String member) {
        String body = "{\"name\": \"Ada\", \"email\": \"" + Users.newEmail() + "\", " + member + "}";

        Problem.assertThat(customer.post("/v1/users", body), 400, "VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"user_id\": \"00000000-0000-4000-8000-000000000001\"",
                "\"status\": \"paid\"",
                "\"version\": 7",
                "\"total\": \"0.01\""
            })
    void anOrderHasNoOtherMembersThanDocumented(String member) {
        Users.someone().register(customer);
        String body = Orders.some().json().replaceFirst("\\{", "{" + member + ",");

        Problem.assertThat(customer.post("/v1/users/me/orders", body), 400, "VALIDATION_FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/users/me;x=1, 400",
        "/v1;/users/me, 400",
        "//v1/users/me, 400",
        "/v1//users/me, 400",
        "/v1/./users/me, 400",
        "/x/../v1/users/me, 400",
        "/swagger-ui/..;/v1/users/me, 400",
        "/swagger-ui/%2e%2e/v1/users/me, 400",
        "/v1%2fusers/me, 400",
        "/V1/users/me, 401",
        "/v1/users/me/, 401",
        "/v1/users/ME, 401",
        "/openapi.yaml/v1/users/me, 401",
        "/v1/users/me?access_token=TOKEN, 401",
        "/actuator/health, 401"
    })
    void noSpellingOfAPathLeadsPastTheToken(String target, int status) {
        Users.someone().register(customer);
        ApiResponse response = RawHttp.exchange(
                api().anonymous(),
                "GET " + target.replace("TOKEN", Tokens.of(UUID.fromString(userId)))
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.problem()).isIn("BAD_REQUEST", "UNAUTHENTICATED");
    }

    @Test
    void aMethodInAHeaderIsIgnored() {
        Users.someone().register(customer);

        customer.get("/v1/users/me", "X-HTTP-Method-Override", "DELETE", "X-Method-Override", "DELETE");

        assertThat(customer.get("/v1/users/me").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer  x y", "Basic YTpi", "bearer\tx", "Bearer ä", "Bearer x, Bearer y"})
    void otherCredentialsAreNoToken(String credentials) {
        ApiResponse response = RawHttp.exchange(
                api().anonymous(),
                "GET /v1/users/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: " + credentials
                        + "\r\n\r\n");

        Problem.assertThat(response, 401, "UNAUTHENTICATED");
    }

    @Test
    void twoTokensAreRefused() {
        ApiResponse response =
                customer.get("/v1/users/me", "Authorization", "Bearer " + Tokens.staff(), "Authorization", "Bearer x");

        Problem.assertThat(response, 400, "INVALID_PARAMETER");
    }

    @ParameterizedTest
    @CsvSource({"UNAUTHENTICATED, x", "FORBIDDEN, ''"})
    void refusalsAreCounted(String code, String token) {
        double before = refused(code);

        ApiResponse refused = (token.isEmpty() ? customer : api().with(token)).get("/v1/users?email=ada@example.org");

        assertThat(refused.problem()).isEqualTo(code);
        assertThat(refused(code)).isGreaterThan(before);
    }

    private double refused(String code) {
        return registry.counter("requests.refused", "code", code).count();
    }

    @Test
    void aPreflightRequestNeedsNoToken() {
        ApiResponse response = RawHttp.exchange(
                api().anonymous(),
                "OPTIONS /v1/users/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: https://shop.example.org\r\n"
                        + "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization\r\n\r\n");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo("authorization");
    }

    @Test
    void theDocumentNeedsNoToken() {
        for (String path : new String[] {"/openapi.yaml", "/openapi.json", "/v3/api-docs", "/swagger-ui/index.html"}) {
            assertThat(api().anonymous().get(path).status()).as(path).isEqualTo(200);
        }
    }
}
