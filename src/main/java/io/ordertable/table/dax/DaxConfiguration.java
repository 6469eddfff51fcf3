package io.ordertable.table.dax;

import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import io.ordertable.table.ClientProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Completes the DAX client that Spring Cloud AWS makes where {@code spring.cloud.aws.dynamodb.dax.url} is set. Without that it
 * makes nothing.
 */
@Configuration(proxyBeanMethods = false)
class DaxConfiguration {

    static final String URL = "spring.cloud.aws.dynamodb.dax.url";

    private static final String BESIDE_DAX = "besideDax";

    /** DynamoDB itself, for what does not go through DAX: the same client as without DAX. */
    @Bean(defaultCandidate = false)
    @Qualifier(BESIDE_DAX) @Lazy
    DynamoDbClient clientBesideDax(
            AwsClientBuilderConfigurer configurer,
            DynamoDbProperties properties,
            ObjectProvider<AwsConnectionDetails> connection,
            ObjectProvider<DynamoDbClientCustomizer> customizers,
            ObjectProvider<AwsSyncClientCustomizer> syncCustomizers) {
        return configurer
                .configureSyncClient(
                        DynamoDbClient.builder(),
                        properties,
                        connection.getIfAvailable(),
                        customizers.orderedStream(),
                        syncCustomizers.orderedStream())
                .build();
    }

    @Bean
    @Lazy
    DaxCalls daxCalls(ObjectProvider<ExecutionInterceptor> interceptors, ClientProperties properties) {
        return new DaxCalls(interceptors.orderedStream().toList(), new CallLimit(properties.callTimeout()));
    }

    /** Around the client, as it takes neither interceptors nor customizers. */
    @Bean
    static BeanPostProcessor daxCompletion(
            Environment environment,
            @Qualifier(BESIDE_DAX) ObjectProvider<DynamoDbClient> besideDax,
            ObjectProvider<DaxCalls> calls) {
        return new DaxCompletion(environment, besideDax, calls);
    }

    /** By this name Spring Boot validates properties of others by it. */
    @Bean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Validator daxUrlValidator(Environment environment) {
        return new DaxUrlValidator(environment);
    }
}
