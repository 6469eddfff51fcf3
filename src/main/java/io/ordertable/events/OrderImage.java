package io.ordertable.events;

import io.ordertable.table.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An order as the stream shows it, as far as events tell of it.
 *
 * @param status any word, as a newer service may know more of them
 * @param total with the currency's number of fraction digits, as the API writes it
 * @param updatedAt when the service wrote this version
 * @param version counts changes from 1
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

    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,31}");

    /** Fails with {@link UnreadableRecord} where the image is not that of an order. */
    static OrderImage from(Image image) {
        Currency currency = image.string(Attributes.CURRENCY, Currency::getInstance);
        return new OrderImage(
                image.string(Attributes.ORDER_ID, UUID::fromString),
                image.string(Attributes.USER_ID, UUID::fromString),
                statusIn(image),
                currency,
                image.number(Attributes.TOTAL, total -> total.setScale(currency.getDefaultFractionDigits())),
                image.string(Attributes.CREATED_AT, Instant::parse),
                image.string(Attributes.UPDATED_AT, Instant::parse),
                image.number(Attributes.VERSION, BigDecimal::longValueExact));
    }

    /** The status alone, which tells whether the rest is of interest. */
    static String statusIn(Image image) {
        return image.string(Attributes.STATUS, OrderImage::word);
    }

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("no word");
        }
        return text;
    }
}
