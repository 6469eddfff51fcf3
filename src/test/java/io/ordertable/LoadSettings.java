package io.ordertable;

import io.ordertable.LoadClient.Operation;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.PropertyResolver;

/**
 * What a {@link LoadGenerator} sends.
 *
 * @param rate how many requests start in a second
 * @param duration when it ends; 0 for never
 * @param customers how many customers send them
 * @param skew the exponent of Zipf's law: with 0 all customers send as many, with 1 the first sends twice as many as the second
 * @param maxWaiting how many requests may wait for a response; further ones are dropped
 * @param mix how often each operation occurs, in relation to the others
 */
record LoadSettings(
        URI target,
        URI issuer,
        double rate,
        Duration duration,
        int customers,
        double skew,
        int maxWaiting,
        Map<Operation, Integer> mix) {

    private static final String PREFIX = "ordertable.local.load.";
    private static final double MAX_RATE = 10_000;
    private static final int MAX_SKEW = 10;
    private static final int MAX_WAITING = 10_000;

    /** This machine, and the services of the compose file. */
    private static final Pattern LOCAL_HOST =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|ordertable|issuer");

    LoadSettings {
        checkLocal(target);
        checkLocal(issuer);
        check(rate > 0 && rate <= MAX_RATE, "rate", "above 0, up to 10000");
        check(!duration.isNegative(), "duration", "0 or more");
        check(customers >= 1 && customers <= LocalUser.CUSTOMERS, "customers", "1 to " + LocalUser.CUSTOMERS);
        check(skew >= 0 && skew <= MAX_SKEW, "skew", "0 to 10");
        check(maxWaiting >= 1 && maxWaiting <= MAX_WAITING, "max-waiting", "1 to 10000");
        check(
                mix.values().stream().allMatch(weight -> weight >= 0)
                        && mix.values().stream().anyMatch(weight -> weight > 0),
                "mix",
                "like place=20,get=40");
    }

    static LoadSettings of(PropertyResolver properties) {
        return new LoadSettings(
                URI.create(properties.getProperty(PREFIX + "target", "http://localhost:8080")),
                URI.create(properties.getProperty(PREFIX + "issuer", "http://localhost:9000")),
                properties.getProperty(PREFIX + "rate", Double.class, 20.0),
                DurationStyle.detectAndParse(properties.getProperty(PREFIX + "duration", "0s")),
                properties.getProperty(PREFIX + "customers", Integer.class, LocalUser.CUSTOMERS),
                properties.getProperty(PREFIX + "skew", Double.class, 1.0),
                properties.getProperty(PREFIX + "max-waiting", Integer.class, 1_000),
                mix(properties.getProperty(PREFIX + "mix", "place=20,preview=5,get=40,list=15,batch-get=5,step=15")));
    }

    static Map<Operation, Integer> mix(String weights) {
        Map<Operation, Integer> mix = new EnumMap<>(Operation.class);
        Arrays.stream(weights.split(","))
                .map(weight -> weight.strip().split("=", 2))
                .forEach(weight -> {
                    check(weight.length == 2 && weight[1].matches("\\d{1,6}"), "mix", "like place=20,get=40");
                    mix.put(Operation.of(weight[0]), Integer.valueOf(weight[1]));
                });
        return mix;
    }

    private static void checkLocal(URI uri) {
        if (!"http".equals(uri.getScheme())
                || uri.getHost() == null
                || !LOCAL_HOST.matcher(uri.getHost()).matches()) {
            throw new IllegalArgumentException("Load goes to services of this machine only, not to " + uri + ".");
        }
    }

    private static void check(boolean valid, String name, String range) {
        if (!valid) {
            throw new IllegalArgumentException(PREFIX + name + " must be " + range + ".");
        }
    }
}
