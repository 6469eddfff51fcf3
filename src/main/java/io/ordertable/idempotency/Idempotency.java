package io.ordertable.idempotency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordertable.error.CommonError;
import io.ordertable.table.Sha256;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's wish that something be created once, however often the request is sent (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param key the client's key, 1 to 255 printable ASCII characters
 * @param requestHash distinguishes this request from others with the same key
 */
public record Idempotency(String key, String requestHash) {

    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

    /** Sorts members by name, and leaves out those without a value, so that a new optional member changes no hash. */
    private static final ObjectWriter CANONICAL_JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS))
            .findAndAddModules()
            .build()
            .writer();

    /**
     * Returns the wish that the header states; {@code null} without a header.
     *
     * @param request the validated body. Its JSON is hashed with all of its members, so values that can be written in several
     *     ways need a serializer that writes equal ones equally.
     */
    public static @Nullable Idempotency of(@Nullable String header, Record request) {
        if (header == null) {
            return null;
        }
        if (!PRINTABLE.matcher(header).matches()) {
            throw CommonError.invalidParameter(HEADER, "must be 1 to 255 printable ASCII characters");
        }
        return new Idempotency(header, hash(request));
    }

    private static String hash(Record request) {
        try {
            return Sha256.hex(CANONICAL_JSON.writeValueAsString(request));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + request.getClass(), e);
        }
    }
}
