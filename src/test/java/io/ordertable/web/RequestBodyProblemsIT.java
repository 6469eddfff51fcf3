package io.ordertable.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are no order: each is refused with a problem document that says what is wrong, and nothing is stored. */
class RequestBodyProblemsIT extends IntegrationTest {

    private static final int LIMIT = 512 * 1024;
    private static final String LINE = "{\"sku\":\"A\",\"name\":\"Thing\",\"quantity\":1,\"unit_price\":\"1.00\"}";
    private static final String ORDER = "{\"currency\":\"EUR\",\"lines\":[" + LINE + "]}";

    static Stream<Arguments> unreadableBodies() {
        return Stream.of(
                body("nothing", ""),
                body("blanks", " \r\n\t"),
                body("null", "null"),
                body("no JSON", "currency=EUR"),
                body("truncated", ORDER.substring(0, ORDER.length() - 2)),
                body("truncated in a string", ORDER.substring(0, 14)),
                body("text behind it", ORDER + "x"),
                body("single quotes", ORDER.replace('"', '\'')),
                body("a comment", "/* order */" + ORDER),
                body("a trailing comma", ORDER.replace("]}", "],}")),
                body("an unquoted member", ORDER.replace("\"currency\"", "currency")),
                body("a member given twice", ORDER.replace("{\"currency\"", "{\"currency\":\"EUR\",\"currency\"")),
                body("a member of a line given twice", ORDER.replace("{\"sku\"", "{\"sku\":\"A\",\"sku\"")),
                body("a raw NUL", ORDER.replace("Thing", "Th\0ing")),
                body("a raw control character", ORDER.replace("Thing", "Th\u001fing")),
                body("a raw line break in a string", ORDER.replace("Thing", "Th\ning")),
                body("an unknown escape", ORDER.replace("Thing", "Th\\xing")),
                body("a stray byte", ORDER.replace("Thing", "Th\u00ffing")),
                body("a cut-off UTF-8 sequence", ORDER.replace("Thing", "Thin\u00c3")),
                body("a surrogate in UTF-8", ORDER.replace("Thing", "\u00ed\u00a0\u0080")),
                body("an overlong UTF-8 sequence", ORDER.replace("Thing", "\u00c1\u00a1")),
                body("UTF-16", new String(ORDER.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1)),
                body("a lone surrogate as a member's name", ORDER.replace("\"currency\"", "\"\\ud800\"")),
                body("not a number", withQuantity("NaN")),
                body("a leading zero", withQuantity("01")),
                body("a plus sign", withQuantity("+1")),
                body("hexadecimal", withQuantity("0x1")),
                body(
                        "10,000 levels under an unknown member",
                        "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                body("a member name of 100,000 characters", "{\"" + "x".repeat(100_000) + "\":1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadableBodies")
    void aBodyThatIsNoJsonIsMalformed(String what, String body) {
        String userId = Users.create(api());

        ApiResponse refused = post(Orders.path(userId), body);

        Problem.assertThat(refused, 400, "MALFORMED_JSON");
        assertNothingStored(userId);
    }

    static Stream<Arguments> bodiesThatBreakARule() {
        return Stream.of(
                wrong("", "[]"),
                wrong("", "\"order\""),
                wrong("", "17"),
                wrong("", "[".repeat(10_000)),
                wrong("/currency", "{\"lines\":[" + LINE + "]}"),
                wrong("/currency", ORDER.replace("\"EUR\"", "null")),
                wrong("/currency", ORDER.replace("\"EUR\"", "978")),
                wrong("/currency", ORDER.replace("EUR", "eur")),
                wrong("/currency", ORDER.replace("EUR", "XAU")),
                wrong("/currency", ORDER.replace("\"EUR\"", "{}")),
                wrong("/lines", "{\"currency\":\"EUR\"}"),
                wrong("/lines", "{\"currency\":\"EUR\",\"lines\":[]}"),
                wrong("/lines", "{\"currency\":\"EUR\",\"lines\":{}}"),
                wrong("/lines", "{\"currency\":\"EUR\",\"lines\":\"\"}"),
                wrong("/lines", "{\"currency\":\"EUR\",\"lines\":" + LINE + "}"),
                wrong("/lines", "{\"lines\":".repeat(10_000)),
                wrong("/lines", withLines(LINE, 101)),
                wrong("/lines/0", "{\"currency\":\"EUR\",\"lines\":[null]}"),
                wrong("/lines/0", "{\"currency\":\"EUR\",\"lines\":[1]}"),
                wrong("/lines/1", "{\"currency\":\"EUR\",\"lines\":[" + LINE + ",[" + LINE + "]]}"),
                wrong("/lines/0", "{\"currency\":\"EUR\",\"lines\":" + "[".repeat(10_000)),
                wrong("/total", ORDER.replace("{\"currency\"", "{\"total\":\"1.00\",\"currency\"")),
                wrong("/user_id", ORDER.replace("{\"currency\"", "{\"user_id\":null,\"currency\"")),
                wrong("/a~1b~0c", ORDER.replace("{\"currency\"", "{\"a/b~c\":1,\"currency\"")),
                wrong("/\0", ORDER.replace("{\"currency\"", "{\"\\u0000\":1,\"currency\"")),
                wrong("/Currency", ORDER.replace("currency", "Currency")),
                wrong("/lines/0/unitPrice", ORDER.replace("unit_price", "unitPrice")),
                wrong("/lines/0/line_total", ORDER.replace("{\"sku\"", "{\"line_total\":\"1.00\",\"sku\"")),
                wrong("/lines/0/quantity", withQuantity("null")),
                wrong("/lines/0/quantity", withQuantity("\"1\"")),
                wrong("/lines/0/quantity", withQuantity("true")),
                wrong("/lines/0/quantity", withQuantity("1.0")),
                wrong("/lines/0/quantity", withQuantity("1.5")),
                wrong("/lines/0/quantity", withQuantity("-1")),
                wrong("/lines/0/quantity", withQuantity("0")),
                wrong("/lines/0/quantity", withQuantity("1000001")),
                wrong("/lines/0/quantity", withQuantity("1e3")),
                wrong("/lines/0/quantity", withQuantity("1e999999999")),
                wrong("/lines/0/quantity", withQuantity("1e-999999999")),
                wrong("/lines/0/quantity", withQuantity("2147483648")),
                wrong("/lines/0/quantity", withQuantity("18446744073709551617")),
                wrong("/lines/0/quantity", withQuantity("9".repeat(900))),
                wrong("/lines/0/quantity", withQuantity("[1]")),
                wrong("/lines/0/quantity", withQuantity("{\"value\":1}")),
                wrong("/lines/0/unit_price", withPrice("1.00")),
                wrong("/lines/0/unit_price", withPrice("1e999999999")),
                wrong("/lines/0/unit_price", withPrice("\"1e999999999\"")),
                wrong("/lines/0/unit_price", withPrice("\"1e-999999999\"")),
                wrong("/lines/0/unit_price", withPrice("\"" + "9".repeat(10_000) + "\"")),
                wrong("/lines/0/unit_price", withPrice("\"0." + "0".repeat(10_000) + "1\"")),
                wrong("/lines/0/unit_price", withPrice("\"-0.01\"")),
                wrong("/lines/0/unit_price", withPrice("\"0.001\"")),
                wrong("/lines/0/unit_price", withPrice("\"1,50\"")),
                wrong("/lines/0/unit_price", withPrice("\"1\\u0000\"")),
                wrong("/lines/0/unit_price", withPrice("\"1\\n\"")),
                wrong("/lines/0/unit_price", withPrice("false")),
                wrong("/lines/0/name", withName("\"\"")),
                wrong("/lines/0/name", withName("\" \\t \"")),
                wrong("/lines/0/name", withName("\"a\\u0000b\"")),
                wrong("/lines/0/name", withName("\"a\\u001bb\"")),
                wrong("/lines/0/name", withName("\"a\\u0085b\"")),
                wrong("/lines/0/name", withName("\"a\\u202eb\"")),
                wrong("/lines/0/sku", ORDER.replace("\"A\"", "\"a\\u2066b\"")),
                wrong("/lines/0/name", withName("\"\\ud800\"")),
                wrong("/lines/0/name", withName("\"a\\udc00\\ud800b\"")),
                wrong("/lines/0/name", withName("\"" + "x".repeat(501) + "\"")),
                wrong("/lines/0/name", withName("1")),
                wrong("/lines/0/name", withName("true")),
                wrong("/lines/0/name", withName("[".repeat(10_000) + "]".repeat(10_000))));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("bodiesThatBreakARule")
    void aBodyThatBreaksARuleIsRefusedWithThePlace(String pointer, String body) {
        String userId = Users.create(api());

        ApiResponse refused = post(Orders.path(userId), body);

        Problem.assertThat(refused, 400, "VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).isNotEmpty().containsOnly(pointer);
        assertThat(refused.texts("/errors", "detail")).doesNotContain("").noneMatch(detail -> detail.contains("java"));
        assertNothingStored(userId);
    }

    @Test
    void aRefusalSaysWhatTheMemberMustBe() {
        String path = Orders.path(Users.create(api()));

        assertThat(post(path, withPrice("9.99")).text("/detail"))
                .isEqualTo("/lines/0/unit_price must be a string such as \"9.99\".");
        assertThat(post(path, withPrice("10")).text("/detail"))
                .isEqualTo("/lines/0/unit_price must be a string such as \"10\".");
        assertThat(post(path, ORDER.replace("unit_price", "unitPrice")).text("/detail"))
                .isEqualTo(
                        "/lines/0/unitPrice is not a known member; known are discount, image_url, name, options, product_url, quantity, sku, unit_price.");
        assertThat(post(path, ORDER.replace("{\"sku\"", "\n{\"sku\" = ")).text("/detail"))
                .endsWith(": line 2, column 8.");
        for (String status : new String[] {"\"open\"", "\"PAID\"", "5", "[]"}) {
            ApiResponse refused = api().patch(path + "/" + UUID.randomUUID(), "{\"status\": " + status + "}");
            assertThat(refused.text("/detail"))
                    .isEqualTo("/status must be one of pending, paid, shipped, completed, cancelled, returned.");
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhenItsLengthIsAnnounced() throws IOException {
        String userId = Users.create(api());
        try (RawHttp connection = new RawHttp(api())) {
            connection.send(head(userId) + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n{");

            Problem.assertThat(connection.readResponse(), 413, "CONTENT_TOO_LARGE");
        }
    }

    static Stream<Arguments> largeBodies() {
        return Stream.of(
                body("blanks", " ".repeat(2 * LIMIT)),
                body("a name", withName("\"" + "x".repeat(2 * LIMIT) + "\"")),
                body("lines", "{\"currency\":\"EUR\",\"lines\":[" + (LINE + ",").repeat(2 * LIMIT / LINE.length())),
                body("blanks behind an order", ORDER + " ".repeat(2 * LIMIT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeBodies")
    void aBodyOverTheLimitIsRefusedWhenItsLengthIsNotAnnounced(String what, String body) throws IOException {
        String userId = Users.create(api());
        try (RawHttp connection = new RawHttp(api())) {
            connection.send(head(userId) + "Transfer-Encoding: chunked\r\n\r\n");
            // A little more than the limit, and then nothing: the service must not wait for the rest.
            for (int sent = 0; sent <= LIMIT; sent += LIMIT / 16) {
                connection.sendChunk(body.substring(sent, sent + LIMIT / 16));
            }

            Problem.assertThat(connection.readResponse(), 413, "CONTENT_TOO_LARGE");
        }
        assertNothingStored(userId);
    }

    @Test
    void aBodyAtTheLimitIsRead() {
        String userId = Users.create(api());

        ApiResponse placed = post(Orders.path(userId), ORDER + " ".repeat(LIMIT - ORDER.length()));

        assertThat(placed.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"{},9000", "null,19000"})
    void ofALongListOfWorthlessLinesTheLengthIsReportedFirst(String line, int count) {
        ApiResponse refused = post(Orders.path(Users.create(api())), withLines(line, count));

        Problem.assertThat(refused, 400, "VALIDATION_FAILED");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/lines");
        assertThat(refused.texts("/errors", "pointer")).hasSize(100);
    }

    static Stream<Arguments> bodiesOfManyTokens() {
        return Stream.of(
                Arguments.of("/v1/orders/batch-get", "{\"keys\":[" + "{},".repeat(11_000) + "{}]}"),
                Arguments.of("/v1/orders/batch-get", "{\"keys\":[" + "null,".repeat(22_000) + "null]}"));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("bodiesOfManyTokens")
    void aBodyOfTooManyTokensIsTooLarge(String path, String body) {
        Problem.assertThat(post(path, body), 413, "CONTENT_TOO_LARGE");
    }

    @Test
    void of400BrokenRules100AreReported() {
        ApiResponse refused = post(Orders.path(Users.create(api())), withLines("{}", 100));

        Problem.assertThat(refused, 400, "VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).hasSize(100);
        assertThat(refused.text("/detail")).endsWith("(and 399 more).");
    }

    @ParameterizedTest
    @MethodSource("halfBodies")
    void aBodyThatBreaksOffIsRefused(String framing, String half) {
        String userId = Users.create(api());

        ApiResponse refused = RawHttp.exchange(api(), head(userId) + framing + half);

        Problem.assertThat(refused, 400, "BAD_REQUEST");
        assertNothingStored(userId);
    }

    static Stream<Arguments> halfBodies() {
        String half = ORDER.substring(0, 50);
        return Stream.of(
                Arguments.of("Content-Length: 1000\r\n\r\n", half),
                Arguments.of("Transfer-Encoding: chunked\r\n\r\n", "32\r\n" + half + "\r\n"),
                Arguments.of("Transfer-Encoding: chunked\r\n\r\n", "32\r\n" + half + "\r\nzz\r\n"));
    }

    @Test
    void aClientThatIsRejectedBeforeItsBodyArrivesKeepsItsConnection() throws Exception {
        try (RawHttp connection = new RawHttp(api().anonymous())) {
            for (int i = 0; i < 50; i++) {
                connection.send("POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 10\r\n\r\n");
                Thread.sleep(2);
                connection.send("0123456789");

                assertThat(connection.readResponse().status()).isEqualTo(401);
            }
        }
    }

    @Test
    void aClientThatSendsSlowlyReadsTheResponseAndKeepsItsConnection() throws IOException {
        try (RawHttp connection = new RawHttp(api())) {
            for (String mediaType : new String[] {"text/plain", "application/json", "application/x-ndjson"}) {
                connection.send("POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + mediaType
                        + "\r\nContent-Length: " + LIMIT + "\r\n\r\n[");
                for (int sent = 1; sent < LIMIT; sent += LIMIT / 8) {
                    connection.send(" ".repeat(Math.min(LIMIT / 8, LIMIT - sent)));
                }

                assertThat(connection.readResponse().status()).isIn(400, 415);
            }
        }
    }

    private static Arguments body(String what, String body) {
        return Arguments.of(what, body);
    }

    private static Arguments wrong(String pointer, String body) {
        return Arguments.of(pointer, body);
    }

    private static String withLines(String line, int count) {
        return "{\"currency\":\"EUR\",\"lines\":[" + (line + ",").repeat(count - 1) + line + "]}";
    }

    private static String withQuantity(String json) {
        return ORDER.replace("\"quantity\":1", "\"quantity\":" + json);
    }

    private static String withPrice(String json) {
        return ORDER.replace("\"1.00\"", json);
    }

    private static String withName(String json) {
        return ORDER.replace("\"Thing\"", json);
    }

    private static String head(String userId) {
        return "POST " + Orders.path(userId) + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    }

    /** Characters are bytes. */
    private ApiResponse post(String path, String body) {
        return api().send(
                        "POST",
                        path,
                        BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)),
                        "Content-Type",
                        "application/json");
    }

    private void assertNothingStored(String userId) {
        assertThat(stored().count("USER#" + userId, "ORDER#")).isZero();
    }
}
