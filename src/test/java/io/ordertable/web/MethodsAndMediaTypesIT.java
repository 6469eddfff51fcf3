package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods and media types that the API has, and those that it has not. */
class MethodsAndMediaTypesIT extends IntegrationTest {

    private static final String ID = "01890000-0000-7000-8000-000000000000";

    @ParameterizedTest
    @CsvSource({
        "/v1/users, 'GET,HEAD,POST,OPTIONS'",
        "/v1/users/" + ID + ", 'GET,HEAD,PATCH,DELETE,OPTIONS'",
        "/v1/users/" + ID + "/orders, 'GET,HEAD,POST,OPTIONS'",
        "/v1/users/" + ID + "/orders/" + ID + ", 'GET,HEAD,PATCH,OPTIONS'",
        "/v1/orders, 'GET,HEAD,OPTIONS'",
        "/v1/orders/" + ID + ", 'GET,HEAD,PATCH,OPTIONS'"
    })
    void aPathListsItsMethodsAndRefusesTheOthers(String path, String allowed) {
        Set<String> methods = Set.of(allowed.split(","));

        ApiResponse options = send("OPTIONS", path);

        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow").split(",")).containsExactlyInAnyOrderElementsOf(methods);
        for (String method : new String[] {"PUT", "POST", "PATCH", "DELETE", "BREW"}) {
            if (!methods.contains(method)) {
                ApiResponse refused = send(method, path, "Content-Type", "application/json");
                Problem.assertThat(refused, 405, "METHOD_NOT_ALLOWED");
                assertThat(refused.header("Allow").split(",\\s*")).contains("GET");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders/import", "/v1/orders/batch-get"})
    void aPathThatIsOnlyPostedToIsNoOrder(String path) {
        assertThat(send("OPTIONS", path).header("Allow").split(",")).containsExactlyInAnyOrder("POST", "OPTIONS");
        for (String method : new String[] {"GET", "HEAD", "PUT", "PATCH", "DELETE", "BREW"}) {
            ApiResponse refused = send(method, path, "Content-Type", "application/json", "If-Match", "*");
            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.header("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void headIsGetWithoutTheBody() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        for (String path : new String[] {
            order.header("Location"), "/v1/orders/" + order.text("/order_id"), Users.path(order.text("/user_id"))
        }) {
            ApiResponse head = send("HEAD", path);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.text()).isEmpty();
            assertThat(head.header("ETag")).isEqualTo("\"1\"");
            assertThat(head.header("Content-Type")).isEqualTo("application/json");
            for (String tag : new String[] {"\"1\"", "*"}) {
                assertThat(send("HEAD", path, "If-None-Match", tag).status()).isEqualTo(304);
            }
        }
        ApiResponse list = send("HEAD", Orders.path(order.text("/user_id")) + "?limit=1");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text()).isEmpty();
    }

    @Test
    void headOfWhatIsMissingIsNotFound() {
        for (String path : new String[] {"/nope", Users.path(ID), "/v1/orders/" + ID}) {
            ApiResponse head = send("HEAD", path);
            assertThat(head.status()).isEqualTo(404);
            assertThat(head.text()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/x-ndjson",
                "application/merge-patch+json",
                "application/json;charset=nonsense",
                "application/json;charset=",
                "nonsense",
                "*/*",
                ""
            })
    void aBodyOfAnotherMediaTypeIsRefused(String mediaType) {
        String user = "{\"name\": \"Ada\", \"email\": \"" + Users.newEmail() + "\"}";

        for (String path : new String[] {"/v1/users", Orders.path(ID), "/v1/orders/batch-get"}) {
            ApiResponse refused = api().post(path, user, "Content-Type", mediaType);

            Problem.assertThat(refused, 415, "UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "Application/JSON"
            })
    void jsonIsKnownByItsMediaTypeHoweverItIsWritten(String mediaType) {
        String user = "{\"name\": \"Ada\", \"email\": \"" + Users.newEmail() + "\"}";

        assertThat(api().post("/v1/users", user, "Content-Type", mediaType).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json-patch+json", "application/x-ndjson"})
    void aPatchOfAnotherMediaTypeIsRefused(String mediaType) {
        for (String path : new String[] {Users.path(ID), "/v1/orders/" + ID, Orders.path(ID, ID)}) {
            ApiResponse refused = api().patch(path, "{}", "Content-Type", mediaType, "If-Match", "*");

            Problem.assertThat(refused, 415, "UNSUPPORTED_MEDIA_TYPE");
            assertThat(refused.headers().map().toString())
                    .contains("application/json")
                    .contains("application/merge-patch+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*", "nonsense"})
    void whatIsNotAcceptedIsNotSent(String accept) {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse refused = api().get(order.header("Location"), "Accept", accept);

        Problem.assertThat(refused, 406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/*", "application/json", "text/html, application/json;q=0.1", "text/html, */*"
            })
    void jsonIsSentToWhomeverItIsAcceptable(String accept) {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse read = api().get(order.header("Location"), "Accept", accept);
        ApiResponse missing = api().get(Orders.path(order.text("/user_id"), ID), "Accept", accept);

        assertThat(read.json()).isEqualTo(order.json());
        Problem.assertThat(missing, 404, "ORDER_NOT_FOUND");
    }

    @Test
    void aRefusedChangeWithoutAcceptableMediaTypeChangesNothing() {
        String email = Users.newEmail();

        ApiResponse refused =
                api().post("/v1/users", "{\"name\": \"Ada\", \"email\": \"" + email + "\"}", "Accept", "text/html");

        Problem.assertThat(refused, 406, "NOT_ACCEPTABLE");
        assertThat(api().get("/v1/users?email=" + email).json().path("items")).isEmpty();
    }

    @Test
    void theRootLeadsToTheDocumentation() {
        ApiResponse root = api().get("/");

        assertThat(root.status()).isEqualTo(302);
        assertThat(root.header("Location")).endsWith("/swagger-ui.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.yaml", "/swagger-ui/index.html", "/nope", "/v1/users", "/v1/users/me"})
    void browsersMayNotGuessTheTypeOfAResponse(String path) {
        assertThat(api().get(path).header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private ApiResponse send(String method, String path, String... headers) {
        return api().send(method, path, BodyPublishers.noBody(), headers);
    }
}
