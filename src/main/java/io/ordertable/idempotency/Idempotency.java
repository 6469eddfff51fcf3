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
import io.ordertable.error.ServiceException;
import io.ordertable.table.Sha256;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a request that creates something once, however often it is sent (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param key the client's key
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
     * Returns the idempotency of a request; {@code null} without the header.
     *
     * @param request the validated body, whose JSON is hashed. Values that can be written in several ways need a serializer that
     *     writes equal ones equally
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

    static ServiceException keyReused(String reason) {
        return new ServiceException(CommonError.IDEMPOTENCY_KEY_REUSED, reason + " Use a new key for a new request.");
    }
}
