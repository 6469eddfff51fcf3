package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.calls.FaultTest;
import io.ordertable.user.Users;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What lists ask DynamoDB for, as it arrives there. */
class ProjectionIT extends FaultTest {

    private static final Pattern ATTRIBUTE = Pattern.compile("\"#\\w+\":\"(\\w+)\"");

    @Test
    void dynamoDbSendsTheAttributesOfTheMembersThatWereAskedFor() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        String orders = Orders.path(order.text("/user_id"));

        assertThat(attributesOf(api().get(orders + "?fields=total")))
                .contains("total")
                .doesNotContain("lines", "paid", "GSI1PK");
        assertThat(attributesOf(api().get(orders + "?fields=lines&status=pending")))
                .contains("lines", "status");
        assertThat(attributesOf(api().get("/v1/orders?status=pending&limit=1&fields=total")))
                .contains("total")
                .doesNotContain("lines");
        assertThat(attributesOf(batchGet(order, "total"))).contains("total").doesNotContain("lines");
        assertThat(attributesOf(batchGet(order, "lines"))).contains("lines");
    }

    private ApiResponse batchGet(ApiResponse order, String fields) {
        String key = "{\"user_id\": %s, \"order_id\": %s}"
                .formatted(order.json().path("user_id"), order.json().path("order_id"));
        return api().post("/v1/orders/batch-get?fields=" + fields, "{\"keys\": [" + key + "]}");
    }

    /** The attributes that the request's last call to DynamoDB names. */
    private List<String> attributesOf(ApiResponse response) {
        String call = database.calls().getLast().body();
        assertThat(response.status()).isEqualTo(200);
        assertThat(call).contains("\"ProjectionExpression\"");
        return ATTRIBUTE.matcher(call).results().map(name -> name.group(1)).toList();
    }
}
