package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.HashMap;
import java.util.Map;

/** The mapper that reads items and writes events: snake_case, no missing values. */
final class Json {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** Returns the values of an item's attributes; numbers as text, which keeps their digits. */
    static Map<String, Object> plain(Map<String, AttributeValue> attributes) {
        Map<String, Object> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put(name, plain(value)));
        return values;
    }

    private static Object plain(AttributeValue value) {
        if (value.getM() != null) {
            return plain(value.getM());
        }
        if (value.getL() != null) {
            return value.getL().stream().map(Json::plain).toList();
        }
        return value.getBOOL() != null ? value.getBOOL() : value.getS() != null ? value.getS() : value.getN();
    }
}
