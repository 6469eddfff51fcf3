package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DaxCompletionTests {

    private static final String CLIENT = "dynamoDbClient";

    private final DynamoDbClient notOfDax = new DynamoDbClient() {
        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    };
    private final MockEnvironment environment = new MockEnvironment();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final DaxCompletion completion = new DaxCompletion(
            environment, beans.getBeanProvider(DynamoDbClient.class), beans.getBeanProvider(DaxCalls.class));

    @Test
    void withoutAClusterTheClientStaysWhatItIs() {
        assertThat(completion.postProcessAfterInitialization(notOfDax, CLIENT)).isSameAs(notOfDax);
    }

    @Test
    void otherBeansStayWhatTheyAre() {
        environment.setProperty(DaxConfiguration.URL, "dax://127.0.0.1");

        assertThat(completion.postProcessAfterInitialization(notOfDax, "another"))
                .isSameAs(notOfDax);
        assertThat(completion.postProcessAfterInitialization("text", CLIENT)).isEqualTo("text");
    }

    @Test
    void aClusterThatTheBuildDidNotReckonWithIsNotIgnored() {
        environment.setProperty(DaxConfiguration.URL, "dax://127.0.0.1");

        assertThatThrownBy(() -> completion.postProcessAfterInitialization(notOfDax, CLIENT))
                .hasMessageContaining("processed ahead of time without it");
    }
}
