package io.ordertable.table.dax;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * Refuses a URL at start-up that no DAX cluster can have. The DAX client would start with an unknown host, and fail each call. A
 * cluster that does not answer is no reason to refuse: it may be back before the next call.
 */
class DaxUrlValidator implements Validator {

    private static final String FIELD = "dax.url";
    private static final Set<String> SCHEMES = Set.of("dax", "daxs");

    private final Environment environment;

    DaxUrlValidator(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean supports(Class<?> type) {
        return DynamoDbProperties.class.isAssignableFrom(type);
    }

    @Override
    public void validate(Object target, Errors errors) {
        String url = environment.getProperty(DaxConfiguration.URL);
        if (url == null) {
            return;
        }
        String host = host(url);
        if (host.isEmpty()) {
            errors.rejectValue(
                    FIELD, "url", "must be a DAX cluster's endpoint, such as dax://host:8111, or daxs://host for TLS");
        } else if (!isKnown(host)) {
            errors.rejectValue(FIELD, "host", "names the host " + host + ", which cannot be found");
        }
    }

    /** Empty where it is no endpoint. */
    private static String host(String url) {
        try {
            URI uri = URI.create(url);
            return SCHEMES.contains(String.valueOf(uri.getScheme())) && uri.getHost() != null ? uri.getHost() : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isKnown(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
