package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query parameters and headers that an operation does not have, or has once. */
class ParametersIT extends IntegrationTest {

    @ParameterizedTest
    @CsvSource({
        "Idempotency-Key, one, two",
        "Idempotency-Key, one, one",
        "Content-Type, application/json, application/json",
        "Content-Type, application/json, text/plain",
        "X-Request-Id, one, two",
        "Origin, https://shop.example.org, https://admin.example.org",
        "Authorization, Bearer one, Bearer two",
    })
    void aHeaderThatHasOneValueIsRefusedWhenItIsSentTwice(String header, String first, String second) {
        String userId = Users.create(api());

        ApiResponse refused = Orders.some().post(api(), userId, header, first, header, second);

        Problem.assertThat(refused, 400, "INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo(header);
        assertThat(refused.text("/detail")).isEqualTo(header + " must not be given more than once.");
        assertThat(stored().count("USER#" + userId, "ORDER#")).isZero();
    }

    @Test
    void aHeaderThatIsAListMayBeSentInParts() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        String path = order.header("Location");

        assertThat(api().get(path, "If-None-Match", "\"7\"", "If-None-Match", "\"1\"")
                        .status())
                .isEqualTo(304);
        assertThat(api().get(path, "Accept", "text/plain", "Accept", "application/json")
                        .status())
                .isEqualTo(200);
        assertThat(Orders.patch(api(), path, "paid", "If-Match", "\"7\"", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v1/users/{id}/orders?createdTo=2026-11-20T12:00:00Z | createdTo  | created_from, created_to, cursor, fields, limit, number, sort, status
                    /v1/users/{id}/orders?limit=1&state=paid             | state      | created_from, created_to, cursor, fields, limit, number, sort, status
                    /v1/users/{id}?consistant=true                       | consistant | consistent
                    /v1/users?name=Ada                                   | name       | email
                    /v1/orders?status=paid&sort=asc                      | sort       | cursor, fields, limit, status
                    /v1/orders/{id}?consistent=true                      | consistent | ''
                    /v1/orders/{id}?=                                    | ''         | ''
                    """)
    void anUnknownQueryParameterIsRejectedWithTheKnownOnes(String target, String parameter, String known) {
        ApiResponse refused = api().get(target.replace("{id}", Users.create(api())));

        Problem.assertThat(refused, 400, "INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo(parameter);
        assertThat(refused.text("/detail"))
                .isEqualTo(parameter + " is not a known parameter"
                        + (known.isEmpty() ? "." : "; known are " + known + "."));
    }

    @Test
    void anOperationWithoutQueryParametersRefusesAll() {
        String before = Users.newEmail();

        ApiResponse refused =
                api().post("/v1/users?dry_run=true", "{\"name\": \"Ada\", \"email\": \"" + before + "\"}");

        Problem.assertThat(refused, 400, "INVALID_PARAMETER");
        assertThat(api().get("/v1/users?email=" + before).json().path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "1", "TRUE", "no", "%20true"})
    void aTruthValueIsTrueOrFalse(String value) {
        ApiResponse refused = api().get(Users.path(Users.create(api())) + "?consistent=" + value);

        Problem.assertThat(refused, 400, "INVALID_PARAMETER");
        assertThat(refused.text("/detail")).isEqualTo("consistent must be true or false.");
    }

    @Test
    void whichMethodsThereAreDoesNotDependOnTheQuery() {
        ApiResponse options = api().send("OPTIONS", "/v1/users?email=ada@example.org", BodyPublishers.noBody());

        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1&limit=100", "status=paid&limit=1&status=pending", "cursor=&cursor="})
    void aQueryParameterIsRefusedWhenItIsGivenTwice(String query) {
        ApiResponse refused = api().get(Orders.path(Users.create(api())) + "?" + query);

        Problem.assertThat(refused, 400, "INVALID_PARAMETER");
        assertThat(refused.text("/detail")).endsWith(" must not be given more than once.");
    }
}
