package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bodies that the API document shows can be sent as they are. */
class OpenApiExamplesIT extends IntegrationTest {

    @Test
    void aUserCanBeCreatedAndChanged() {
        JsonNode user = example("/paths/~1v1~1users/post/requestBody", "json");
        JsonNode patch = example("/components/requestBodies/UserPatch", "json");
        free(user.path("email").asText());
        free(patch.path("email").asText());

        ApiResponse created = api().post("/v1/users", user.toString());
        ApiResponse changed =
                api().patch(created.header("Location"), patch.toString(), "If-Match", created.header("ETag"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void anOrderCanBePlacedAndChanged() {
        ApiResponse placed = api().post(
                        "/v1/users/" + Users.create(api()) + "/orders",
                        example("/components/requestBodies/CreateOrder", "json").toString());

        assertThat(placed.status()).isEqualTo(201);
        for (String example : List.of("Pay", "Ship", "ShipRest", "Annotate")) {
            ApiResponse changed = api().patch(placed.header("Location"), patch(example), "If-Match", "*");
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        }
        ApiResponse other = Orders.place(api(), placed.text("/user_id"));
        assertThat(api().patch(other.header("Location"), patch("Cancel"), "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ordersCanBeAskedFor() {
        JsonNode keys = example("/paths/~1v1~1orders~1batch-get/post/requestBody", "json");

        ApiResponse orders = api().post("/v1/orders/batch-get", keys.toString());

        assertThat(orders.status()).isEqualTo(200);
    }

    @Test
    void ordersCanBeImported() {
        String lines = example("/paths/~1v1~1orders~1import/post/requestBody", "x-ndjson")
                .asText()
                .replaceAll("\"user_id\": \"[^\"]+\"", "\"user_id\": \"" + Users.create(api()) + "\"");

        ApiResponse imported = api().post("/v1/orders/import", lines, "Content-Type", "application/x-ndjson");

        assertThat(imported.jsonLines())
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.path("result").asText()).isEqualTo("created"));
    }

    private JsonNode example(String body, String subtype) {
        return api().get("/openapi.json").json().at(body + "/content/application~1" + subtype + "/example");
    }

    private String patch(String example) {
        return api().get("/openapi.json")
                .json()
                .at("/components/requestBodies/OrderPatch/content/application~1json/examples/" + example + "/value")
                .toString();
    }

    private void free(String email) {
        for (JsonNode user : api().get("/v1/users?email=" + email).json().path("items")) {
            api().delete(Users.path(user.path("user_id").asText()), "If-Match", "*");
        }
    }
}
