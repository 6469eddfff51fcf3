package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.security.Tokens;
import io.ordertable.user.Users;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionIT extends IntegrationTest {

    private static final String[] GZIP = {"Accept-Encoding", "gzip"};

    @Test
    void aPageOfOrdersIsCompressedForAClientThatTakesIt() throws Exception {
        String userId = Users.create(api());
        Orders.importMany(api(), userId, 100);

        HttpResponse<byte[]> page = getCompressed(Orders.path(userId) + "?limit=100");

        assertThat(page.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(page.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(new ObjectMapper().readTree(unzipped(page)).path("items")).hasSize(100);
        assertThat(page.body()).hasSizeLessThan(unzipped(page).length / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/swagger-ui/swagger-ui-bundle.js", "/swagger-ui/swagger-ui.css"})
    void soIsTheDocumentation(String path) throws Exception {
        HttpResponse<byte[]> response = getCompressed(path);

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.body()).hasSizeLessThan(unzipped(response).length / 2);
    }

    @Test
    void nothingIsCompressedForOthers() {
        ApiResponse order = largeOrder();

        assertThat(api().get(order.header("Location")).headers().map()).doesNotContainKey("content-encoding");
    }

    @Test
    void anOrdersVersionIsInTheETagOfACompressedResponseToo() throws Exception {
        String order = largeOrder().header("Location");
        String tag = getCompressed(order).headers().firstValue("ETag").orElseThrow();

        assertThat(tag).isEqualTo("\"1--gzip\"");
        assertThat(api().get(order, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(api().get(order, "If-None-Match", tag, "Accept-Encoding", "gzip")
                        .header("ETag"))
                .isEqualTo(tag);
        assertThat(Orders.patch(api(), order, "paid", "If-Match", tag).header("ETag"))
                .isEqualTo("\"2\"");
        ApiResponse late = Orders.patch(api(), order, "shipped", "If-Match", tag, "Accept-Encoding", "gzip");
        Problem.assertThat(late, 412, "PRECONDITION_FAILED");
        assertThat(late.header("ETag")).isEqualTo("\"2\"");
    }

    private ApiResponse largeOrder() {
        return Orders.in("EUR").lines(50, "Green tea").placeFor(api(), Users.create(api()));
    }

    private HttpResponse<byte[]> getCompressed(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(api().base().resolve(path))
                            .headers(GZIP)
                            .header("Authorization", "Bearer " + Tokens.staff())
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static byte[] unzipped(HttpResponse<byte[]> response) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    }
}
