package io.ordertable;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.order.Orders;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** Creates a few users and orders in a local run, over HTTP as a client does; once, if the data is kept. */
final class SampleData implements ApplicationRunner {

    private static final String ADA = "ada@example.org";

    private final Environment environment;

    SampleData(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        RestClient api = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"))
                .defaultHeaders(headers -> {
                    headers.setContentType(MediaType.APPLICATION_JSON);
                    headers.setBearerAuth(staffToken());
                })
                .build();
        if (answer(api.get().uri("/v1/users?email={email}", ADA)).path("items").isEmpty()) {
            create(api);
        }
    }

    private String staffToken() {
        return answer(RestClient.create()
                        .post()
                        .uri(environment.getRequiredProperty("ordertable.local.issuer") + "/oauth2/token")
                        .headers(headers -> headers.setBasicAuth("staff", "staff"))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body("grant_type=client_credentials"))
                .path("access_token")
                .asText();
    }

    private static void create(RestClient api) {
        String grace = register(api, LocalUser.GRACE, "Grace Hopper", "grace@example.org");
        place(api, grace, tea());
        place(api, grace, tea().line("POT-1", "Teapot", 1, "34.50"), "cancelled");
        // Last, as she stands for all of it.
        String ada = register(api, LocalUser.ADA, "Ada Lovelace", ADA);
        place(api, ada, tea().line("CUP-2", "Cup", 4, "7"), "paid", "shipped");
        place(api, ada, tea(), "paid");
        place(api, ada, Orders.in("JPY").line("MAT-1", "Matcha", 1, "1800"));
    }

    private static Orders tea() {
        return Orders.in("EUR").line("TEA-1", "Green tea", 2, "9.99");
    }

    private static String register(RestClient api, LocalUser user, String name, String email) {
        return answer(api.post().uri("/v1/users").body(Map.of("user_id", user.id, "name", name, "email", email)))
                .path("user_id")
                .asText();
    }

    private static void place(RestClient api, String userId, Orders order, String... statuses) {
        String orderId = answer(api.post().uri(Orders.path(userId)).body(order.json()))
                .path("order_id")
                .asText();
        for (String status : statuses) {
            answer(api.patch()
                    .uri(Orders.path(userId, orderId))
                    .header("If-Match", "*")
                    .body(Map.of("status", status)));
        }
    }

    private static JsonNode answer(RestClient.RequestHeadersSpec<?> request) {
        return Objects.requireNonNull(request.retrieve().body(JsonNode.class));
    }
}
