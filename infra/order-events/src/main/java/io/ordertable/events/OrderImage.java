package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An order before or after a change, with the attributes that events need.
 *
 * @param status any word, because a newer service may have statuses that this function does not know
 * @param total with the number of decimals that the currency has, as in the API
 * @param updatedAt when the service wrote this version
 */
record OrderImage(
        UUID orderId,
        UUID userId,
        String status,
        Currency currency,
        BigDecimal total,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    private static final Pattern STATUS = Pattern.compile("[a-z][a-z_]{0,31}");

    OrderImage {
        if (!STATUS.matcher(status).matches()) {
            throw new IllegalArgumentException("status is not a word");
        }
        total = total.setScale(currency.getDefaultFractionDigits());
    }

    /** Reads an image in a record of the stream; one that is not a valid order is refused. */
    static OrderImage from(Map<String, AttributeValue> attributes) {
        return Json.MAPPER.convertValue(Json.plain(attributes), OrderImage.class);
    }
}
