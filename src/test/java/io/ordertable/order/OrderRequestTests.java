package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.idempotency.Idempotency;
import io.ordertable.table.Sha256;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in the body that places an order. */
class OrderRequestTests {

    private static ValidatorFactory factory;

    @BeforeAll
    static void start() {
        factory = Validation.buildDefaultValidatorFactory();
    }

    @AfterAll
    static void stop() {
        factory.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0001", "1", "19.98", "999999999999", "999999999999.9999", "0.00"})
    void aPriceIsAPlainDecimalBelowATrillion(String price) {
        OrderRequest.Line line = line("A", "A", 1, price);

        assertThat(violations(request("CLF", List.of(line)))).isEmpty();
        assertThat(line.toOrderLine().unitPrice()).isEqualTo(new BigDecimal(price));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "-0",
                "1e3",
                "1E-2",
                "1e999999999",
                "01",
                "00",
                ".5",
                "1.",
                "1,5",
                "1 000",
                " 1",
                "1\n",
                "0x1",
                "NaN",
                "Infinity",
                "1000000000000",
                "0.00001",
                "１",
                "٣",
                "1_000",
                "1d",
                "$1"
            })
    void anythingElseIsNoPrice(String price) {
        assertThat(violations(order("CLF", price)))
                .contains("lines[0].unitPrice must be a decimal such as \"19.98\", below a trillion");
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1, 1.0", "EUR, 1.25, 1.255", "KWD, 1.255, 1.2555", "USD, 1, 1.000"})
    void aPriceHasAtMostTheCurrencysFractionDigits(String currency, String good, String bad) {
        assertThat(violations(order(currency, good))).isEmpty();
        assertThat(violations(order(currency, good, bad, good)))
                .singleElement()
                .asString()
                .startsWith("lines[1].unitPrice must have at most ")
                .endsWith(" fraction digits in " + currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "XXX", "XAU", "ABC", "€", " EUR"})
    void aCurrencyIsOneThatMoneyIsCountedIn(String currency) {
        assertThat(violations(order(currency, "1"))).containsExactly("currency must be an ISO 4217 code such as EUR");
    }

    /** Idempotency records are kept for a day: a deployment must not change the hash of an order. */
    @Test
    void equalPricesHaveTheSameHash() {
        String canonical = """
                {"currency":"EUR","lines":[{"name":"A","quantity":1,"sku":"A","unit_price":"9.5"},\
                {"name":"A","quantity":1,"sku":"A","unit_price":"500"},\
                {"name":"A","quantity":1,"sku":"A","unit_price":"0"}]}""";

        for (OrderRequest request : List.of(order("EUR", "9.5", "500", "0"), order("EUR", "9.50", "500.0", "0.00"))) {
            assertThat(Idempotency.of("key", request)).isEqualTo(new Idempotency("key", Sha256.hex(canonical)));
        }
    }

    @Test
    void everyMemberIsNeeded() {
        assertThat(violations(request(null, null)))
                .containsExactlyInAnyOrder("currency must not be null", "lines must not be empty");
        assertThat(violations(request("EUR", Arrays.asList(null, line(null, null, null, null)))))
                .containsExactlyInAnyOrder(
                        "lines[0].<list element> must not be null",
                        "lines[1].sku must not be null",
                        "lines[1].name must not be null",
                        "lines[1].quantity must not be null",
                        "lines[1].unitPrice must not be null");
    }

    @Test
    void anOrderHasLines() {
        assertThat(violations(request("EUR", List.of()))).containsExactly("lines must not be empty");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001, Integer.MAX_VALUE})
    void aQuantityIsBetweenOneAndAMillion(int quantity) {
        OrderRequest request = request("EUR", List.of(line("A", "A", quantity, "1")));

        assertThat(violations(request)).singleElement().asString().startsWith("lines[0].quantity must be ");
    }

    private static OrderRequest order(String currency, String... prices) {
        return request(
                currency,
                Arrays.stream(prices).map(price -> line("A", "A", 1, price)).toList());
    }

    private static OrderRequest request(@Nullable String currency, @Nullable List<OrderRequest.Line> lines) {
        return new OrderRequest(currency, null, lines, null, null, null, null, null, null);
    }

    private static OrderRequest.Line line(
            @Nullable String sku, @Nullable String name, @Nullable Integer quantity, @Nullable String price) {
        return new OrderRequest.Line(sku, name, quantity, price, null, null, null, null);
    }

    private static List<String> violations(OrderRequest request) {
        Validator validator = factory.getValidator();
        return validator.validate(request).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .toList();
    }
}
