package io.ordertable.table.dax;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Replaces Spring Cloud AWS's DAX client by one that has metrics and deadlines, and all operations that the service uses. */
class DaxCompletion implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(DaxCompletion.class);

    /** The name that Spring Cloud AWS gives its client. */
    private static final String CLIENT = "dynamoDbClient";

    /** What the DAX client calls its service. */
    private static final String SERVICE = "dax";

    private final Environment environment;
    private final ObjectProvider<DynamoDbClient> besideDax;
    private final ObjectProvider<DaxCalls> calls;

    DaxCompletion(Environment environment, ObjectProvider<DynamoDbClient> besideDax, ObjectProvider<DaxCalls> calls) {
        this.environment = environment;
        this.besideDax = besideDax;
        this.calls = calls;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        String url = environment.getProperty(DaxConfiguration.URL);
        if (!name.equals(CLIENT) || !(bean instanceof DynamoDbClient dax) || url == null) {
            return bean;
        }
        if (!dax.serviceName().equals(SERVICE)) {
            // Ahead-of-time processing decides it once, by the properties of that time.
            throw new IllegalStateException(DaxConfiguration.URL
                    + " is set, but this build was processed ahead of time without it and has no DAX client");
        }
        log.info("Eventually consistent reads by key, and writes, go through DAX at {}", url);
        return new DaxClient(dax, besideDax.getObject(), calls.getObject());
    }
}
