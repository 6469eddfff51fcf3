package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are in English. */
class LanguageIT extends IntegrationTest {

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja, en;q=0.1", "ar-EG", "*"})
    void theClientsLanguageDoesNotCount(String language) {
        String[] accept = {"Accept-Language", language};
        String orders = Orders.path(Users.create(api()));
        String line = Orders.in("EUR").line("A", "Thing", 0, "1").importLine(Users.create(api()));

        assertThat(api().get(orders + "?limit=101", accept).text("/detail")).isEqualTo("limit must be from 1 to 100.");
        assertThat(api().post("/v1/users", "{\"name\": \"Ada\"}", accept).text("/errors/0/detail"))
                .isEqualTo("must not be null");
        assertThat(api().post(
                                "/v1/orders/import",
                                line,
                                "Content-Type",
                                "application/x-ndjson",
                                "Accept-Language",
                                language)
                        .text("/errors/0/detail"))
                .isEqualTo("must be greater than or equal to 1");
    }
}
