package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FakeClock;
import io.ordertable.table.TableDescription.Missing;
import io.ordertable.table.TableProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;

class TableFiguresReaderTests {

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-26T12:00:00Z"));
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void cloudWatchIsNotAskedUnlessAPropertySaysSo() {
        assertThat(reader(false, new CompletableFuture<>()).read()).isNull();
        assertThat(calls).hasValue(0);
    }

    @Test
    void cloudWatchIsAskedOnceAMinute() {
        var reader = reader(
                true,
                CompletableFuture.completedFuture(
                        GetMetricDataResponse.builder().build()));

        assertThat(reader.read()).isSameAs(reader.read());
        clock.move(Duration.ofMinutes(1));
        reader.read();
        assertThat(calls).hasValue(2);
    }

    @Test
    void aDeniedPermissionIsNamed() {
        AwsErrorDetails denied =
                AwsErrorDetails.builder().errorCode("AccessDenied").build();
        var failure = CloudWatchException.builder().awsErrorDetails(denied).build();

        assertThat(reader(true, CompletableFuture.failedFuture(failure)).read())
                .satisfies(figures -> assertThat(figures.missing()).isEqualTo(Missing.DENIED));
    }

    @Test
    void aSilentCloudWatchDelaysTheReportByTwoSecondsOnly() {
        assertThat(reader(true, new CompletableFuture<>()).read())
                .satisfies(figures -> assertThat(figures.missing()).isEqualTo(Missing.NO_ANSWER));
    }

    private TableFiguresReader reader(boolean enabled, CompletableFuture<GetMetricDataResponse> answer) {
        CloudWatchAsyncClient client = new CloudWatchAsyncClient() {
            @Override
            public CompletableFuture<GetMetricDataResponse> getMetricData(GetMetricDataRequest request) {
                calls.incrementAndGet();
                return answer;
            }

            @Override
            public String serviceName() {
                return "monitoring";
            }

            @Override
            public void close() {}
        };
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("client", client);
        return new TableFiguresReader(
                new TableFiguresReader.Properties(enabled),
                new TableProperties("ordertable", false),
                beans.getBeanProvider(CloudWatchAsyncClient.class),
                clock);
    }
}
