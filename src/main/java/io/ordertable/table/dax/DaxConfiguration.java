package io.ordertable.table.dax;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import io.ordertable.table.ClientProperties;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Replaces the DAX client that Spring Cloud AWS creates by a {@link DaxClient} around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(DaxConfiguration.URL)
class DaxConfiguration {

    static final String URL = "spring.cloud.aws.dynamodb.dax.url";

    private static final String DIRECT = "directClient";

    /** Creates the same client as without DAX. */
    @Bean(name = DIRECT, defaultCandidate = false)
    @Lazy
    DynamoDbClient directClient(
            AwsClientBuilderConfigurer configurer,
            DynamoDbProperties properties,
            ObjectProvider<AwsConnectionDetails> connection,
            ObjectProvider<DynamoDbClientCustomizer> customizers) {
        return configurer
                .configureSyncClient(
                        DynamoDbClient.builder(),
                        properties,
                        connection.getIfAvailable(),
                        customizers.orderedStream(),
                        Stream.empty())
                .build();
    }

    /** Checks the URL first: the DAX client would start with an unknown host, and fail each call. */
    @Bean
    static BeanPostProcessor daxClient(
            Environment environment,
            @Qualifier(DIRECT) ObjectProvider<DynamoDbClient> direct,
            ObjectProvider<ExecutionInterceptor> interceptors,
            ObjectProvider<ClientProperties> properties) {
        check(environment.getRequiredProperty(URL));
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!name.equals("dynamoDbClient")) {
                    return bean;
                }
                DaxCalls calls = new DaxCalls(
                        interceptors.orderedStream().toList(),
                        properties.getObject().callTimeout());
                return new DaxClient((DynamoDbClient) bean, direct.getObject(), calls);
            }
        };
    }

    private static void check(String url) {
        String host = url.matches("daxs?://[^\\s\\[\\]]+") ? URI.create(url).getHost() : null;
        if (host == null) {
            throw new InvalidConfigurationPropertyValueException(
                    URL, url, "must be a DAX cluster's endpoint, such as dax://host:8111, or daxs://host for TLS");
        }
        if (new InetSocketAddress(host, 0).isUnresolved()) {
            throw new InvalidConfigurationPropertyValueException(
                    URL, url, "names the host " + host + ", which cannot be found");
        }
    }
}
