package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DaxUrlTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(DaxConfiguration.class);

    @ParameterizedTest
    @ValueSource(strings = {"dax://127.0.0.1", "dax://localhost:8111", "daxs://127.0.0.1:9111"})
    void anEndpointIsTaken(String url) {
        application
                .withPropertyValues("spring.cloud.aws.dynamodb.dax.url=" + url)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void noUrlIsNoMistake() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ''                        | must be a DAX cluster's endpoint
                    dax                       | must be a DAX cluster's endpoint
                    dax:///                   | must be a DAX cluster's endpoint
                    dax://                    | must be a DAX cluster's endpoint
                    http://127.0.0.1:8111     | must be a DAX cluster's endpoint
                    127.0.0.1:8111            | must be a DAX cluster's endpoint
                    dax://my cluster          | must be a DAX cluster's endpoint
                    dax://127.0.0.1:x         | must be a DAX cluster's endpoint
                    dax://no-cluster.invalid  | names the host no-cluster.invalid, which cannot be found
                    """)
    void whatNoClusterCanHaveIsRefusedAtStartUp(String url, String sentence) {
        application
                .withPropertyValues("spring.cloud.aws.dynamodb.dax.url=" + url)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }
}
