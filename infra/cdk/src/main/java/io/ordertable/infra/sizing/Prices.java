package io.ordertable.infra.sizing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * List prices, without taxes and free tiers.
 *
 * @param region the region that has these prices
 * @param date the day on which they were valid
 * @param usd US dollars for a unit, by name
 */
public record Prices(String region, String date, Map<String, Double> usd) {

    /** Reads {@code prices.json}. */
    public static Prices read() {
        try (InputStream file = Prices.class.getResourceAsStream("/prices.json")) {
            return new ObjectMapper().readValue(file, Prices.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double of(String name) {
        Double price = usd.get(name);
        if (price == null) {
            throw new IllegalArgumentException("prices.json has no " + name);
        }
        return price;
    }
}
