package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderNumberTests {

    /** Examples that the service is tested with too. */
    private static final Path EXAMPLES = Path.of("src/test/resources/order-numbers.json");

    @Test
    void theNumberIsTheOneThatTheServiceComputes() throws IOException {
        JsonNode examples = new ObjectMapper().readTree(EXAMPLES.toFile());

        assertThat(examples.properties()).isNotEmpty().allSatisfy(example -> assertThat(
                        OrderNumber.of(UUID.fromString(example.getKey())))
                .isEqualTo(example.getValue().asText()));
    }
}
